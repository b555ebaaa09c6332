"""What happened before a story begins: a paket that was held, claims in this or that state."""

import io
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from community.accounts.models import Appointment, Guru
from community.angka_kredit import services
from community.angka_kredit.models import KegiatanKolektif, LedgerEntry, Usulan
from community.attendance.models import Kehadiran
from community.kernel.database import add, add_all, db, end_transaction
from community.kernel.files import Named
from community.lokakarya.models import Hasil, Paket, PaketRole, PaketStep, Pertemuan
from community.lokakarya.services import close_paket, reopen_paket
from tests import people

FIRST = datetime(2026, 8, 1, 1, tzinfo=UTC)  # a Saturday, 08.00 WIB
MATERI = "Kami menyusun modul ajar pecahan kelas empat dari capaian pembelajaran sampai asesmen dan lembar kerja murid."
TINDAK_LANJUT = "Modul ini saya pakai di kelas empat selama tiga minggu dan saya perbaiki sesudahnya."
DAMPAK = "Murid yang semula keliru menyamakan penyebut sekarang dapat menjelaskan caranya sendiri."
PARTS = {"materi": MATERI, "tindak_lanjut": TINDAK_LANJUT, "dampak": DAMPAK}
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def settled() -> None:
    """Keep what the story has set up."""
    end_transaction(keep=True)


def paket_held(
    attended: dict[str, int],
    *,
    held: int = 3,
    jenis: str = "silabus_rpp",
    hasil: str | None = "perangkat",
    roles: dict[str, str] | None = None,
    theme: str = "Menyusun modul ajar pecahan",
    first: datetime = FIRST,
) -> Paket:
    """A scheduled paket whose pertemuan are over; `attended` says how many of the first each person came to."""
    paket = add(Paket(gugus_id=people.GUGUS, theme=theme, jenis=jenis, created_by_id="ketua", created_at=first))
    add(PaketStep(paket_id=paket.id, number=1, kind="dijadwalkan", by_id="ketua", at=first))
    pertemuan = [_pertemuan(paket, first + timedelta(weeks=week), f"Pertemuan {week + 1}") for week in range(held)]
    add_all(pertemuan)
    add_all([_present(each, guru_id) for guru_id, times in attended.items() for each in pertemuan[:times]])
    if hasil:
        add(Hasil(paket_id=paket.id, kind=hasil, title="Modul pecahan", text="Isi.", by_id="ketua", at=first))
    add_all(
        [
            PaketRole(paket_id=paket.id, guru_id=guru_id, role=role, given_by_id="ketua", given_at=first)
            for guru_id, role in (roles or {}).items()
        ]
    )
    settled()
    return again(paket)


def _pertemuan(paket: Paket, at: datetime, title: str) -> Pertemuan:
    return Pertemuan(
        paket_id=paket.id,
        title=title,
        starts_at=at,
        ends_at=at + timedelta(hours=3),
        minutes=180,
        minutes_per_jp=45,
        jp=Decimal(4),
        created_by_id="ketua",
        created_at=FIRST,
    )


def _present(pertemuan: Pertemuan, guru_id: str, status: str = "hadir", **more: Any) -> Kehadiran:
    return Kehadiran(
        pertemuan_id=pertemuan.id,
        guru_id=guru_id,
        status=status,
        masuk_at=pertemuan.starts_at,
        via="lembar",
        by_id="sekretaris",
        at=pertemuan.starts_at,
        **more,
    )


def mark(paket: Paket, number: int, guru_id: str, status: str, **more: Any) -> None:
    """Correct the attendance of one person at one pertemuan, as a correction does in the end."""
    pertemuan = sorted(again(paket).pertemuan, key=lambda each: each.starts_at)[number - 1]
    row = db.session.scalar(
        select(Kehadiran).where(Kehadiran.pertemuan_id == pertemuan.id, Kehadiran.guru_id == guru_id)
    )
    if row is None:
        add(_present(pertemuan, guru_id, status, **more))
    else:
        row.status = status
        for name, value in more.items():
            setattr(row, name, value)
    settled()


def again(row: Any) -> Any:
    """The row as the database has it now."""
    found = db.session.get(type(row), row.id, populate_existing=True)
    assert found is not None
    return found


def close(paket: Paket) -> Paket:
    close_paket(person("ketua"), again(paket))
    return again(paket)


def reopen(paket: Paket) -> Paket:
    reopen_paket(person("ketua"), again(paket), reason="Ada kehadiran yang keliru dicatat.")
    return again(paket)


def person(guru_id: str) -> Guru:
    found = db.session.get(Guru, guru_id)
    assert found is not None
    return found


def closed(attended: dict[str, int], **more: Any) -> Paket:
    """A paket that was held and closed."""
    return close(paket_held(attended, **more))


def forwarded(attended: dict[str, int], **more: Any) -> Paket:
    """A paket that was held, closed and forwarded."""
    paket = closed(attended, **more)
    services.forward(person("ketua"), paket)
    return again(paket)


def claim(guru_id: str, paket: Paket) -> Usulan:
    """The claim of a person for a paket, as it stands now."""
    found = db.session.scalar(
        select(Usulan)
        .where(Usulan.guru_id == guru_id, Usulan.paket_id == paket.id)
        .execution_options(populate_existing=True)
    )
    assert found is not None, f"{guru_id} has no claim"
    return found


def kegiatan(guru_id: str, paket: Paket) -> KegiatanKolektif:
    """The last edition of a person in a paket."""
    found = db.session.scalar(
        select(KegiatanKolektif)
        .where(KegiatanKolektif.guru_id == guru_id, KegiatanKolektif.paket_id == paket.id)
        .order_by(KegiatanKolektif.edition.desc())
        .limit(1)
    )
    assert found is not None, f"{guru_id} did nothing in this paket"
    return found


def scan(name: str = "surat.pdf") -> Named:
    return Named(name, PDF)


def upload(name: str = "surat.pdf", data: bytes = PDF) -> tuple[io.BytesIO, str]:
    """What a browser sends of a chosen file."""
    return io.BytesIO(data), name


def completed(guru_id: str, paket: Paket, **parts: str) -> Usulan:
    """A claim whose owner wrote everything and brought both letters."""
    owner = person(guru_id)
    services.complete_usulan(owner, claim(guru_id, paket), parts=PARTS | parts)
    for kind in ("surat_tugas", "surat_keterangan"):
        services.add_evidence(owner, claim(guru_id, paket), kind=kind, upload=scan(f"{kind}.pdf"))
    return claim(guru_id, paket)


def ratified(guru_id: str, paket: Paket) -> Usulan:
    """A completed claim with the scan of what the head signed."""
    completed(guru_id, paket)
    services.add_evidence(person(guru_id), claim(guru_id, paket), kind="pengesahan", upload=scan("pengesahan.pdf"))
    return claim(guru_id, paket)


def submitted(guru_id: str, paket: Paket) -> Usulan:
    ratified(guru_id, paket)
    services.submit_usulan(person(guru_id), claim(guru_id, paket))
    return claim(guru_id, paket)


def recognised(guru_id: str, paket: Paket, by: str = "koordinator") -> Usulan:
    submitted(guru_id, paket)
    services.accept_usulan(person(by), claim(guru_id, paket))
    return claim(guru_id, paket)


def ledger(guru_id: str) -> list[LedgerEntry]:
    query = select(LedgerEntry).where(LedgerEntry.guru_id == guru_id)
    return list(db.session.scalars(query.order_by(LedgerEntry.at, LedgerEntry.number)))


def values(guru_id: str) -> list[str]:
    return [str(entry.value) for entry in ledger(guru_id)]


def appoint(guru_id: str, office: str, sekolah_id: str) -> None:
    """Someone is appointed, as an operator would."""
    add(
        Appointment(
            guru_id=guru_id,
            office=office,
            sekolah_id=sekolah_id,
            from_on=FIRST.date(),
            made_by_id="operator",
            made_at=FIRST,
        )
    )
    settled()


def dismiss(guru_id: str) -> None:
    """Every office of a person ends."""
    for each in db.session.scalars(select(Appointment).where(Appointment.guru_id == guru_id)):
        each.ended_at, each.ended_by_id = FIRST, "operator"
    settled()

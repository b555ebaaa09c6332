"""Rows for a story that does not tell how they came to be: paket, pertemuan, steps. Each commits."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

from sqlalchemy import func, select

from community.kernel.clock import now
from community.kernel.database import add, db, end_transaction
from community.lokakarya.models import Hasil, Paket, PaketRole, PaketStep, Pertemuan, PertemuanStep
from tests.people import GUGUS

SATURDAY = datetime(2026, 11, 21, 1, tzinfo=UTC)  # Sabtu, 21 November 2026 pukul 08.00 WIB


def make_paket(
    theme: str = "Menyusun modul ajar pecahan kelas 4",
    jenis: str = "silabus_rpp",
    gugus: str = GUGUS,
    *,
    scheduled: bool = True,
    by: str = "ketua",
    **over: object,
) -> Paket:
    """A paket of `gugus` (an id); `scheduled=False` leaves it a draft."""
    paket = add(Paket(gugus_id=gugus, theme=theme, jenis=jenis, created_by_id=by, created_at=now(), **over))
    if scheduled:
        add(PaketStep(paket_id=paket.id, number=1, kind="dijadwalkan", by_id=by, at=now()))
    return _kept(paket)


def make_pertemuan(
    paket: Paket, starts_at: datetime = SATURDAY, hours: float = 3, *, title: str = "", **over: object
) -> Pertemuan:
    """A pertemuan of `paket` that begins at `starts_at` (aware) and lasts `hours`."""
    minutes = int(hours * 60)
    values = {
        "place": "SDN 2 Banjarwangi",
        "minutes": minutes,
        "minutes_per_jp": 45,
        "jp": (Decimal(minutes) / 45).quantize(Decimal("0.01")),
        "created_by_id": "ketua",
        "created_at": min(now(), starts_at - timedelta(days=7)),
    } | over
    row = Pertemuan(
        paket_id=paket.id,
        title=title,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=minutes),
        **values,
    )
    return _kept(add(row))


def make_series(paket: Paket, count: int = 3, starts_at: datetime = SATURDAY, hours: float = 3) -> list[Pertemuan]:
    """`count` weekly pertemuan; the first begins at `starts_at`."""
    return [make_pertemuan(paket, starts_at + timedelta(weeks=week), hours) for week in range(count)]


def make_hasil(paket: Paket, kind: str = "perangkat", title: str = "Modul ajar pecahan", **over: object) -> Hasil:
    """A hasil of `paket` as a text."""
    values = {"text": "Isi modul.", "html": "<p>Isi modul.</p>", "by_id": "ketua", "at": now()} | over
    return _kept(add(Hasil(paket_id=paket.id, kind=kind, title=title, **values)))


def make_role(paket: Paket, guru_id: str, role: str) -> PaketRole:
    """The role of a person in `paket`."""
    row = PaketRole(paket_id=paket.id, guru_id=guru_id, role=role, given_by_id="ketua", given_at=now())
    return _kept(add(row))


def close(paket: Paket, *, by: str = "ketua") -> Paket:
    """Close `paket` and its pertemuan as rows only: nobody hears of it (the act is `close_paket`)."""
    for each in paket.held:
        pertemuan_step(each, "ditutup", by=by)
    return paket_step(paket, "ditutup", by=by)


def reopen(paket: Paket, *, by: str = "ketua") -> Paket:
    """Open a closed `paket` again as a row only."""
    return paket_step(paket, "dibuka_kembali", by=by, reason="kehadiran keliru")


def paket_step(paket: Paket, kind: str, *, by: str = "ketua", reason: str = "") -> Paket:
    """The next step of `paket`."""
    number = db.session.scalar(select(func.count()).where(PaketStep.paket_id == paket.id)) or 0
    add(PaketStep(paket_id=paket.id, number=number + 1, kind=kind, by_id=by, at=now(), reason=reason))
    return _kept(paket)


def pertemuan_step(pertemuan: Pertemuan, kind: str, *, by: str = "ketua", reason: str = "") -> Pertemuan:
    """The next step of `pertemuan`: dibuka, ditutup or dibatalkan."""
    number = db.session.scalar(select(func.count()).where(PertemuanStep.pertemuan_id == pertemuan.id)) or 0
    step = PertemuanStep(pertemuan_id=pertemuan.id, number=number + 1, kind=kind, by_id=by, at=now(), reason=reason)
    add(step)
    return _kept(pertemuan)


def _kept(row):  # type: ignore[no-untyped-def]
    end_transaction(keep=True)
    return row

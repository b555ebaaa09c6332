"""A closed paket becomes editions: one per person, and what that does to the claims that stand on them."""

from typing import Any

from sqlalchemy import select

from community.accounts.queries import holders
from community.angka_kredit.events import KegiatanWritten, UsulanDecided
from community.angka_kredit.models import UNDECIDED, Difference, KegiatanKolektif, Usulan
from community.angka_kredit.queries import Room, Standing, last_editions
from community.angka_kredit.services.claim import settle_state
from community.angka_kredit.services.claims import address_of, follow_edition, move, step
from community.kernel import notices
from community.kernel.clock import now, today
from community.kernel.command import SYSTEM, announce, command
from community.kernel.database import add, add_all, db
from community.kernel.indonesian import nilai
from community.kernel.trail import note
from community.lokakarya.models import PAKET_ROLES, Paket
from community.permissions import Do

# What makes an edition another one. Wording and the titles of hasil may change without changing what
# happened.
_CONTENT = (
    "role",
    "attended",
    "held",
    "minutes",
    "jp",
    "hasil_present",
    "first_on",
    "last_on",
    "eligible",
    "verdict",
    "regulation",
    "butir",
    "value",
)


@command(Do.WRITE_KEGIATAN)
def write_kegiatan_kolektif(actor: Any, paket: Paket) -> list[KegiatanKolektif]:
    """Write what each person with a role or a presence did in `paket`; return the editions that are new.

    The edition is the last plus one; a person for whom nothing changed gets none. Undecided claims follow the
    new edition, a recognised one gets a Difference, a refused one stays as it is.
    """
    moment = now()
    room = Room(paket, until=moment)
    last = {each.guru_id: each for each in last_editions(paket.id)}
    written = []
    for guru_id in sorted(room.people | set(last)):
        row = _edition(paket, room.standing_of(guru_id), last.get(guru_id))
        if row is not None:
            written.append(row)
    add_all(written)
    _tell_claims(paket, {row.guru_id: row for row in written if row.edition > 1})
    announce(KegiatanWritten(paket.id, len(written)))
    if written:
        note(
            actor,
            f"menulis kegiatan kolektif {len(written)} orang dari paket “{paket.theme}”",
            paket=paket.id,
        )
    return written


def _edition(paket: Paket, standing: Standing, last: KegiatanKolektif | None) -> KegiatanKolektif | None:
    verdict = standing.verdict
    row = KegiatanKolektif(
        paket_id=paket.id,
        guru_id=standing.guru_id,
        edition=last.edition + 1 if last else 1,
        role=standing.role,
        attended=standing.attended,
        held=standing.held,
        minutes=standing.minutes,
        jp=standing.jp,
        hasil_present=standing.hasil_present,
        first_on=standing.first_on,
        last_on=standing.last_on,
        eligible=verdict.eligible,
        verdict=verdict.code,
        sentence=verdict.sentence,
        regulation=verdict.regulation,
        butir=verdict.butir,
        value=verdict.value,
        facts={
            "pertemuan": standing.days,
            "theme": paket.theme,
            "jenis": paket.jenis,
            "gugus": paket.gugus.name,
            "missing": list(verdict.missing),
            "choices": [code for code in (verdict.butir, *verdict.choices) if code],
            "credit_kind": verdict.credit_kind,
            "explanation": verdict.explanation,
        },
        written_at=now(),
    )
    return None if last and content_of(row) == content_of(last) else row


def content_of(row: KegiatanKolektif) -> tuple[Any, ...]:
    """What an edition says happened."""
    return (*(getattr(row, name) for name in _CONTENT), row.facts["pertemuan"])


def _tell_claims(paket: Paket, written: dict[str, KegiatanKolektif]) -> None:
    if not written:
        return
    query = select(Usulan).where(Usulan.paket_id == paket.id, Usulan.guru_id.in_(written))
    locked = query.order_by(Usulan.id).with_for_update().execution_options(populate_existing=True)
    for usulan in db.session.scalars(locked).all():
        kegiatan = written[usulan.guru_id]
        if usulan.state in UNDECIDED:
            _refresh(usulan, kegiatan, paket)
        elif usulan.state == "diakui":
            _mark_difference(usulan, kegiatan, paket)


def _refresh(usulan: Usulan, kegiatan: KegiatanKolektif, paket: Paket) -> None:
    changed = follow_edition(usulan, kegiatan)
    step(usulan, "diperbarui", SYSTEM, text=kegiatan.sentence)
    ending = "" if kegiatan.eligible else " Usulannya tidak dapat diajukan selama syaratnya belum terpenuhi."
    if changed:
        ending += f" {_settle_butir(usulan, changed)}"
    notices.tell(
        [usulan.guru_id],
        f"Paket “{paket.theme}” ditutup ulang dan usulan Anda diperbarui. {kegiatan.sentence}{ending}",
        link=address_of(usulan),
        key=f"usulan:{usulan.id}:diperbarui",
        kind="catatan",
    )


def _settle_butir(usulan: Usulan, changed: str) -> str:
    """The state of a claim whose butir `changed`; return what its owner is told.

    What was handed in goes back to its owner; what was returned waits for its owner as before, and what was
    withdrawn stays withdrawn.
    """
    if usulan.state == "diajukan":
        changed += " Periksa dan simpan laporannya, minta disahkan lagi, lalu ajukan lagi."
        move(usulan, "dikembalikan", SYSTEM, text=changed)
        announce(UsulanDecided(usulan.id, "dikembalikan"))
    elif usulan.state not in {"dikembalikan", "ditarik"}:
        settle_state(usulan, SYSTEM, text=changed)
    return changed


def _mark_difference(usulan: Usulan, kegiatan: KegiatanKolektif, paket: Paket) -> None:
    """What was recognised stays recognised until the koordinator settles it against the newest edition."""
    same_again = content_of(kegiatan) == content_of(usulan.kegiatan)
    query = select(Difference).where(Difference.usulan_id == usulan.id, Difference.settled_at.is_(None))
    for earlier in db.session.scalars(query):
        earlier.settled_at, earlier.settled_by_id = now(), SYSTEM.id
        earlier.settlement = (
            "Paket ditutup lagi dan isinya kembali sama dengan yang diakui."
            if same_again
            else f"Digantikan oleh edisi {kegiatan.edition}."
        )
    if same_again:
        return
    sentence = difference_between(usulan.kegiatan, kegiatan)
    add(Difference(usulan_id=usulan.id, kegiatan_id=kegiatan.id, sentence=sentence, at=now()))
    step(usulan, "selisih", SYSTEM, text=sentence)
    told = f"Paket “{paket.theme}” ditutup ulang dan berbeda dari yang sudah diakui. {sentence}"
    key = f"usulan:{usulan.id}:selisih"
    notices.tell([usulan.guru_id], told, link=address_of(usulan), key=key, kind="catatan")
    koordinator = holders("koordinator_pkb", sekolah_id=usulan.sekolah_id, on=today()) if usulan.sekolah_id else []
    notices.tell(
        {each.id for each in koordinator} - {usulan.guru_id},
        f"{usulan.guru.name}: {told}",
        link=address_of(usulan),
        key=key,
        kind="catatan",
    )


def difference_between(old: KegiatanKolektif, new: KegiatanKolektif) -> str:
    """What changed from the recognised edition to the new one, in one sentence."""
    changes = []
    if (old.attended, old.held) != (new.attended, new.held):
        changes.append(f"hadir {new.attended} dari {new.held} pertemuan (semula {old.attended} dari {old.held})")
    if old.role != new.role:
        changes.append(f"peran {PAKET_ROLES[new.role]} (semula {PAKET_ROLES[old.role]})")
    if (old.eligible, old.value, old.butir) != (new.eligible, new.value, new.butir):
        changes.append(f"{_worth(new)} (semula {_worth(old)})")
    if not changes:
        changes.append("rincian waktu atau hasilnya berubah")
    return f"Sekarang: {'; '.join(changes)}."


def _worth(kegiatan: KegiatanKolektif) -> str:
    return f"butir {kegiatan.butir}, {nilai(kegiatan.value)}" if kegiatan.eligible else "tidak memenuhi syarat"

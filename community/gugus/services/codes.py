"""Letting anggota in: a one-time code handed over, and account cards for a first evening.

Threat: whoever holds a code of an account holds the account. A pengurus may let teachers of the gugus in, but must not
come by the account of someone who verifies credit, heads a school, leads, or never asked to be in this gugus.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple

from sqlalchemy import select, update
from sqlalchemy.orm import aliased

from community.accounts.models import Appointment, Guru, OneTimeCode, SignIn
from community.accounts.services import new_code
from community.gugus.models import Anggota, Gugus, Pengurus
from community.gugus.queries import anggota_of
from community.gugus.services.refusals import HeldByOffice, NoLongerAnggota
from community.kernel import notices
from community.kernel.clock import now
from community.kernel.command import SYSTEM, allowed, command
from community.kernel.database import db
from community.kernel.trail import note
from community.permissions import Do

_APPOINTED = "memegang jabatan kedinasan"
_LEADS = "pengurus gugus"
_ELSEWHERE = "sudah anggota gugus lain"
_IN_USE = "akunnya sudah dipakai sebelum masuk gugus ini"


class Card(NamedTuple):
    """What stands on one account card."""

    guru_id: str
    name: str
    school: str
    login: str
    code: str


class Cards(NamedTuple):
    """The cards made, and who was left out: name and why."""

    made: list[Card]
    left_out: list[tuple[str, str]]


@command(Do.ISSUE_ANGGOTA_CODE)
def issue_anggota_code(actor: Any, anggota: Anggota) -> str:
    """A code for a new password, shown once to whoever hands it over; the person gets a notice.

    Raises NoLongerAnggota, and HeldByOffice for an account that only the operator may open.
    """
    if anggota.left_at:
        raise NoLongerAnggota
    guru = anggota.guru
    if why := guarded(actor, anggota.gugus, [anggota]).get(guru.id):
        raise HeldByOffice(f"Kode untuk {guru.name} hanya dari operator: {why}. Mintalah operator memberinya kode.")
    code = new_code(guru, "sandi", by=actor.id)
    note(actor, f"membuat kode kata sandi baru untuk {guru.name}", gugus=anggota.gugus_id)
    note(actor, "membuat kode kata sandi baru", guru=guru.id)
    notices.tell(
        [guru.id],
        f"{actor.name} membuat kode kata sandi baru untuk akun Anda. Bila Anda tidak memintanya, beri tahu operator.",
        link="/akun/sesi",
        key="kode",
    )
    return code


@command(Do.PRINT_CARDS)
def print_cards(actor: Any, gugus: Gugus, *, everyone: bool = False) -> Cards:
    """Fresh account-card codes for those who never set a password, or for `everyone`; earlier unused cards stop.

    Who is guarded is left out, with the reason.
    """
    rows = anggota_of(gugus)
    with_password = _with_password([row.guru_id for row in rows])
    rows = [row for row in rows if everyone or row.guru_id not in with_password]
    reasons = guarded(actor, gugus, rows)
    made = [
        Card(
            row.guru_id,
            row.guru.name,
            row.guru.sekolah.name if row.guru.sekolah else "",
            row.guru.username or row.guru.phone or row.guru.email or "",
            new_code(row.guru, "kartu", by=actor.id),
        )
        for row in rows
        if row.guru_id not in reasons
    ]
    if made:
        note(actor, f"membuat {len(made)} kartu akun", gugus=gugus.id)
    for card in made:
        note(actor, "membuat kartu akun", guru=card.guru_id)
    return Cards(made, [(row.guru.name, reasons[row.guru_id]) for row in rows if row.guru_id in reasons])


@command(Do.PRINT_CARDS)
def withdraw_cards(actor: Any, gugus: Gugus, *, guru_ids: Iterable[str]) -> None:
    """Stop the unused cards of these people: their paper was never made."""
    db.session.execute(
        update(OneTimeCode)
        .where(
            OneTimeCode.guru_id.in_(set(guru_ids)),
            OneTimeCode.purpose == "kartu",
            OneTimeCode.made_by_id == actor.id,
            OneTimeCode.used_at.is_(None),
            OneTimeCode.revoked_at.is_(None),
        )
        .values(revoked_at=now())
        .execution_options(synchronize_session=False)
    )
    note(actor, "menarik kartu akun yang gagal dicetak", gugus=gugus.id)


def guarded(actor: Any, gugus: Gugus, rows: Iterable[Anggota]) -> dict[str, str]:
    """Whose account `actor` may not open by a code, and why; nobody's is closed to the operator. Five queries."""
    rows = list(rows)
    if actor is SYSTEM or actor.is_operator:
        return {}
    ids = [row.guru_id for row in rows if row.guru_id != actor.id]
    put = [row for row in rows if row.via in ("operator", "impor")]
    found = dict.fromkeys(_of_another_gugus(put), _ELSEWHERE)
    found |= dict.fromkeys(_used_before(put), _IN_USE)
    leading = select(Pengurus.guru_id, Pengurus.gugus_id).where(Pengurus.guru_id.in_(ids), Pengurus.ended_at.is_(None))
    is_ketua = allowed(actor, Do.APPOINT_PENGURUS, gugus)
    for guru_id, where in db.session.execute(leading):
        if where != gugus.id or not is_ketua:
            found[guru_id] = _LEADS if where == gugus.id else f"{_LEADS} lain"
    held = select(Appointment.guru_id).where(Appointment.guru_id.in_(ids), Appointment.ended_at.is_(None))
    found |= dict.fromkeys(db.session.scalars(held), _APPOINTED)
    found.pop(actor.id, None)
    return found


def _of_another_gugus(put: list[Anggota]) -> set[str]:
    """Who was anggota of another gugus before: its pengurus let them in, even where they never signed in yet."""
    earlier = aliased(Anggota)
    query = (
        select(Anggota.guru_id)
        .join(earlier, earlier.guru_id == Anggota.guru_id)
        .where(
            Anggota.id.in_([row.id for row in put]),
            earlier.gugus_id != Anggota.gugus_id,
            earlier.joined_at < Anggota.joined_at,
        )
        .distinct()
    )
    return set(db.session.scalars(query))


def _used_before(put: list[Anggota]) -> set[str]:
    """Who signed in before a pengurus put them into the gugus: they have not asked for this pengurus' help."""
    query = (
        select(Anggota.guru_id)
        .join(SignIn, SignIn.guru_id == Anggota.guru_id)
        .where(Anggota.id.in_([row.id for row in put]), SignIn.at < Anggota.joined_at)
        .distinct()
    )
    return set(db.session.scalars(query))


def _with_password(ids: list[str]) -> set[str]:
    return set(db.session.scalars(select(Guru.id).where(Guru.id.in_(ids), Guru.password_hash.is_not(None))))

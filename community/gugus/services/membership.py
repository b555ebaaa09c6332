"""Coming into a gugus and going out of it."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select, update

from community.accounts.models import Guru
from community.accounts.services.filling import OPERATORS, fill
from community.gugus.events import Joined, Left, PengurusChanged
from community.gugus.models import Anggota, Gugus, JoinRequest, Pengurus, Report, TeacherImportRow
from community.gugus.queries import leaders_ids, membership_of
from community.gugus.services.feeds import end_feeds
from community.gugus.services.refusals import AlreadyAnggota, NoLongerAnggota
from community.kernel import notices
from community.kernel.clock import now
from community.kernel.command import announce, authorize, command
from community.kernel.database import add, db, hold
from community.kernel.errors import Invalid, NotFound
from community.kernel.forms import one_line
from community.kernel.trail import note
from community.permissions import Do


def admit(actor: Any, gugus: Gugus, guru: Guru, *, via: str, by: str | None = None) -> Anggota:
    """Part of an act: make `guru` anggota. `via`: impor | undangan | operator | pendiri.

    Raises AlreadyAnggota, and NotFound for an erased person.
    """
    if guru.erased_at:
        raise NotFound
    if membership_of(guru, gugus.id):
        raise AlreadyAnggota(guru.name)
    row = add(Anggota(gugus_id=gugus.id, guru_id=guru.id, joined_at=now(), via=via, admitted_by_id=by or actor.id))
    announce(Joined(gugus.id, guru.id))
    return row


@command(Do.ADD_ANGGOTA)
def add_anggota(actor: Any, gugus: Gugus, *, guru: Guru) -> Anggota:
    """Make someone who has an account anggota; they are told. Raises AlreadyAnggota."""
    row = admit(actor, gugus, guru, via="operator")
    note(actor, f"menambah anggota {guru.name}", gugus=gugus.id)
    notices.tell(
        [guru.id],
        f"{actor.name} menambahkan Anda sebagai anggota {gugus.name}.",
        link=f"/gugus/{gugus.slug}",
        key=f"anggota:{gugus.id}",
        gugus_id=gugus.id,
    )
    return row


@command(Do.ADD_ANGGOTA)
def add_new_anggota(actor: Any, gugus: Gugus, *, values: Mapping[str, Any]) -> Anggota:
    """A new person without a password, at once anggota: they come in with a card or code.

    Raises Invalid at the field: a malformed number, one that another person has.
    """
    guru = Guru(name="", name_key="", created_at=now())
    fill(guru, {column: value for column, value in values.items() if column in OPERATORS})
    add(guru)
    row = admit(actor, gugus, guru, via="operator")
    note(actor, f"menambah anggota baru {guru.name}", gugus=gugus.id)
    note(actor, f"membuat akun ini sebagai anggota {gugus.name}", guru=guru.id)
    return row


@command(Do.REMOVE_ANGGOTA)
def remove_anggota(actor: Any, anggota: Anggota, *, reason: str) -> None:
    """End a membership, with a reason; who is pengurus can be removed only by who may end the office.

    Raises NoLongerAnggota, Invalid at `reason`, NotAllowed.
    """
    said = _reason(reason)
    hold(anggota)
    if anggota.left_at:
        raise NoLongerAnggota
    if _terms(anggota.gugus_id, anggota.guru_id):
        authorize(actor, Do.END_PENGURUS, anggota.gugus)
    _end(actor, anggota, said)
    note(actor, f"mengeluarkan {anggota.guru.name} dari anggota", gugus=anggota.gugus_id)
    notices.tell(
        [anggota.guru_id],
        f"Anda dikeluarkan dari {anggota.gugus.name}. Alasan: {said}",
        link="/gugus",
        key=f"anggota:{anggota.gugus_id}",
    )


@command(Do.LEAVE_GUGUS)
def leave_gugus(actor: Any, gugus: Gugus, *, reason: str = "") -> None:
    """Go out of a gugus oneself; offices held in it end too, and its leaders are told."""
    row = membership_of(actor, gugus.id)
    if row is None:
        raise NoLongerAnggota
    _end(actor, hold(row), str(one_line(reason))[:300] or "keluar sendiri")
    note(actor, "keluar dari gugus", gugus=gugus.id)
    notices.tell(
        leaders_ids(gugus.id),
        f"{actor.name} keluar dari {gugus.name}.",
        link=f"/gugus/{gugus.slug}/anggota",
        key=f"keluar:{gugus.id}:{actor.id}",
        gugus_id=gugus.id,
    )


def forget_guru(guru_id: str) -> None:
    """Part of an act: an erased person belongs to nothing and leads nothing; lists forget the row."""
    rows = db.session.scalars(select(Anggota).where(Anggota.guru_id == guru_id, Anggota.left_at.is_(None)))
    for anggota in rows.all():
        anggota.left_at, anggota.left_by_id, anggota.left_reason = now(), guru_id, "akun dihapus pemiliknya"
        announce(Left(anggota.gugus_id, guru_id))
    end_feeds(guru_id)
    for term in db.session.scalars(
        select(Pengurus).where(Pengurus.guru_id == guru_id, Pengurus.ended_at.is_(None))
    ).all():
        _end_term(term, guru_id, "akun dihapus pemiliknya")
    for statement in (
        update(JoinRequest)
        .where(JoinRequest.guru_id == guru_id, JoinRequest.decided_at.is_(None))
        .values(decided_at=now(), decided_by_id=guru_id, accepted=False, reason="akun dihapus pemiliknya"),
        update(TeacherImportRow)
        .where(TeacherImportRow.guru_id == guru_id)
        .values(name="Akun yang dihapus", values={}, changes=[], notes=[]),
        update(Report).where(Report.by_id == guru_id).values(note=""),
    ):
        db.session.execute(statement.execution_options(synchronize_session=False))


def _end(actor: Any, anggota: Anggota, reason: str) -> None:
    anggota.left_at, anggota.left_by_id, anggota.left_reason = now(), actor.id, reason
    for term in _terms(anggota.gugus_id, anggota.guru_id):
        _end_term(term, actor.id, f"bukan anggota lagi: {reason}")
        note(actor, f"mengakhiri jabatan {term.office_name} bersama keanggotaannya", gugus=anggota.gugus_id)
    notices.withdraw(anggota.guru_id, gugus_id=anggota.gugus_id)
    end_feeds(anggota.guru_id, anggota.gugus_id)
    announce(Left(anggota.gugus_id, anggota.guru_id))


def _end_term(term: Pengurus, by: str, reason: str) -> None:
    term.ended_at, term.ended_by_id, term.end_reason = now(), by, reason
    announce(PengurusChanged(term.gugus_id, term.guru_id, term.office))


def _terms(gugus_id: str, guru_id: str) -> list[Pengurus]:
    query = select(Pengurus).where(
        Pengurus.gugus_id == gugus_id, Pengurus.guru_id == guru_id, Pengurus.ended_at.is_(None)
    )
    return list(db.session.scalars(query))


def _reason(text: str) -> str:
    said = str(one_line(text or ""))
    if len(said) < 4:
        raise Invalid("Tulis alasannya: orangnya akan membacanya.", field="reason")
    if len(said) > 300:
        raise Invalid("Terlalu panjang: paling banyak 300 huruf.", field="reason")
    return said

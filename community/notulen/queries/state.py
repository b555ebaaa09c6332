"""What the document holds now: the last snapshot and the changes since."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from community.accounts.models import Guru
from community.kernel.database import db
from community.kernel.reading import prepared
from community.notulen.models import NotulenHand, NotulenSnapshot, NotulenUpdate, RecordedLine, SharedNotulen
from community.notulen.rules.crdt import content_of, opened
from community.notulen.rules.shape import Content

if TYPE_CHECKING:
    from pycrdt import Doc


class State(NamedTuple):
    """A document, the number of its last change, and up to which number it is one snapshot."""

    doc: "Doc[Any]"
    n: int
    gathered_n: int


def state_of(document_id: str) -> State:
    """The document as the database has it now. Two queries, however long it is being written."""
    snapshot = db.session.execute(*_snapshot(document_id=document_id)).first()
    since, parts = (snapshot[0], [snapshot[1]]) if snapshot else (0, [])
    n = since
    for n, data in db.session.execute(*_changes(document_id=document_id, n=since)):  # noqa: B007  the last one stays
        parts.append(data)
    return State(opened(parts), n, since)


@prepared
def _snapshot(document_id: Any) -> Select[int, bytes]:
    query = select(NotulenSnapshot.n, NotulenSnapshot.data).where(NotulenSnapshot.document_id == document_id)
    return query.order_by(NotulenSnapshot.n.desc()).limit(1)


@prepared
def _changes(document_id: Any, n: Any) -> Select[int, bytes]:
    query = select(NotulenUpdate.n, NotulenUpdate.data)
    return query.where(NotulenUpdate.document_id == document_id, NotulenUpdate.n > n).order_by(NotulenUpdate.n)


def updates_after(document_id: str, n: int) -> list[NotulenUpdate]:
    """The changes after number `n`, in order."""
    return list(db.session.scalars(*_updates(document_id=document_id, n=n)))


@prepared
def _updates(document_id: Any, n: Any) -> Select[Any]:
    query = select(NotulenUpdate).where(NotulenUpdate.document_id == document_id, NotulenUpdate.n > n)
    return query.order_by(NotulenUpdate.n).options(joinedload(NotulenUpdate.guru))


def last_n(document_id: str) -> int:
    """The number of the last change, as the database knows it now."""
    return db.session.scalar(*_last(document_id=document_id)) or 0


@prepared
def _last(document_id: Any) -> Select[Any]:
    return select(SharedNotulen.last_n).where(SharedNotulen.id == document_id)


def content_now(document: SharedNotulen) -> Content:
    """What it says now."""
    return content_of(state_of(document.id).doc, document.keys)


def owners_of(document_id: str, numbers: Iterable[int]) -> dict[int, str]:
    """Whose these hands are: guru_id by number."""
    query = select(NotulenHand.number, NotulenHand.guru_id)
    rows = db.session.execute(query.where(NotulenHand.document_id == document_id, NotulenHand.number.in_(numbers)))
    return {number: guru_id for number, guru_id in rows}  # noqa: C416  a row is no pair to mypy


def writers_of(document_id: str) -> list[Guru]:
    """Everyone who has written in it, by name."""
    wrote = select(NotulenHand.guru_id).where(NotulenHand.document_id == document_id)
    return list(db.session.scalars(select(Guru).where(Guru.id.in_(wrote)).order_by(Guru.name_key, Guru.id)))


def recorded_lines(document_id: str) -> dict[str, RecordedLine]:
    """What each line became in the record of the pertemuan, the latest by its key."""
    query = select(RecordedLine).where(RecordedLine.document_id == document_id)
    rows = db.session.scalars(query.order_by(RecordedLine.at, RecordedLine.id))
    return {f"{each.kind}:{each.key}": each for each in rows}

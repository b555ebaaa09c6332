"""Reached through the person: a stranger gets *not found*, never a hint.

The room of a pertemuan is for whoever reads the pertemuan, a topic for who belongs to the gugus. The operator reaches
none.
"""

from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import contains_eager, joinedload, lazyload

from community.accounts.models import Guru
from community.discussion.models import ABOUT, Message, Room
from community.gugus.models import Gugus
from community.gugus.queries.moderation import hidden
from community.gugus.queries.reach import above, within
from community.kernel.clock import today
from community.kernel.command import roles
from community.kernel.database import db
from community.kernel.errors import NotFound
from community.kernel.reading import prepared
from community.lokakarya.models import Paket, Pertemuan
from community.lokakarya.queries import readable
from community.permissions import PENGURUS, Role


def room_of(guru: Guru, room_id: str) -> Room:
    """A room that `guru` may read; its gugus and its pertemuan are loaded. Raises NotFound."""
    found = db.session.scalar(*_reached(room_id=room_id, guru_id=guru.id, day=today()))
    if found is None:
        raise NotFound("Ruang diskusi ini tidak ada, atau bukan untuk akun Anda. Mulai dari halaman gugus Anda.")
    return found


def may_hear(guru_id: str, room_id: str) -> bool:
    """Whether a person still reaches a room."""
    return db.session.scalar(*_reached(room_id=room_id, guru_id=guru_id, day=today())) is not None


def who_may_hear(room_id: str, guru_ids: Collection[str]) -> set[str]:
    """As `may_hear`, of several people: those of them who do."""
    return set(db.session.scalars(*_hearing(room_id=room_id, guru_ids=list(guru_ids), day=today())))


@prepared
def _hearing(room_id: Any, guru_ids: Collection[str], day: Any) -> Select[Any]:
    query = _placed(select(Guru.id).join(Room, Room.id == room_id))
    return query.where(Guru.id.in_(guru_ids), Guru.erased_at.is_(None), reaches(Guru.id, day))


@prepared
def _reached(room_id: Any, guru_id: Any, day: Any) -> Select[Any]:
    return with_place(select(Room).where(Room.id == room_id, reaches(guru_id, day)))


def reaches(guru_id: Any, day: Any) -> ColumnElement[bool]:
    """The condition of reaching, on a query that `with_place` has joined."""
    of_pertemuan = and_(Room.pertemuan_id.is_not(None), readable(guru_id, day))
    return or_(of_pertemuan, and_(Room.pertemuan_id.is_(None), within(guru_id, day)))


def with_place(query: Select[Any]) -> Select[Any]:
    """A query of rooms, joined with gugus, and with pertemuan and paket where there are; all loaded, but no steps."""
    pertemuan = contains_eager(Room.pertemuan)
    return _placed(query).options(
        contains_eager(Room.gugus).joinedload(Gugus.wilayah),
        pertemuan.lazyload(Pertemuan.steps),
        pertemuan.contains_eager(Pertemuan.paket).lazyload(Paket.steps),
    )


def _placed(query: Select[Any]) -> Select[Any]:
    return (
        query.join(Gugus, Gugus.id == Room.gugus_id)
        .outerjoin(Pertemuan, Pertemuan.id == Room.pertemuan_id)
        .outerjoin(Paket, Paket.id == Pertemuan.paket_id)
    )


def room_at(pertemuan_id: str) -> Room | None:
    """The room of a pertemuan, if somebody has opened it."""
    return db.session.scalar(select(Room).where(Room.pertemuan_id == pertemuan_id))


def message_of(guru: Guru, room_id: str, message_id: str) -> Message:
    """A message of a room that `guru` may read, with who wrote it and what it answers. Raises NotFound."""
    room = room_of(guru, room_id)
    found = db.session.scalar(*_message(message_id=message_id, room_id=room.id))
    if found is None:
        raise NotFound("Pesan ini tidak ada di ruang ini. Muat ulang halamannya.")
    return found


@prepared
def _message(message_id: Any, room_id: Any) -> Select[Any]:
    query = select(Message).where(Message.id == message_id, Message.room_id == room_id)
    above_it = joinedload(Message.reply_to).joinedload(Message.guru)
    return query.options(joinedload(Message.guru), above_it, lazyload(Message.room))


def message_to_report(guru: Guru, message_id: str) -> Message:
    """A message as someone reports it: not deleted. Raises NotFound."""
    found = db.session.get(Message, message_id)
    if found is None or found.is_deleted:
        raise NotFound
    room_of(guru, found.room_id)
    return found


def may_read_files(guru: Guru, message_id: str) -> bool:
    """Who reads a message reads its files; of one deleted or hidden its author and the pengurus alone."""
    message = db.session.get(Message, message_id)
    if message is None or not may_hear(guru.id, message.room_id):
        return False
    if not message.is_deleted and not hidden(ABOUT, [message.id]):
        return True
    return bool(roles(guru, message) & (PENGURUS | {Role.AUTHOR}))


def gugus_talking(guru: Guru, slug: str) -> Gugus:
    """A gugus of which `guru` reaches some rooms; the operator does not. Raises NotFound."""
    found = db.session.scalar(*_gugus(slug=slug, guru_id=guru.id, day=today()))
    if found is None:
        raise NotFound
    return found


@prepared
def _gugus(slug: Any, guru_id: Any, day: Any) -> Select[Any]:
    query = select(Gugus).where(Gugus.slug == slug, or_(within(guru_id, day), above(guru_id, day)))
    return query.options(joinedload(Gugus.wilayah))

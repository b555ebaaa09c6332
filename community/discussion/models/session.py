"""What is done while people are together in a room: turns to speak, rules, announcements, the agenda, what is shown.

Each row says who did it when, and when it ended; the last one that has not ended is how things stand.
"""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.accounts.models import Guru
from community.discussion.models.room import Room
from community.kernel.database import Row, db

LOCK, SLOW = "kunci", "jeda"


def _one_now(name: str, *columns: str) -> Index:
    """The database's word that of these there is one at a time."""
    standing = db.text("ended_at IS NULL")
    return Index(name, *columns, unique=True, sqlite_where=standing, postgresql_where=standing)


class RaisedHand(Row):
    """Someone asks to speak, is given the turn, has spoken. `number` is the place in the order of asking."""

    __tablename__ = "room_hand"
    __table_args__ = (UniqueConstraint("room_id", "number"), _one_now("uq_room_hand_now", "room_id", "guru_id"))

    room_id: Mapped[str] = mapped_column(ForeignKey("room.id"))
    guru_id: Mapped[str] = mapped_column(ForeignKey("guru.id"), index=True)
    number: Mapped[int]
    at: Mapped[datetime]
    given_at: Mapped[datetime | None]
    given_by_id: Mapped[str | None] = mapped_column(ForeignKey("guru.id"))
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[str | None] = mapped_column(ForeignKey("guru.id"))

    guru: Mapped[Guru] = relationship(foreign_keys=guru_id)
    room: Mapped[Room] = relationship()


class RoomRule(Row):
    """A rule while it holds: LOCK (moderators alone write) or SLOW (one message each `seconds` and person)."""

    __table_args__ = (_one_now("uq_room_rule_now", "room_id", "kind"), Index("ix_room_rule", "room_id", "at"))

    room_id: Mapped[str] = mapped_column(ForeignKey("room.id"))
    kind: Mapped[str]
    seconds: Mapped[int] = mapped_column(default=0)
    by_id: Mapped[str] = mapped_column(ForeignKey("guru.id"))
    at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[str | None] = mapped_column(ForeignKey("guru.id"))

    by: Mapped[Guru] = relationship(foreign_keys=by_id)


class RoomNotice(Row):
    """An announcement, at the top of the room until it is taken down. `key` names the form that made it."""

    __table_args__ = (UniqueConstraint("room_id", "by_id", "key"), Index("ix_room_notice_now", "room_id", "ended_at"))

    room_id: Mapped[str] = mapped_column(ForeignKey("room.id"))
    key: Mapped[str]
    text: Mapped[str]
    html: Mapped[str]
    by_id: Mapped[str] = mapped_column(ForeignKey("guru.id"))
    at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[str | None] = mapped_column(ForeignKey("guru.id"))

    by: Mapped[Guru] = relationship(foreign_keys=by_id)
    room: Mapped[Room] = relationship()


class AgendaTurn(Row):
    """An item of the agenda while it was discussed, as it was written then."""

    __tablename__ = "room_agenda_turn"
    __table_args__ = (_one_now("uq_room_agenda_turn_now", "room_id"), Index("ix_room_agenda_turn", "room_id", "at"))

    room_id: Mapped[str] = mapped_column(ForeignKey("room.id"))
    place: Mapped[int]  # from 1, in the agenda of its pertemuan
    title: Mapped[str]
    minutes: Mapped[int | None]
    at: Mapped[datetime]
    by_id: Mapped[str] = mapped_column(ForeignKey("guru.id"))
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[str | None] = mapped_column(ForeignKey("guru.id"))


class Exhibit(Row):
    """What a moderator shows to all, one thing at a time. `pages` is 0 where it has none; `page` is where we are."""

    __tablename__ = "room_exhibit"
    __table_args__ = (_one_now("uq_room_exhibit_now", "room_id"), Index("ix_room_exhibit", "room_id", "at"))

    room_id: Mapped[str] = mapped_column(ForeignKey("room.id"))
    kind: Mapped[str]  # a file, or a key of queries/hooks.py SHELVES
    about_id: Mapped[str]
    title: Mapped[str]
    page: Mapped[int] = mapped_column(default=1)
    pages: Mapped[int] = mapped_column(default=0)
    by_id: Mapped[str] = mapped_column(ForeignKey("guru.id"))
    at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[str | None] = mapped_column(ForeignKey("guru.id"))

    by: Mapped[Guru] = relationship(foreign_keys=by_id)
    room: Mapped[Room] = relationship()

    @property
    def link(self) -> str:
        return f"/diskusi/{self.room_id}/bahan/{self.id}"

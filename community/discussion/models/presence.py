"""Who was connected to a room and when; who asked "masih di sini?", and who answered."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.accounts.models import Guru
from community.discussion.models.room import Room
from community.discussion.rules.presence import CALL_STALE
from community.kernel.clock import now
from community.kernel.database import Row
from community.permissions import Role


class LiveProcess(Row):
    """A process in which people are connected, and when it last gave a sign of life.

    One row says it for all its connections: a thousand people are one UPDATE. What was open in a process that was
    killed ended at its last sign.
    """

    __tablename__ = "room_process"
    __table_args__ = (Index("ix_room_process_seen", "ended_at", "seen_at"),)

    began_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class Stay(Row):
    """One connection of one person in one room. Several devices and every reconnect have rows of their own."""

    __tablename__ = "room_stay"
    __table_args__ = (
        Index("ix_room_stay_room", "room_id", "began_at"),
        Index("ix_room_stay_process", "process_id", "ended_at"),
        Index("ix_room_stay_guru", "guru_id"),
    )

    room_id: Mapped[str] = mapped_column(ForeignKey("room.id"))
    guru_id: Mapped[str] = mapped_column(ForeignKey("guru.id"))
    process_id: Mapped[str] = mapped_column(ForeignKey("room_process.id"))
    began_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]  # None: connected, or the process was killed


class HereCall(Row):
    """A moderator asks everyone in the room whether they are still there, until a moment."""

    __tablename__ = "room_here_call"
    __table_args__ = (Index("ix_room_here_call_room", "room_id", "asked_at"),)

    room_id: Mapped[str] = mapped_column(ForeignKey("room.id"))
    by_id: Mapped[str] = mapped_column(ForeignKey("guru.id"))
    asked_at: Mapped[datetime]
    until_at: Mapped[datetime]

    room: Mapped[Room] = relationship()

    @property
    def is_open(self) -> bool:
        return now() <= self.until_at

    def roles_of(self, actor: Guru) -> set[Role]:
        return self.room.roles_of(actor)


class HerePlan(Row):
    """A call that is to come at a moment which nobody knows, whoever planned it included."""

    __tablename__ = "room_here_plan"
    __table_args__ = (
        Index("ix_room_here_plan_room", "room_id", "done_at"),
        Index("ix_room_here_plan_due", "done_at", "due_at"),
    )

    room_id: Mapped[str] = mapped_column(ForeignKey("room.id"))
    by_id: Mapped[str] = mapped_column(ForeignKey("guru.id"))
    at: Mapped[datetime]
    due_at: Mapped[datetime]
    seconds: Mapped[int]  # how long it stands then
    done_at: Mapped[datetime | None]  # when it was asked, or came to nothing

    room: Mapped[Room] = relationship()

    @property
    def is_stale(self) -> bool:
        """Its moment went by while nothing ran."""
        return now() - self.due_at > CALL_STALE

    def roles_of(self, actor: Guru) -> set[Role]:
        return self.room.roles_of(actor)


class HereAnswer(Row):
    """Someone was there."""

    __tablename__ = "room_here_answer"
    __table_args__ = (UniqueConstraint("call_id", "guru_id"), Index("ix_room_here_answer_guru", "guru_id"))

    call_id: Mapped[str] = mapped_column(ForeignKey("room_here_call.id"))
    guru_id: Mapped[str] = mapped_column(ForeignKey("guru.id"))
    at: Mapped[datetime]

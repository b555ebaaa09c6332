"""What people ask in a room, and who else wants to know."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.accounts.models import Guru
from community.discussion.models.room import Room
from community.kernel.database import Row
from community.permissions import Role

NAMELESS = "tanpa_nama"  # a RoomRule: while it stands, questions may be asked without a name


class Question(Row):
    """One question. Without a person it was asked anonymously: no row says by whom."""

    __tablename__ = "room_question"
    __table_args__ = (Index("ix_room_question_room", "room_id", "at"), Index("ix_room_question_guru", "guru_id"))

    room_id: Mapped[str] = mapped_column(ForeignKey("room.id"))
    guru_id: Mapped[str | None] = mapped_column(ForeignKey("guru.id"))
    text: Mapped[str]
    at: Mapped[datetime]
    key: Mapped[str] = mapped_column(unique=True)  # of the form it was asked with
    answered_at: Mapped[datetime | None]
    answered_by_id: Mapped[str | None] = mapped_column(ForeignKey("guru.id"))
    hidden_at: Mapped[datetime | None]
    hidden_by_id: Mapped[str | None] = mapped_column(ForeignKey("guru.id"))
    hidden_reason: Mapped[str] = mapped_column(default="")

    room: Mapped[Room] = relationship()
    guru: Mapped[Guru | None] = relationship(foreign_keys=guru_id)

    @property
    def asker_name(self) -> str:
        return self.guru.named if self.guru else "Tanpa nama"

    @property
    def link(self) -> str:
        """Its address: all that can be done with it."""
        return f"/diskusi/{self.room_id}/tanya/{self.id}"

    def roles_of(self, actor: Guru) -> set[Role]:
        """The roles in the room; AUTHOR for who asked it by name and still belongs."""
        found = self.room.roles_of(actor)
        return found | {Role.AUTHOR} if found and self.guru_id == actor.id else found


class QuestionVote(Row):
    """That a person wants to know it too; taking it back removes the row."""

    __tablename__ = "room_question_vote"
    __table_args__ = (UniqueConstraint("question_id", "guru_id"),)

    question_id: Mapped[str] = mapped_column(ForeignKey("room_question.id"))
    guru_id: Mapped[str] = mapped_column(ForeignKey("guru.id"))
    at: Mapped[datetime]

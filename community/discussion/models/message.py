"""What someone says in a room, what it said before, and what others thought of it."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.accounts.models import Guru
from community.discussion.models.room import Room
from community.kernel.database import Row, db
from community.permissions import Role


class Message(Row):
    """One message: `n` is its place in the stream, `klien_id` the name its sender's device gave it.

    The same name of the same person is the same message, however often it is sent.
    """

    __tablename__ = "room_message"
    __table_args__ = (
        UniqueConstraint("room_id", "n"),
        UniqueConstraint("room_id", "guru_id", "klien_id"),
        Index("ix_room_message_guru", "guru_id", "at"),
    )

    room_id: Mapped[str] = mapped_column(ForeignKey("room.id"))
    n: Mapped[int]
    guru_id: Mapped[str] = mapped_column(ForeignKey("guru.id"))
    klien_id: Mapped[str]
    at: Mapped[datetime]
    text: Mapped[str]
    html: Mapped[str]
    excerpt: Mapped[str]  # its first words without markup, for whoever quotes it
    reply_to_id: Mapped[str | None] = mapped_column(ForeignKey("room_message.id"))
    files_number: Mapped[int] = mapped_column(default=0)
    edition: Mapped[int] = mapped_column(default=1)
    edited_at: Mapped[datetime | None]
    deleted_at: Mapped[datetime | None]
    deleted_by_id: Mapped[str | None] = mapped_column(ForeignKey("guru.id"))
    deleted_reason: Mapped[str] = mapped_column(default="")

    room: Mapped[Room] = relationship()
    guru: Mapped[Guru] = relationship(foreign_keys=guru_id)
    reply_to: Mapped["Message | None"] = relationship(remote_side=lambda: Message.id)

    @property
    def is_deleted(self) -> bool:
        return self.deleted_at is not None

    @property
    def author_name(self) -> str:
        return self.guru.named

    @property
    def link(self) -> str:
        """Its address: all that can be done with it."""
        return f"/diskusi/{self.room_id}/pesan/{self.id}"

    @property
    def place(self) -> str:
        """Where it stands among the others."""
        return f"/diskusi/{self.room_id}?pesan={self.n}#p{self.n}"

    def roles_of(self, actor: Guru) -> set[Role]:
        """The roles in the room; AUTHOR for who wrote it and still belongs."""
        found = self.room.roles_of(actor)
        return found | {Role.AUTHOR} if found and self.guru_id == actor.id else found


class EarlierText(Row):
    """What a message said until a moment."""

    __tablename__ = "room_earlier_text"
    __table_args__ = (UniqueConstraint("message_id", "edition"),)

    message_id: Mapped[str] = mapped_column(ForeignKey("room_message.id"))
    edition: Mapped[int]
    text: Mapped[str]
    html: Mapped[str]
    since_at: Mapped[datetime]
    until_at: Mapped[datetime]


class Reaction(Row):
    """One sign of one person about one message; taking it back removes the row."""

    __tablename__ = "room_reaction"
    __table_args__ = (UniqueConstraint("message_id", "guru_id", "kind"),)

    message_id: Mapped[str] = mapped_column(ForeignKey("room_message.id"))
    guru_id: Mapped[str] = mapped_column(ForeignKey("guru.id"))
    kind: Mapped[str]  # a key of REACTIONS
    at: Mapped[datetime]

    guru: Mapped[Guru] = relationship()


class Pin(Row):
    """A message kept above the others until it is taken down."""

    __tablename__ = "room_pin"
    __table_args__ = (
        Index(
            "uq_room_pin_now",
            "message_id",
            unique=True,
            sqlite_where=db.text("removed_at IS NULL"),
            postgresql_where=db.text("removed_at IS NULL"),
        ),
        Index("ix_room_pin_room", "room_id", "removed_at"),
    )

    room_id: Mapped[str] = mapped_column(ForeignKey("room.id"))
    message_id: Mapped[str] = mapped_column(ForeignKey("room_message.id"))
    by_id: Mapped[str] = mapped_column(ForeignKey("guru.id"))
    at: Mapped[datetime]
    removed_at: Mapped[datetime | None]
    removed_by_id: Mapped[str | None] = mapped_column(ForeignKey("guru.id"))

    message: Mapped[Message] = relationship()

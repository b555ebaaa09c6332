"""A room, and its numbered stream: everything that happens in it has a place there."""

from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.accounts.models import Guru
from community.discussion.models.moderator import leads_talk
from community.gugus.models import Gugus
from community.kernel.clock import now
from community.kernel.database import Row
from community.lokakarya.models import Pertemuan
from community.permissions import PENGURUS, Role

TALKING = PENGURUS | {Role.ANGGOTA, Role.PESERTA}  # who may be named to lead the talk of a room


class Room(Row):
    """Where people talk: at one pertemuan, or about one topic of a gugus.

    `last_n` is the number of the last event of its stream. Whoever adds one holds this row, so that the numbers are
    dense and in the order of the commits.
    """

    __table_args__ = (Index("ix_room_gugus", "gugus_id", "active_at"),)

    gugus_id: Mapped[str] = mapped_column(ForeignKey("gugus.id"))
    pertemuan_id: Mapped[str | None] = mapped_column(ForeignKey("pertemuan.id"), unique=True)  # None: a topic
    topic: Mapped[str] = mapped_column(default="")
    key: Mapped[str | None] = mapped_column(unique=True)  # of the form that began a topic
    made_by_id: Mapped[str] = mapped_column(ForeignKey("guru.id"))
    made_at: Mapped[datetime]
    active_at: Mapped[datetime]  # of the latest message
    last_n: Mapped[int] = mapped_column(default=0)
    messages_number: Mapped[int] = mapped_column(default=0)

    gugus: Mapped[Gugus] = relationship()
    pertemuan: Mapped[Pertemuan | None] = relationship()
    made_by: Mapped[Guru] = relationship()

    @property
    def title(self) -> str:
        """What it is about."""
        if self.pertemuan is None:
            return self.topic
        return self.pertemuan.title or self.pertemuan.paket.theme

    @property
    def link(self) -> str:
        return f"/diskusi/{self.id}"

    @property
    def replies_until(self) -> datetime | None:
        """Until when it can be written in; None: for ever, as a topic. One that was opened later has as long."""
        if self.pertemuan is None:
            return None
        return max(self.pertemuan.ends_at, self.made_at) + timedelta(days=self.gugus.reply_days)

    @property
    def is_over(self) -> bool:
        """It is read, and no longer written in."""
        until = self.replies_until
        return until is not None and until < now()

    def roles_of(self, actor: Guru) -> set[Role]:
        """The roles in its pertemuan or gugus; MODERATOR for pengurus, who holds the pertemuan, and who was named."""
        found = (self.pertemuan or self.gugus).roles_of(actor)
        if found & PENGURUS or (found & TALKING and self._is_led_by(actor)):
            return found | {Role.MODERATOR}
        return found

    def _is_led_by(self, actor: Guru) -> bool:
        paket_id = self.pertemuan.paket_id if self.pertemuan else None
        return leads_talk(self.id, self.pertemuan_id, paket_id, actor.id)


class RoomEvent(Row):
    """One event of a stream: a message, or a change of what was there. Never changed.

    `about_id` is what it concerns: for the kinds of this package (rules/kinds.py) a message.
    """

    __table_args__ = (UniqueConstraint("room_id", "n"),)

    room_id: Mapped[str] = mapped_column(ForeignKey("room.id"))
    n: Mapped[int]
    kind: Mapped[str]
    about_id: Mapped[str]
    by_id: Mapped[str | None] = mapped_column(ForeignKey("guru.id"))
    at: Mapped[datetime]

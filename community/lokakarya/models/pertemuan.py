"""Pertemuan: one meeting of a paket, what was done to it, who presents, and who said they would come."""

from datetime import datetime
from decimal import Decimal

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.accounts.models import Guru
from community.kernel.clock import now
from community.kernel.database import Row
from community.lokakarya.models.paket import Paket
from community.lokakarya.models.words import MODES, OPENS_BEFORE, PERTEMUAN_STATES, SELF_CHECK_IN_FOR
from community.permissions import Role


class Pertemuan(Row):
    """One meeting. Times are UTC, the zone that of the gugus; JP is kept with its minutes."""

    __table_args__ = (Index("ix_pertemuan_starts_at", "starts_at"),)

    paket_id: Mapped[str] = mapped_column(ForeignKey("paket.id"), index=True)
    title: Mapped[str] = mapped_column(default="")
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    place: Mapped[str] = mapped_column(default="")
    link: Mapped[str] = mapped_column(default="")
    mode: Mapped[str] = mapped_column(default="luring")
    agenda: Mapped[str] = mapped_column(default="")
    agenda_html: Mapped[str] = mapped_column(default="")
    break_minutes: Mapped[int] = mapped_column(default=0)
    minutes: Mapped[int]  # from start to end, without the break
    minutes_per_jp: Mapped[int]
    jp: Mapped[Decimal]
    capacity: Mapped[int | None]
    created_by_id: Mapped[str]
    created_at: Mapped[datetime]
    revision: Mapped[int] = mapped_column(default=0)  # rises with every change: SEQUENCE of its .ics

    paket: Mapped[Paket] = relationship(back_populates="pertemuan")
    steps: Mapped[list["PertemuanStep"]] = relationship(
        order_by="PertemuanStep.number", lazy="selectin", back_populates="pertemuan"
    )
    narasumber: Mapped[list["Narasumber"]] = relationship(order_by="Narasumber.name")

    @property
    def last_step(self) -> str | None:
        """dibuka | ditutup | dibatalkan, the last; None before, and after a move, which begins anew."""
        kind = self.steps[-1].kind if self.steps else "dipindah"
        return None if kind == "dipindah" else kind

    @property
    def is_cancelled(self) -> bool:
        return self.last_step == "dibatalkan"

    @property
    def is_closed(self) -> bool:
        """Attendance is closed: by a pengurus, or with its paket (closed or cancelled)."""
        return self.last_step == "ditutup" or not self.paket.is_open

    @property
    def is_over(self) -> bool:
        return self.ends_at <= now()

    @property
    def moves(self) -> list["PertemuanStep"]:
        """Where and when it was before, oldest first."""
        return [step for step in self.steps if step.kind == "dipindah"]

    @property
    def recorded_later(self) -> bool:
        """Its time was written down after it had ended."""
        return max([self.created_at, *(step.at for step in self.moves)]) > self.ends_at

    def roles_of(self, actor: Guru) -> set[Role]:
        return self.paket.roles_of(actor)

    def self_check_in_open(self, at: datetime) -> bool:
        """Whether a member may check in alone: 15 minutes before the start until half an hour after it.

        A pengurus who opens it earlier, or again, opens it until the end; who closes it closes it.
        """
        if not self.paket.is_open or self.last_step in {"ditutup", "dibatalkan"}:
            return False
        if self.last_step == "dibuka":
            return at <= self.ends_at
        return self.starts_at - OPENS_BEFORE <= at <= self.starts_at + SELF_CHECK_IN_FOR

    @property
    def self_check_in_until(self) -> datetime:
        """Until when a member may check in alone, while it is open."""
        return self.ends_at if self.last_step == "dibuka" else self.starts_at + SELF_CHECK_IN_FOR

    @property
    def state(self) -> str:
        """terjadwal | dibuka | ditutup | dibatalkan."""
        if self.is_cancelled:
            return "dibatalkan"
        if self.is_closed:
            return "ditutup"
        if self.last_step == "dibuka" or now() >= self.starts_at - OPENS_BEFORE:
            return "dibuka"
        return "terjadwal"

    @property
    def state_name(self) -> str:
        return PERTEMUAN_STATES[self.state]

    @property
    def mode_name(self) -> str:
        return MODES.get(self.mode, self.mode)


class PertemuanStep(Row):
    """What someone did to a pertemuan: opened, closed or cancelled it, or moved it from where it was."""

    __table_args__ = (UniqueConstraint("pertemuan_id", "number"),)

    pertemuan_id: Mapped[str] = mapped_column(ForeignKey("pertemuan.id"))
    number: Mapped[int]
    kind: Mapped[str]  # dibuka | ditutup | dipindah | dibatalkan
    by_id: Mapped[str]
    at: Mapped[datetime]
    reason: Mapped[str] = mapped_column(default="")
    old_starts_at: Mapped[datetime | None]
    old_ends_at: Mapped[datetime | None]
    old_place: Mapped[str | None]

    pertemuan: Mapped[Pertemuan] = relationship(back_populates="steps")


class Narasumber(Row):
    """Who presents at a pertemuan: a person of the house, or a name from outside."""

    pertemuan_id: Mapped[str] = mapped_column(ForeignKey("pertemuan.id"), index=True)
    guru_id: Mapped[str | None] = mapped_column(ForeignKey("guru.id"))
    name: Mapped[str]
    topic: Mapped[str] = mapped_column(default="")


class Rsvp(Row):
    """What a person answered to the invitation; the last answer counts."""

    __table_args__ = (UniqueConstraint("pertemuan_id", "guru_id"),)

    pertemuan_id: Mapped[str] = mapped_column(ForeignKey("pertemuan.id"))
    guru_id: Mapped[str] = mapped_column(ForeignKey("guru.id"))
    answer: Mapped[str]  # datang | ragu | tidak
    at: Mapped[datetime]

    guru: Mapped[Guru] = relationship()

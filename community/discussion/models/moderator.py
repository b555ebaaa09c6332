"""Who leads the talk in a room."""

from datetime import datetime
from typing import Any

from sqlalchemy import CompoundSelect, ForeignKey, Index, literal, select, union_all
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.accounts.models import Guru
from community.kernel.database import Row, db
from community.kernel.reading import once, prepared
from community.lokakarya.models import Narasumber, PaketRole

# The roles of a paket whose holder leads its pertemuan.
HOLDING = ("narasumber", "pemrasaran", "tutor", "panitia")


class RoomModerator(Row):
    """Someone who was named moderator of one room, until it is taken back."""

    __table_args__ = (
        Index(
            "uq_room_moderator_now",
            "room_id",
            "guru_id",
            unique=True,
            sqlite_where=db.text("ended_at IS NULL"),
            postgresql_where=db.text("ended_at IS NULL"),
        ),
    )

    room_id: Mapped[str] = mapped_column(ForeignKey("room.id"))
    guru_id: Mapped[str] = mapped_column(ForeignKey("guru.id"), index=True)
    by_id: Mapped[str] = mapped_column(ForeignKey("guru.id"))
    at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[str | None] = mapped_column(ForeignKey("guru.id"))

    guru: Mapped[Guru] = relationship(foreign_keys=guru_id)


@once
def leads_talk(room_id: str, pertemuan_id: str | None, paket_id: str | None, guru_id: str) -> bool:
    """Whether someone was named moderator of a room, presents at its pertemuan, or has a role of HOLDING."""
    asked = _leading(room_id=room_id, pertemuan_id=pertemuan_id, paket_id=paket_id, guru_id=guru_id)
    return db.session.scalar(*asked) is not None


@prepared
def _leading(room_id: Any, pertemuan_id: Any, paket_id: Any, guru_id: Any) -> CompoundSelect[Any]:
    named = select(literal(1)).where(
        RoomModerator.room_id == room_id, RoomModerator.guru_id == guru_id, RoomModerator.ended_at.is_(None)
    )
    presents = select(literal(1)).where(Narasumber.pertemuan_id == pertemuan_id, Narasumber.guru_id == guru_id)
    holds = select(literal(1)).where(
        PaketRole.paket_id == paket_id, PaketRole.guru_id == guru_id, PaketRole.role.in_(HOLDING)
    )
    return union_all(named, presents, holds)

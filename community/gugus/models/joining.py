"""How one comes into a gugus: invitations, and requests to join."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.accounts.models import Guru
from community.gugus.models.gugus import Gugus, OfGugus
from community.kernel.database import Row, db


class Invitation(OfGugus, Row):
    """A code, link or QR with which one asks to join (or joins, where the maker says so)."""

    gugus_id: Mapped[str] = mapped_column(ForeignKey("gugus.id"), index=True)
    code: Mapped[str] = mapped_column(unique=True)
    made_by_id: Mapped[str]
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    needs_approval: Mapped[bool] = mapped_column(default=True)
    revoked_at: Mapped[datetime | None]
    revoked_by_id: Mapped[str | None]

    gugus: Mapped[Gugus] = relationship()


class JoinRequest(OfGugus, Row):
    """Someone asks to join; decided once."""

    __table_args__ = (
        Index(
            "uq_join_request_open",
            "gugus_id",
            "guru_id",
            unique=True,
            sqlite_where=db.text("decided_at IS NULL"),
            postgresql_where=db.text("decided_at IS NULL"),
        ),
    )

    gugus_id: Mapped[str] = mapped_column(ForeignKey("gugus.id"))
    guru_id: Mapped[str] = mapped_column(ForeignKey("guru.id"))
    invitation_id: Mapped[str] = mapped_column(ForeignKey("invitation.id"))
    at: Mapped[datetime]
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[str | None]
    accepted: Mapped[bool | None]
    reason: Mapped[str] = mapped_column(default="")

    gugus: Mapped[Gugus] = relationship()
    guru: Mapped[Guru] = relationship(foreign_keys=guru_id)

"""Addresses by which a member's reader fetches the news of a gugus without signing in."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.accounts.models import Guru
from community.gugus.models.gugus import Gugus
from community.kernel.database import Row, db
from community.permissions import Role


class FeedToken(Row):
    """One such address, one at a time per member and gugus. Only the hash of its secret is kept."""

    __table_args__ = (
        Index(
            "uq_feed_token_now",
            "gugus_id",
            "guru_id",
            unique=True,
            sqlite_where=db.text("revoked_at IS NULL"),
            postgresql_where=db.text("revoked_at IS NULL"),
        ),
    )

    gugus_id: Mapped[str] = mapped_column(ForeignKey("gugus.id"))
    guru_id: Mapped[str] = mapped_column(ForeignKey("guru.id"), index=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]

    gugus: Mapped[Gugus] = relationship()
    guru: Mapped[Guru] = relationship()

    def roles_of(self, actor: Guru) -> set[Role]:
        """It is its member's own."""
        return {Role.SELF} if actor.id == self.guru_id else set()

"""What a pertemuan wrote down: minutes in editions, decisions, and who will do what until when."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.accounts.models import Guru
from community.kernel.database import Row
from community.lokakarya.models.pertemuan import Pertemuan
from community.permissions import Role


class Notulen(Row):
    """One edition of the minutes of a pertemuan; a new one never replaces the old."""

    __table_args__ = (UniqueConstraint("pertemuan_id", "edition"),)

    pertemuan_id: Mapped[str] = mapped_column(ForeignKey("pertemuan.id"))
    edition: Mapped[int]
    text: Mapped[str]
    html: Mapped[str]
    by_id: Mapped[str] = mapped_column(ForeignKey("guru.id"))
    at: Mapped[datetime]

    by: Mapped[Guru] = relationship()


class Keputusan(Row):
    """One decision of a pertemuan."""

    pertemuan_id: Mapped[str] = mapped_column(ForeignKey("pertemuan.id"), index=True)
    text: Mapped[str]
    by_id: Mapped[str]
    at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by_id: Mapped[str | None]

    pertemuan: Mapped[Pertemuan] = relationship()

    def roles_of(self, actor: Guru) -> set[Role]:
        return self.pertemuan.roles_of(actor)


class TindakLanjut(Row):
    """Who will do what until when."""

    pertemuan_id: Mapped[str] = mapped_column(ForeignKey("pertemuan.id"), index=True)
    text: Mapped[str]
    guru_id: Mapped[str | None] = mapped_column(ForeignKey("guru.id"), index=True)
    who: Mapped[str] = mapped_column(default="")
    until_on: Mapped[date | None]
    by_id: Mapped[str]
    at: Mapped[datetime]
    done_at: Mapped[datetime | None]
    done_by_id: Mapped[str | None]
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by_id: Mapped[str | None]

    guru: Mapped[Guru | None] = relationship(foreign_keys=guru_id)
    pertemuan: Mapped[Pertemuan] = relationship()

    @property
    def who_name(self) -> str:
        return self.guru.name if self.guru else self.who

    def roles_of(self, actor: Guru) -> set[Role]:
        """AUTHOR is who shall do it."""
        found = self.pertemuan.roles_of(actor)
        return found | {Role.AUTHOR} if self.guru_id == actor.id else found

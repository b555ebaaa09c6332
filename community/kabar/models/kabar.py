"""A kabar of a gugus: an announcement of its pengurus, or a thread that any anggota begins."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.accounts.models import Guru
from community.gugus.models import Gugus
from community.kernel.database import Row, db
from community.permissions import Role

KINDS = {"pengumuman": "Pengumuman", "utas": "Obrolan"}


class Kabar(Row):
    """What holds the posts together. The first post (number 1) is the kabar itself; the others answer it."""

    __table_args__ = (Index("ix_kabar_gugus", "gugus_id", "active_at"),)

    gugus_id: Mapped[str] = mapped_column(ForeignKey("gugus.id"))
    kind: Mapped[str]  # a key of KINDS
    title: Mapped[str]  # of the newest edition of the first post
    important: Mapped[bool] = mapped_column(default=False)  # each reader is asked to confirm
    by_id: Mapped[str] = mapped_column(ForeignKey("guru.id"))
    at: Mapped[datetime]
    active_at: Mapped[datetime]  # of the latest post
    posts_number: Mapped[int] = mapped_column(default=0)  # of the latest post: the next one is one more

    gugus: Mapped[Gugus] = relationship()
    by: Mapped[Guru] = relationship()

    @property
    def kind_name(self) -> str:
        return KINDS[self.kind]

    @property
    def is_announcement(self) -> bool:
        return self.kind == "pengumuman"

    def roles_of(self, actor: Guru) -> set[Role]:
        """The roles in its gugus; AUTHOR for who wrote it and still belongs."""
        found = self.gugus.roles_of(actor)
        return found | {Role.AUTHOR} if found and self.by_id == actor.id else found


class Reading(Row):
    """That someone opened a kabar: one row per person, whatever is opened how often."""

    __tablename__ = "kabar_reading"
    __table_args__ = (UniqueConstraint("kabar_id", "guru_id"), Index("ix_kabar_reading_guru", "guru_id"))

    kabar_id: Mapped[str] = mapped_column(ForeignKey("kabar.id"))
    guru_id: Mapped[str] = mapped_column(ForeignKey("guru.id"))
    at: Mapped[datetime]  # first
    seen_at: Mapped[datetime]  # last: what came later is unread
    confirmed_at: Mapped[datetime | None]

    guru: Mapped[Guru] = relationship()


class Pin(Row):
    """A kabar kept above the others, until a day or until it is taken down; lower `place` stands higher."""

    __tablename__ = "kabar_pin"
    __table_args__ = (
        Index(
            "uq_kabar_pin_now",
            "kabar_id",
            unique=True,
            sqlite_where=db.text("removed_at IS NULL"),
            postgresql_where=db.text("removed_at IS NULL"),
        ),
    )

    kabar_id: Mapped[str] = mapped_column(ForeignKey("kabar.id"))
    place: Mapped[int] = mapped_column(default=1)
    until_on: Mapped[date | None]
    by_id: Mapped[str]
    at: Mapped[datetime]
    removed_at: Mapped[datetime | None]
    removed_by_id: Mapped[str | None]

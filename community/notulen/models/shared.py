"""The document: its changes as they came, now and then gathered, and who wrote under which number."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.accounts.models import Guru
from community.kernel.database import Row
from community.lokakarya.models import Pertemuan
from community.permissions import Role


class SharedNotulen(Row):
    """The notulen that a pertemuan writes together. `last_n` is the number of its last change: whoever adds one holds
    this row.

    `sections` are its headings, of the agenda as it was: [{key, title}]. What stands below them is in the changes.
    """

    pertemuan_id: Mapped[str] = mapped_column(ForeignKey("pertemuan.id"), unique=True)
    sections: Mapped[list[Any]]
    begun_by_id: Mapped[str] = mapped_column(ForeignKey("guru.id"))
    begun_at: Mapped[datetime]
    last_n: Mapped[int] = mapped_column(default=0)
    last_at: Mapped[datetime]

    pertemuan: Mapped[Pertemuan] = relationship()
    begun_by: Mapped[Guru] = relationship()

    @property
    def link(self) -> str:
        return f"/pertemuan/{self.pertemuan_id}/notulen/bersama"

    @property
    def keys(self) -> list[str]:
        """The keys of its sections, in order."""
        return [each["key"] for each in self.sections]

    def roles_of(self, actor: Guru) -> set[Role]:
        return self.pertemuan.roles_of(actor)


class NotulenUpdate(Row):
    """One change as it was sent (Yjs, version 1); never changed. Gone once a snapshot has long held it."""

    __table_args__ = (UniqueConstraint("document_id", "n"),)

    document_id: Mapped[str] = mapped_column(ForeignKey("shared_notulen.id"))
    n: Mapped[int]
    data: Mapped[bytes]
    guru_id: Mapped[str] = mapped_column(ForeignKey("guru.id"))
    at: Mapped[datetime]

    guru: Mapped[Guru] = relationship()


class NotulenSnapshot(Row):
    """The document as it was after change `n`, as one."""

    __table_args__ = (UniqueConstraint("document_id", "n"),)

    document_id: Mapped[str] = mapped_column(ForeignKey("shared_notulen.id"))
    n: Mapped[int]
    data: Mapped[bytes]
    at: Mapped[datetime]


class NotulenHand(Row):
    """A number under which someone writes: each opened page has its own. It stays theirs, so that nobody writes as
    another, and it says of every letter of the document whose it is.
    """

    __table_args__ = (UniqueConstraint("document_id", "number"), Index("ix_notulen_hand_guru", "guru_id"))

    document_id: Mapped[str] = mapped_column(ForeignKey("shared_notulen.id"))
    number: Mapped[int] = mapped_column(BigInteger)
    guru_id: Mapped[str] = mapped_column(ForeignKey("guru.id"))
    at: Mapped[datetime]

    guru: Mapped[Guru] = relationship()
    document: Mapped[SharedNotulen] = relationship()

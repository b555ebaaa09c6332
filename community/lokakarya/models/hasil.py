"""Hasil: what a paket made."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.accounts.models import Guru
from community.kernel.database import Row
from community.kernel.files import StoredFile
from community.lokakarya.models.paket import Paket
from community.lokakarya.models.words import HASIL_KINDS
from community.permissions import Role


class Hasil(Row):
    """What the paket made: a file, a link or a text. Withdrawn is a mark, not a deletion.

    `by_id` attached it; `author_id` is whose work it is when it is one person's (a makalah), else None:
    everyone's.
    """

    paket_id: Mapped[str] = mapped_column(ForeignKey("paket.id"), index=True)
    kind: Mapped[str]  # a key of HASIL_KINDS
    title: Mapped[str]
    file_id: Mapped[str | None] = mapped_column(ForeignKey("stored_file.id"))
    link: Mapped[str] = mapped_column(default="")
    text: Mapped[str] = mapped_column(default="")
    html: Mapped[str] = mapped_column(default="")
    source: Mapped[str] = mapped_column(default="", index=True)  # "materi:<id>" where it is kept above; else empty
    author_id: Mapped[str | None] = mapped_column(ForeignKey("guru.id"))
    by_id: Mapped[str] = mapped_column(ForeignKey("guru.id"))
    at: Mapped[datetime]
    removed_at: Mapped[datetime | None]
    removed_by_id: Mapped[str | None]

    paket: Mapped[Paket] = relationship()
    file: Mapped[StoredFile | None] = relationship()
    by: Mapped[Guru] = relationship(foreign_keys=by_id)
    author: Mapped[Guru | None] = relationship(foreign_keys=author_id)

    @property
    def kind_name(self) -> str:
        return HASIL_KINDS.get(self.kind, self.kind)

    def roles_of(self, actor: Guru) -> set[Role]:
        found = self.paket.roles_of(actor)
        return found | {Role.AUTHOR} if self.by_id == actor.id else found

"""A materi, its versions with their files, and who wrote it."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, Select, UniqueConstraint, and_, select
from sqlalchemy.orm import Mapped, foreign, mapped_column, relationship

from community.accounts.models import Guru
from community.gugus.models import Gugus
from community.kernel.database import Row, db
from community.kernel.files import StoredFile
from community.kernel.reading import once, prepared
from community.materials.models.words import KINDS, STATES, VISIBILITIES
from community.permissions import Role


class Material(Row):
    """A modul or other materi of a gugus. What it says is in its versions; nothing of them is overwritten."""

    __table_args__ = (
        Index("ix_material_gugus", "gugus_id", "changed_at"),
        Index("ix_material_changed", "changed_at", "id"),  # the library begins with the newest, and stops there
    )

    gugus_id: Mapped[str] = mapped_column(ForeignKey("gugus.id"))
    kind: Mapped[str]  # a key of KINDS
    status: Mapped[str] = mapped_column(default="draf")  # a key of STATES: what the last StatusMark says
    visibility: Mapped[str] = mapped_column(default="penulis")  # a key of VISIBILITIES
    current_number: Mapped[int] = mapped_column(default=0)  # of the version that is shown
    adapted_from_id: Mapped[str | None] = mapped_column(ForeignKey("material.id"), index=True)
    adapted_from_number: Mapped[int | None]  # the version of it
    created_by_id: Mapped[str] = mapped_column(ForeignKey("guru.id"))
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]  # when the version that is shown was saved
    removed_at: Mapped[datetime | None]
    removed_by_id: Mapped[str | None]
    removed_reason: Mapped[str] = mapped_column(default="")

    gugus: Mapped[Gugus] = relationship()
    created_by: Mapped[Guru] = relationship(foreign_keys=created_by_id)
    versions: Mapped[list["Version"]] = relationship(order_by=lambda: Version.number, back_populates="material")
    authors: Mapped[list["Author"]] = relationship(
        primaryjoin=lambda: and_(foreign(Author.material_id) == Material.id, Author.ended_at.is_(None)),
        order_by=lambda: Author.position,
        viewonly=True,
    )
    current: Mapped["Version"] = relationship(
        primaryjoin=lambda: and_(
            foreign(Version.material_id) == Material.id, Version.number == Material.current_number
        ),
        viewonly=True,
        uselist=False,
    )

    @property
    def kind_name(self) -> str:
        return KINDS.get(self.kind, self.kind)

    @property
    def state_name(self) -> str:
        return STATES.get(self.status, self.status)

    @property
    def visibility_name(self) -> str:
        return VISIBILITIES.get(self.visibility, self.visibility)

    @property
    def is_removed(self) -> bool:
        return self.removed_at is not None

    def roles_of(self, actor: Guru) -> set[Role]:
        """The roles in its gugus, and AUTHOR for who is named as one of its authors."""
        found = self.gugus.roles_of(actor)
        return found | {Role.AUTHOR} if is_author(self.id, actor.id) else found


class Version(Row):
    """One saved state of a materi, whole. A later save is another version."""

    __tablename__ = "material_version"
    __table_args__ = (UniqueConstraint("material_id", "number"),)

    material_id: Mapped[str] = mapped_column(ForeignKey("material.id"))
    number: Mapped[int]
    based_on: Mapped[int | None]  # the number of the version its writer had read
    beside: Mapped[bool] = mapped_column(default=False)  # written beside another one, from the same base
    joins: Mapped[int | None]  # the number of the version beside that this one takes in
    title: Mapped[str]
    topic: Mapped[str] = mapped_column(default="")
    jenjang: Mapped[str] = mapped_column(default="")
    fase: Mapped[str] = mapped_column(default="")
    kelas: Mapped[str] = mapped_column(default="")
    mapel: Mapped[str] = mapped_column(default="")
    cp: Mapped[str] = mapped_column(default="")
    tp: Mapped[str] = mapped_column(default="")
    text: Mapped[str] = mapped_column(default="")
    html: Mapped[str] = mapped_column(default="")  # kernel/markdown.py, with a stable id for each block
    licence: Mapped[str]  # a key of rules.licences.LICENCES
    note: Mapped[str] = mapped_column(default="")  # what changed, said by who changed it
    by_id: Mapped[str] = mapped_column(ForeignKey("guru.id"))
    at: Mapped[datetime]

    material: Mapped[Material] = relationship(back_populates="versions")
    by: Mapped[Guru] = relationship(foreign_keys=by_id)
    files: Mapped[list["VersionFile"]] = relationship(order_by=lambda: VersionFile.position)

    def roles_of(self, actor: Guru) -> set[Role]:
        return self.material.roles_of(actor)


class VersionFile(Row):
    """A file of a version, in order. The file itself is about the materi: two versions may hold the same one."""

    __tablename__ = "material_version_file"
    __table_args__ = (UniqueConstraint("version_id", "file_id"),)

    version_id: Mapped[str] = mapped_column(ForeignKey("material_version.id"))
    file_id: Mapped[str] = mapped_column(ForeignKey("stored_file.id"), index=True)
    position: Mapped[int]

    file: Mapped[StoredFile] = relationship()


class Author(Row):
    """One of the authors of a materi, in order. Who is no longer one has an ended row; a new order is new rows."""

    __tablename__ = "material_author"
    __table_args__ = (
        Index(
            "uq_material_author_now",
            "material_id",
            "guru_id",
            unique=True,
            sqlite_where=db.text("ended_at IS NULL"),
            postgresql_where=db.text("ended_at IS NULL"),
        ),
        Index("ix_material_author_guru", "guru_id"),
    )

    material_id: Mapped[str] = mapped_column(ForeignKey("material.id"))
    guru_id: Mapped[str] = mapped_column(ForeignKey("guru.id"))
    position: Mapped[int]  # 1 is the first
    by_id: Mapped[str]
    at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[str | None]
    end_reason: Mapped[str] = mapped_column(default="")  # ditolak | diganti

    guru: Mapped[Guru] = relationship(foreign_keys=guru_id)


@once
def is_author(material_id: str, guru_id: str) -> bool:
    """Whether a person is one of the authors of a materi now."""
    return db.session.scalar(*_authorship(material_id=material_id, guru_id=guru_id)) is not None


@prepared
def _authorship(material_id: Any, guru_id: Any) -> Select[Any]:
    return select(Author.id).where(
        Author.material_id == material_id, Author.guru_id == guru_id, Author.ended_at.is_(None)
    )

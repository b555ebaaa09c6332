"""What became of a materi outside: used in class, ratified by letter."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.accounts.models import Guru
from community.kernel.database import Row, db
from community.kernel.files import StoredFile
from community.materials.models.material import Material, Version
from community.materials.models.review import OfMaterial
from community.materials.models.words import FASE, LEVELS
from community.permissions import Role


class Use(OfMaterial, Row):
    """Somebody used it in class: when, in which class, with how many pupils, and what happened."""

    __tablename__ = "material_use"
    __table_args__ = (
        Index(
            "uq_material_use_once",
            "material_id",
            "guru_id",
            "used_on",
            "kelas",
            unique=True,
            sqlite_where=db.text("removed_at IS NULL"),
            postgresql_where=db.text("removed_at IS NULL"),
        ),
    )

    material_id: Mapped[str] = mapped_column(ForeignKey("material.id"))
    number: Mapped[int]  # the version that was used
    guru_id: Mapped[str] = mapped_column(ForeignKey("guru.id"), index=True)
    used_on: Mapped[date]
    kelas: Mapped[str]
    fase: Mapped[str] = mapped_column(default="")  # a key of FASE
    pupils: Mapped[int | None]
    text: Mapped[str] = mapped_column(default="")
    html: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime]
    removed_at: Mapped[datetime | None]
    removed_by_id: Mapped[str | None]

    material: Mapped[Material] = relationship()
    guru: Mapped[Guru] = relationship(foreign_keys=guru_id)

    @property
    def fase_name(self) -> str:
        return FASE.get(self.fase, "")

    def roles_of(self, actor: Guru) -> set[Role]:
        """OWNER is who used it."""
        found = super().roles_of(actor)
        return found | {Role.OWNER} if self.guru_id == actor.id else found


class Ratification(OfMaterial, Row):
    """A letter that ratifies a version, for use in a sekolah, kab/kota or provinsi. It carries no credit by itself."""

    __tablename__ = "material_ratification"
    __table_args__ = (
        Index(
            "uq_material_ratification_letter",
            "material_id",
            "level",
            "letter_number",
            unique=True,
            sqlite_where=db.text("withdrawn_at IS NULL"),
            postgresql_where=db.text("withdrawn_at IS NULL"),
        ),
    )

    material_id: Mapped[str] = mapped_column(ForeignKey("material.id"))
    version_id: Mapped[str] = mapped_column(ForeignKey("material_version.id"))
    level: Mapped[str]  # a key of LEVELS
    letter_number: Mapped[str]
    letter_on: Mapped[date]
    issuer: Mapped[str]
    file_id: Mapped[str | None] = mapped_column(ForeignKey("stored_file.id"))
    by_id: Mapped[str] = mapped_column(ForeignKey("guru.id"))
    at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by_id: Mapped[str | None]
    withdrawn_reason: Mapped[str] = mapped_column(default="")

    material: Mapped[Material] = relationship()
    version: Mapped[Version] = relationship()
    file: Mapped[StoredFile | None] = relationship()
    by: Mapped[Guru] = relationship(foreign_keys=by_id)

    @property
    def level_name(self) -> str:
        return LEVELS.get(self.level, self.level)

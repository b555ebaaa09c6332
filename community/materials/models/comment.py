"""A word at a paragraph."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.accounts.models import Guru
from community.kernel.database import Row
from community.materials.models.material import Material, Version
from community.permissions import Role


class Comment(Row):
    """A word at a paragraph of a version; `quote` is what the paragraph said then. A reply has a parent, never two.

    Resolved and withdrawn are marks on it; what was said stays.
    """

    __tablename__ = "material_comment"
    __table_args__ = (Index("ix_material_comment_material", "material_id", "at"),)

    material_id: Mapped[str] = mapped_column(ForeignKey("material.id"))
    version_id: Mapped[str] = mapped_column(ForeignKey("material_version.id"))
    parent_id: Mapped[str | None] = mapped_column(ForeignKey("material_comment.id"), index=True)
    block: Mapped[int]  # the number of the paragraph in its version: id p-<n>
    quote: Mapped[str] = mapped_column(default="")
    text: Mapped[str]
    html: Mapped[str] = mapped_column(default="")
    by_id: Mapped[str] = mapped_column(ForeignKey("guru.id"))
    at: Mapped[datetime]
    resolved_at: Mapped[datetime | None]
    resolved_by_id: Mapped[str | None]
    removed_at: Mapped[datetime | None]
    removed_by_id: Mapped[str | None]

    material: Mapped[Material] = relationship()
    version: Mapped[Version] = relationship()
    by: Mapped[Guru] = relationship(foreign_keys=by_id)

    def roles_of(self, actor: Guru) -> set[Role]:
        """AUTHOR is who wrote the materi, OWNER who wrote the comment."""
        found = self.material.roles_of(actor)
        return found | {Role.OWNER} if self.by_id == actor.id else found

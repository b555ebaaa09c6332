"""By what a gugus reviews: its rubric, in editions."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.accounts.models import Guru
from community.gugus.models import Gugus
from community.kernel.database import Row
from community.permissions import Role


class Rubric(Row):
    """One edition of the rubric of a gugus. A changed one is another row: reviews keep the one they were made by.

    The highest `number` holds. `needed` is how many approvals make a version disetujui.
    """

    __tablename__ = "material_rubric"
    __table_args__ = (UniqueConstraint("gugus_id", "number"),)

    gugus_id: Mapped[str] = mapped_column(ForeignKey("gugus.id"))
    number: Mapped[int]
    title: Mapped[str]
    needed: Mapped[int]
    by_id: Mapped[str]  # "sistem": the one every gugus begins with
    at: Mapped[datetime]

    gugus: Mapped[Gugus] = relationship()
    lines: Mapped[list["RubricLine"]] = relationship(order_by=lambda: RubricLine.position, viewonly=True)

    def roles_of(self, actor: Guru) -> set[Role]:
        return self.gugus.roles_of(actor)


class RubricLine(Row):
    """One thing a review looks at; `levels` says each level in words, the lowest first."""

    __tablename__ = "material_rubric_line"
    __table_args__ = (UniqueConstraint("rubric_id", "position"),)

    rubric_id: Mapped[str] = mapped_column(ForeignKey("material_rubric.id"))
    position: Mapped[int]
    title: Mapped[str]
    description: Mapped[str] = mapped_column(default="")
    levels: Mapped[list[Any]]

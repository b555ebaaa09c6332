"""What reviewers say of a version, by the rubric of the gugus, and the status it has by that."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.accounts.models import Guru
from community.kernel.database import Row
from community.materials.models.material import Material, Version
from community.materials.models.rubric import Rubric, RubricLine
from community.materials.models.words import STATES, VERDICTS
from community.permissions import Role


class OfMaterial:
    """What belongs to a materi has its roles."""

    material: Mapped[Material]

    def roles_of(self, actor: Guru) -> set[Role]:
        return self.material.roles_of(actor)


class StatusMark(OfMaterial, Row):
    """Who gave a materi which status, when and why, about which version; never changed."""

    __tablename__ = "material_status_mark"
    __table_args__ = (Index("ix_material_status_mark_material", "material_id", "at"),)

    material_id: Mapped[str] = mapped_column(ForeignKey("material.id"))
    number: Mapped[int]  # the version it was about
    status: Mapped[str]  # a key of STATES
    reason: Mapped[str] = mapped_column(default="")
    by_id: Mapped[str] = mapped_column(ForeignKey("guru.id"))
    at: Mapped[datetime]

    material: Mapped[Material] = relationship()
    by: Mapped[Guru] = relationship()

    @property
    def state_name(self) -> str:
        return STATES.get(self.status, self.status)


class Review(OfMaterial, Row):
    """What one reviewer says of one version. Said anew it is another row: of one person's, the last number counts."""

    __tablename__ = "material_review"
    __table_args__ = (UniqueConstraint("version_id", "by_id", "number"),)

    material_id: Mapped[str] = mapped_column(ForeignKey("material.id"), index=True)
    version_id: Mapped[str] = mapped_column(ForeignKey("material_version.id"))
    rubric_id: Mapped[str] = mapped_column(ForeignKey("material_rubric.id"))
    number: Mapped[int]
    verdict: Mapped[str]  # a key of VERDICTS
    text: Mapped[str] = mapped_column(default="")
    html: Mapped[str] = mapped_column(default="")
    by_id: Mapped[str] = mapped_column(ForeignKey("guru.id"))
    at: Mapped[datetime]

    material: Mapped[Material] = relationship()
    version: Mapped[Version] = relationship()
    rubric: Mapped[Rubric] = relationship()
    by: Mapped[Guru] = relationship()
    scores: Mapped[list["ReviewScore"]] = relationship(viewonly=True)

    @property
    def verdict_name(self) -> str:
        return VERDICTS[self.verdict]

    @property
    def by_line(self) -> list["ReviewScore"]:
        """Its scores in the order of the rubric; reads the lines: load them with lists."""
        return sorted(self.scores, key=lambda score: score.line.position)


class ReviewScore(Row):
    """What a review gives to one line of its rubric: the number of a level, the lowest is 1."""

    __tablename__ = "material_review_score"
    __table_args__ = (UniqueConstraint("review_id", "line_id"),)

    review_id: Mapped[str] = mapped_column(ForeignKey("material_review.id"))
    line_id: Mapped[str] = mapped_column(ForeignKey("material_rubric_line.id"))
    score: Mapped[int]
    note: Mapped[str] = mapped_column(default="")

    line: Mapped[RubricLine] = relationship()

    @property
    def level(self) -> str:
        """The words of the level it gives."""
        return str(self.line.levels[self.score - 1])

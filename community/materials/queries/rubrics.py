"""The rubric of a gugus, and its editions."""

from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import selectinload

from community.kernel.database import db
from community.kernel.reading import once, prepared
from community.materials.models import Rubric
from community.materials.rules.rubric import Line, RubricText, first_rubric


def rubric_row(gugus_id: str) -> Rubric | None:
    """The edition that holds, lines loaded; None as long as the gugus uses the one it began with."""
    return db.session.scalar(*_newest(gugus_id=gugus_id))


@once
def rubric_of(gugus_id: str) -> RubricText:
    """What the rubric of a gugus says today."""
    row = rubric_row(gugus_id)
    return as_text(row) if row else first_rubric()


def editions_of(gugus_id: str) -> list[Rubric]:
    """Every edition, newest first, lines loaded."""
    query = select(Rubric).where(Rubric.gugus_id == gugus_id).order_by(Rubric.number.desc())
    return list(db.session.scalars(query.options(selectinload(Rubric.lines))))


def as_text(row: Rubric) -> RubricText:
    """What an edition says."""
    lines = tuple(Line(title=line.title, description=line.description, levels=tuple(line.levels)) for line in row.lines)
    return RubricText(number=row.number, title=row.title, needed=row.needed, lines=lines)


@prepared
def _newest(gugus_id: Any) -> Select[Any]:
    query = select(Rubric).where(Rubric.gugus_id == gugus_id).order_by(Rubric.number.desc()).limit(1)
    return query.options(selectinload(Rubric.lines)).execution_options(populate_existing=True)

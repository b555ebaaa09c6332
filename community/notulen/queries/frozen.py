"""The editions that were frozen."""

from typing import Any

from sqlalchemy import Select, String, cast, or_, select
from sqlalchemy.orm import joinedload

from community.kernel.database import db
from community.kernel.errors import NotFound
from community.kernel.reading import prepared
from community.lokakarya.queries.hooks import Elsewhere
from community.notulen.models import FrozenNotulen, NotulenReopening, SharedNotulen
from community.notulen.queries.reach import document_at

_WITH_NAMES = (FrozenNotulen.attendance, FrozenNotulen.content)


def editions_of(document_id: str) -> list[FrozenNotulen]:
    """Every frozen edition, newest first, with who froze it and who opened it again: one query."""
    query = select(FrozenNotulen).where(FrozenNotulen.document_id == document_id).order_by(FrozenNotulen.number.desc())
    opened_by = joinedload(FrozenNotulen.reopening).joinedload(NotulenReopening.by)
    return list(db.session.scalars(query.options(joinedload(FrozenNotulen.by), opened_by)))


def holding(document_id: str) -> FrozenNotulen | None:
    """The edition by which the notulen is frozen now, if it is."""
    found = next(iter(editions_of(document_id)), None)
    return found if found and found.holds else None


def is_frozen(document_id: str) -> bool:
    """Whether an edition holds that nobody has opened again."""
    return db.session.scalar(*_held(document_id=document_id)) is not None


@prepared
def _held(document_id: Any) -> Select[Any]:
    query = select(FrozenNotulen.id).outerjoin(NotulenReopening, NotulenReopening.frozen_id == FrozenNotulen.id)
    return query.where(FrozenNotulen.document_id == document_id, NotulenReopening.id.is_(None)).limit(1)


def editions_naming(guru_id: str) -> list[FrozenNotulen]:
    """The frozen editions that name a person by the id: among who was there, or with a task."""
    names = [cast(column, String).contains(guru_id, autoescape=True) for column in _WITH_NAMES]
    return list(db.session.scalars(select(FrozenNotulen).where(or_(*names)).order_by(FrozenNotulen.id)))


def edition_of(document: SharedNotulen, number: int) -> FrozenNotulen:
    """One frozen edition of a document that was reached. Raises NotFound."""
    found = next((each for each in editions_of(document.id) if each.number == number), None)
    if found is None:
        raise NotFound
    return found


def holding_at(pertemuan_id: str) -> Elsewhere | None:
    """For the form of lokakarya: where the notulen of a pertemuan is written instead, if it is."""
    document = document_at(pertemuan_id)
    return Elsewhere(document.link, frozen=is_frozen(document.id)) if document else None

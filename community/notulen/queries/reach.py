"""Reached through the person: who reads the pertemuan reads what is written together about it."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import Select, select

from community.accounts.models import Guru
from community.kernel.clock import today
from community.kernel.database import db
from community.kernel.reading import prepared
from community.lokakarya.models import Paket, Pertemuan
from community.lokakarya.queries import pertemuan_of, readable
from community.notulen.models import SharedNotulen
from community.notulen.refusals import NotBegun


def document_of(guru: Guru, pertemuan_id: str) -> SharedNotulen:
    """The shared notulen of a pertemuan that `guru` may read. Raises NotFound; NotBegun where there is none yet."""
    pertemuan_of(guru, pertemuan_id)
    found = document_at(pertemuan_id)
    if found is None:
        raise NotBegun
    return found


def document_at(pertemuan_id: str) -> SharedNotulen | None:
    """The shared notulen of a pertemuan, if it was begun."""
    return db.session.scalar(*_at(pertemuan_id=pertemuan_id))


@prepared
def _at(pertemuan_id: Any) -> Select[Any]:
    return select(SharedNotulen).where(SharedNotulen.pertemuan_id == pertemuan_id)


def who_may_hear(pertemuan_id: str, guru_ids: Collection[str]) -> set[str]:
    """Those of some people who still reach a pertemuan."""
    query = select(Guru.id).join(Pertemuan, Pertemuan.id == pertemuan_id).join(Pertemuan.paket).join(Paket.gugus)
    query = query.where(Guru.id.in_(guru_ids), Guru.erased_at.is_(None), readable(Guru.id, today()))
    return set(db.session.scalars(query))

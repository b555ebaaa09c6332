"""Pertemuan and paket in time: what comes next, a month, what a gugus has in hand."""

from datetime import datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import contains_eager, joinedload, lazyload, selectinload

from community.accounts.models import Guru
from community.gugus.models import Gugus
from community.kernel.clock import now
from community.kernel.database import db
from community.kernel.reading import prepared
from community.lokakarya.models import Paket, Pertemuan, TindakLanjut
from community.lokakarya.queries.reach import is_scheduled, mine, with_paket


def next_pertemuan(guru: Guru) -> Pertemuan | None:
    """What `guru` is expected at next (or is at now), in any gugus; not what was cancelled."""
    query = with_paket(select(Pertemuan)).where(Pertemuan.ends_at > now(), mine(guru))
    return db.session.scalar(query.order_by(Pertemuan.starts_at, Pertemuan.id).limit(1))


def coming(guru: Guru, since: datetime, until: datetime) -> list[Pertemuan]:
    """What `guru` is expected at from `since` until `until`, in order."""
    query = with_paket(select(Pertemuan)).where(Pertemuan.starts_at < until, Pertemuan.ends_at > since, mine(guru))
    return list(db.session.scalars(query.order_by(Pertemuan.starts_at, Pertemuan.id)))


def next_of_gugus(gugus: Gugus) -> Pertemuan | None:
    """The next scheduled pertemuan of `gugus` (or the one going on)."""
    return db.session.scalar(*_next_of_gugus(gugus_id=gugus.id, moment=now()))


@prepared
def _next_of_gugus(gugus_id: Any, moment: Any) -> Select[Any]:
    query = with_paket(select(Pertemuan)).where(Paket.gugus_id == gugus_id, Pertemuan.ends_at > moment, is_scheduled())
    # On the page of a gugus both are loaded with its paket.
    query = query.options(lazyload(Pertemuan.steps), contains_eager(Pertemuan.paket).lazyload(Paket.steps))
    return query.order_by(Pertemuan.starts_at, Pertemuan.id).limit(1)


def held_between(gugus: Gugus, since: datetime, until: datetime, *, drafts: bool) -> list[Pertemuan]:
    """The pertemuan of `gugus` that begin within a time, cancelled ones too; drafts for its pengurus."""
    query = (
        select(Pertemuan)
        .join(Pertemuan.paket)
        .where(Paket.gugus_id == gugus.id, Pertemuan.starts_at >= since, Pertemuan.starts_at < until)
        .options(selectinload(Pertemuan.paket).selectinload(Paket.steps), selectinload(Pertemuan.steps))
    )
    if not drafts:
        query = query.where(is_scheduled())
    return list(db.session.scalars(query.order_by(Pertemuan.starts_at, Pertemuan.id)))


def paket_in(gugus: Gugus, *, drafts: bool, limit: int) -> list[Paket]:
    """The paket of `gugus`, newest first, with steps and pertemuan; drafts for its pengurus."""
    query = _paket_in if drafts else _scheduled_in
    return list(db.session.scalars(*query(gugus_id=gugus.id, number=limit)))


@prepared
def _paket_in(gugus_id: Any, number: Any) -> Select[Any]:
    return _newest(gugus_id, number)


@prepared
def _scheduled_in(gugus_id: Any, number: Any) -> Select[Any]:
    return _newest(gugus_id, number).where(is_scheduled())


def _newest(gugus_id: Any, number: Any) -> Select[Any]:
    query = select(Paket).where(Paket.gugus_id == gugus_id).order_by(Paket.created_at.desc(), Paket.id).limit(number)
    return query.options(selectinload(Paket.steps), selectinload(Paket.pertemuan).selectinload(Pertemuan.steps))


def waiting_for(guru: Guru) -> list[TindakLanjut]:
    """What `guru` agreed to do and has not done, the earliest date first."""
    query = (
        select(TindakLanjut)
        .where(
            TindakLanjut.guru_id == guru.id,
            TindakLanjut.done_at.is_(None),
            TindakLanjut.withdrawn_at.is_(None),
        )
        .options(
            joinedload(TindakLanjut.pertemuan)
            .joinedload(Pertemuan.paket)
            .joinedload(Paket.gugus)
            .joinedload(Gugus.wilayah)
        )
        .order_by(TindakLanjut.until_on.is_(None), TindakLanjut.until_on, TindakLanjut.at)
    )
    return list(db.session.scalars(query.limit(20)))

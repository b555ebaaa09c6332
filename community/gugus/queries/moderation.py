"""What is hidden, what waits for a decision, and what was decided."""

import functools
from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, select
from sqlalchemy.orm import aliased, joinedload, selectinload

from community.accounts.models import Guru
from community.gugus.models import Anggota, Gugus, Report, ReportCase, Ruling
from community.gugus.queries.hooks import Thing, described
from community.kernel.database import db
from community.kernel.errors import NotFound
from community.kernel.reading import prepared


def hidden(kind: str, ids: Collection[str]) -> set[str]:
    """Which of these things of one kind are hidden now: one query, none for no ids."""
    if not ids:
        return set()
    return set(db.session.scalars(*_hidden_among(kind=kind, ids=list(ids))))


@prepared
def _hidden_among(kind: Any, ids: Collection[str]) -> Select[str]:
    return _hidden(kind).where(ReportCase.about_id.in_(ids))


@functools.cache
def hidden_ids(kind: str) -> Select[str]:
    """The ids of hidden things of one kind, for `in_`; made once, since making the statement costs more than asking."""
    return _hidden(kind)


def _hidden(kind: Any) -> Select[str]:
    later = aliased(Ruling)
    superseded = exists().where(later.case_id == Ruling.case_id, later.number > Ruling.number)
    return (
        select(ReportCase.about_id)
        .join(Ruling, Ruling.case_id == ReportCase.id)
        .where(ReportCase.about_kind == kind, Ruling.verdict == "sembunyikan", ~superseded)
    )


def case_about(kind: str, about_id: str) -> ReportCase | None:
    """What was reported of one thing."""
    return db.session.scalar(select(ReportCase).where(ReportCase.about_kind == kind, ReportCase.about_id == about_id))


def report_by(guru: Guru, kind: str, about_id: str) -> Report | None:
    """The report of `guru` of one thing."""
    query = select(Report).join(ReportCase, ReportCase.id == Report.case_id)
    return db.session.scalar(
        query.where(ReportCase.about_kind == kind, ReportCase.about_id == about_id, Report.by_id == guru.id)
    )


def counted_reports(case: ReportCase) -> int:
    """How many members of today have reported it since the last decision; who left does not count."""
    query = select(func.count(Report.id)).where(
        Report.case_id == case.id, Report.ruling_id.is_(None), Report.by_id != (case.author_id or ""), is_member(case)
    )
    return db.session.scalar(query) or 0


def is_member(case: ReportCase) -> ColumnElement[bool]:
    """The condition that who wrote a Report belongs to the gugus today."""
    return exists().where(
        and_(Anggota.gugus_id == case.gugus_id, Anggota.guru_id == Report.by_id, Anggota.left_at.is_(None))
    )


def members_among(gugus_id: str, guru_ids: Collection[str]) -> set[str]:
    """Who of these belongs to the gugus today: the reports of the others do not count."""
    query = select(Anggota.guru_id).where(
        Anggota.gugus_id == gugus_id, Anggota.guru_id.in_(guru_ids), Anggota.left_at.is_(None)
    )
    return set(db.session.scalars(query)) if guru_ids else set()


def cases_of(gugus: Gugus, *, waiting: bool, limit: int, offset: int = 0) -> list[ReportCase]:
    """What was reported in `gugus`, with reports and rulings: what waits (oldest first), or what is decided."""
    open_ones = exists().where(Report.case_id == ReportCase.id, Report.ruling_id.is_(None))
    query = select(ReportCase).where(ReportCase.gugus_id == gugus.id, open_ones if waiting else ~open_ones)
    order = ReportCase.reported_at.asc() if waiting else ReportCase.reported_at.desc()
    query = query.options(
        selectinload(ReportCase.reports).joinedload(Report.by),
        selectinload(ReportCase.rulings).joinedload(Ruling.by),
    )
    return list(db.session.scalars(query.order_by(order, ReportCase.id).limit(limit).offset(offset)))


def waiting_count(gugus_id: str) -> int:
    """How many things wait for a decision."""
    open_ones = exists().where(Report.case_id == ReportCase.id, Report.ruling_id.is_(None))
    return db.session.scalar(select(func.count(ReportCase.id)).where(ReportCase.gugus_id == gugus_id, open_ones)) or 0


def case_in(gugus: Gugus, case_id: str) -> ReportCase:
    """One case of `gugus`, with reports and rulings. Raises NotFound."""
    query = select(ReportCase).where(ReportCase.id == case_id, ReportCase.gugus_id == gugus.id)
    found = db.session.scalar(
        query.options(
            joinedload(ReportCase.gugus),
            selectinload(ReportCase.reports).joinedload(Report.by),
            selectinload(ReportCase.rulings).joinedload(Ruling.by),
        )
    )
    if found is None:
        raise NotFound
    return found


def things_of(cases: Collection[ReportCase]) -> dict[str, Thing]:
    """What the queue says of each case, by case id: the queries of each kind once."""
    kinds = {case.about_kind for case in cases}
    found = {kind: described(kind, [case.about_id for case in cases if case.about_kind == kind]) for kind in kinds}
    return {case.id: thing for case in cases if (thing := found[case.about_kind].get(case.about_id)) is not None}

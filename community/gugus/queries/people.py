"""Who belongs to a gugus, and who leads it."""

from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from community.accounts.models import Guru
from community.gugus.models import (
    PENGURUS_OFFICES,
    Anggota,
    Gugus,
    GugusSekolah,
    JoinRequest,
    Pengurus,
    Report,
    ReportCase,
)
from community.gugus.queries.reach import in_office
from community.kernel.clock import today
from community.kernel.database import db
from community.kernel.errors import NotFound
from community.kernel.person_names import name_key
from community.kernel.reading import prepared
from community.wilayah.models import Sekolah

_ORDER = {office: place for place, office in enumerate(PENGURUS_OFFICES)}


def anggota_of(gugus: Gugus) -> list[Anggota]:
    """The active anggota by name, guru and sekolah loaded: one query."""
    return list(db.session.scalars(_active(gugus)))


def anggota_page(gugus: Gugus, words: str, limit: int, offset: int) -> tuple[list[Anggota], int]:
    """Active anggota whose name or sekolah holds each of `words`, and how many there are: two queries."""
    query = _active(gugus)
    for token in (name_key(words).split() or words.casefold().split())[:6]:
        query = query.where(
            or_(
                func.lower(Guru.name_key).contains(token, autoescape=True),
                func.lower(Sekolah.name).contains(token, autoescape=True),
            )
        )
    number = db.session.scalar(select(func.count()).select_from(query.order_by(None).subquery()))
    return list(db.session.scalars(query.limit(limit).offset(offset))), number or 0


def member_of(gugus: Gugus, guru_id: str) -> Anggota:
    """One active anggota. Raises NotFound."""
    found = db.session.scalar(_active(gugus).where(Anggota.guru_id == guru_id))
    if found is None:
        raise NotFound
    return found


def former_anggota_of(gugus: Gugus, limit: int = 200) -> list[Anggota]:
    """Who left, the latest first, guru and sekolah loaded."""
    query = (
        select(Anggota)
        .where(Anggota.gugus_id == gugus.id, Anggota.left_at.is_not(None))
        .options(joinedload(Anggota.guru).joinedload(Guru.sekolah))
        .order_by(Anggota.left_at.desc(), Anggota.id)
        .limit(limit)
    )
    return list(db.session.scalars(query))


def anggota_count(gugus_id: str) -> int:
    query = select(func.count(Anggota.id)).where(Anggota.gugus_id == gugus_id, Anggota.left_at.is_(None))
    return db.session.scalar(query) or 0


class Figures(NamedTuple):
    """How many belong to a gugus, how many schools, how many people wait to be let in, how many reports wait."""

    anggota: int
    schools: int
    waiting: int
    reports: int


def figures_of(gugus_id: str) -> Figures:
    """The figures of a gugus: one query."""
    return Figures(*db.session.execute(*_figures(gugus_id=gugus_id)).one())


@prepared
def _figures(gugus_id: Any) -> Select[int, int, int, int]:
    anggota = select(func.count()).where(Anggota.gugus_id == gugus_id, Anggota.left_at.is_(None))
    schools = select(func.count()).where(GugusSekolah.gugus_id == gugus_id)
    waiting = select(func.count()).where(JoinRequest.gugus_id == gugus_id, JoinRequest.decided_at.is_(None))
    reports = (
        select(func.count(Report.case_id.distinct()))
        .join(ReportCase, ReportCase.id == Report.case_id)
        .where(ReportCase.gugus_id == gugus_id, Report.ruling_id.is_(None))
    )
    counts = (anggota, schools, waiting, reports)
    return select(*(each.scalar_subquery() for each in counts))


def anggota_counts(gugus_ids: list[str]) -> dict[str, int]:
    """How many active anggota each gugus has."""
    query = (
        select(Anggota.gugus_id, func.count(Anggota.id))
        .where(Anggota.gugus_id.in_(gugus_ids), Anggota.left_at.is_(None))
        .group_by(Anggota.gugus_id)
    )
    return dict(db.session.execute(query).all())


def membership_of(guru: Guru, gugus_id: str) -> Anggota | None:
    """The running membership of `guru`."""
    return db.session.scalar(
        select(Anggota).where(Anggota.gugus_id == gugus_id, Anggota.guru_id == guru.id, Anggota.left_at.is_(None))
    )


def pengurus_of(gugus: Gugus, on: date | None = None) -> list[Pengurus]:
    """Who holds an office today (or `on` a day), guru and sekolah loaded: ketua, sekretaris, bendahara, bidang."""
    rows = db.session.scalars(*_pengurus_of(gugus_id=gugus.id, day=on or today(gugus.zone.name)))
    return sorted(rows, key=_by_office)


@prepared
def _pengurus_of(gugus_id: Any, day: Any) -> Select[Any]:
    query = select(Pengurus).where(in_office(gugus_id, day))
    return query.options(joinedload(Pengurus.guru).joinedload(Guru.sekolah))


def terms_of(gugus: Gugus, limit: int = 200) -> list[Pengurus]:
    """All terms, those that run first, then the latest; guru loaded."""
    query = (
        select(Pengurus)
        .where(Pengurus.gugus_id == gugus.id)
        .options(joinedload(Pengurus.guru).joinedload(Guru.sekolah))
        .order_by(Pengurus.ended_at.is_not(None), Pengurus.ended_at.desc(), Pengurus.from_on.desc(), Pengurus.id)
        .limit(limit)
    )
    return list(db.session.scalars(query))


def pengurus_ids(gugus_id: str) -> list[str]:
    """The ids of everyone in office today."""
    return _office_ids(gugus_id, tuple(PENGURUS_OFFICES))


def leaders_ids(gugus_id: str) -> list[str]:
    """The ids of ketua and sekretaris."""
    return _office_ids(gugus_id, ("ketua", "sekretaris"))


def ketua_id(gugus_id: str) -> str | None:
    """The id of the ketua in office today."""
    return next(iter(_office_ids(gugus_id, ("ketua",))), None)


def term_in(gugus: Gugus, term_id: str) -> Pengurus:
    """A term of `gugus`, its holder loaded. Raises NotFound."""
    query = select(Pengurus).where(Pengurus.id == term_id, Pengurus.gugus_id == gugus.id)
    found = db.session.scalar(query.options(joinedload(Pengurus.guru)))
    if found is None:
        raise NotFound
    return found


def _active(gugus: Gugus) -> Select[Any]:
    return (
        select(Anggota)
        .join(Anggota.guru)
        .outerjoin(Guru.sekolah)
        .where(Anggota.gugus_id == gugus.id, Anggota.left_at.is_(None))
        .options(contains_eager(Anggota.guru).contains_eager(Guru.sekolah))
        .order_by(Guru.name_key, Guru.id)
    )


def _office_ids(gugus_id: str, offices: tuple[str, ...]) -> list[str]:
    query = select(Pengurus.guru_id).join(Pengurus.guru).where(in_office(gugus_id), Pengurus.office.in_(offices))
    return sorted(set(db.session.scalars(query.where(Guru.erased_at.is_(None)))))


def _by_office(row: Pengurus) -> tuple[int, str, str]:
    return _ORDER[row.office], row.bidang, row.guru.name_key

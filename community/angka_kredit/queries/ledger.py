"""Reads of the ledger: its lines, what is recognised now, and sums that both databases make alike."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, and_, case, extract, func, or_, select
from sqlalchemy.orm import aliased

from community.accounts.models import Guru
from community.angka_kredit.models import KegiatanKolektif, LedgerEntry
from community.angka_kredit.peraturan import peraturan
from community.angka_kredit.queries.kegiatan import is_last
from community.kernel.database import db
from community.kernel.reading import prepared

PAGE = 20


@dataclass
class Sums:
    """A person's ledger added up. Values of regime A only: nothing else is ever added to them."""

    total: Decimal = Decimal(0)
    since_rank: Decimal = Decimal(0)
    jp: Decimal = Decimal(0)
    recognised: int = 0
    lines: int = 0
    by_butir: dict[str, Decimal] = field(default_factory=dict)
    by_year: dict[int, Decimal] = field(default_factory=dict)
    by_school_year: dict[str, Decimal] = field(default_factory=dict)


def sums_of(guru: Guru) -> Sums:
    """All sums of the ledger of `guru`, in one query; "since the last rank" counts its first day (TMT)."""
    return _added(db.session.execute(*_sums(guru_id=guru.id, rank_on=guru.last_pangkat_on or date.min)).all())


@prepared
def _sums(guru_id: Any, rank_on: Any) -> Select[Any]:
    begins = peraturan().school_year
    month, day = extract("month", LedgerEntry.on), extract("day", LedgerEntry.on)
    begun = or_(month > begins.month, and_(month == begins.month, day >= begins.day))
    year = extract("year", LedgerEntry.on)
    school_year = year - case((begun, 0), else_=1)
    since = case((LedgerEntry.on >= rank_on, 1), else_=0)
    groups = [LedgerEntry.butir, year, school_year, since]
    query = select(
        *groups,
        func.sum(LedgerEntry.value),
        func.sum(LedgerEntry.jp),
        func.sum(case((LedgerEntry.kind == "pengakuan", 1), else_=-1)),
        func.count(),
    )
    return query.where(LedgerEntry.guru_id == guru_id).group_by(*groups)


def _added(rows: Iterable[Any]) -> Sums:
    sums = Sums()
    butir: defaultdict[str, Decimal] = defaultdict(Decimal)
    years: defaultdict[int, Decimal] = defaultdict(Decimal)
    school_years: defaultdict[int, Decimal] = defaultdict(Decimal)
    for code, year, school_year, since, value, jp, recognised, lines in rows:
        sums.total += value
        sums.jp += jp
        sums.since_rank += value if since else Decimal(0)
        sums.recognised += int(recognised)
        sums.lines += lines
        butir[code] += value
        years[int(year)] += value
        school_years[int(school_year)] += value
    sums.by_butir = dict(sorted(butir.items()))
    sums.by_year = dict(sorted(years.items(), reverse=True))
    sums.by_school_year = {f"{first}/{first + 1}": school_years[first] for first in sorted(school_years, reverse=True)}
    return sums


def lines_of(guru_id: str, page: int = 1) -> list[LedgerEntry]:
    """One page of the ledger, the newest line first."""
    return list(db.session.scalars(*_lines(guru_id=guru_id, before=(page - 1) * PAGE)))


@prepared
def _lines(guru_id: Any, before: Any) -> Select[Any]:
    query = select(LedgerEntry).where(LedgerEntry.guru_id == guru_id)
    query = query.order_by(LedgerEntry.at.desc(), LedgerEntry.number.desc(), LedgerEntry.id)
    return query.limit(PAGE).offset(before)


def all_lines_of(guru_id: str) -> list[LedgerEntry]:
    """The whole ledger in the order it was written: for the export of one's own data."""
    query = select(LedgerEntry).where(LedgerEntry.guru_id == guru_id)
    return list(db.session.scalars(query.order_by(LedgerEntry.at, LedgerEntry.number, LedgerEntry.id)))


def entries_of(usulan_id: str) -> list[LedgerEntry]:
    """What was written for one claim, in order."""
    query = select(LedgerEntry).where(LedgerEntry.usulan_id == usulan_id)
    return list(db.session.scalars(query.order_by(LedgerEntry.number)))


def live_entry(usulan_id: str) -> LedgerEntry | None:
    """The recognition of a claim that no counter-entry took back: at most one."""
    other = aliased(LedgerEntry)
    query = select(LedgerEntry).where(
        LedgerEntry.usulan_id == usulan_id,
        LedgerEntry.kind == "pengakuan",
        LedgerEntry.id.not_in(select(other.reverses_id).where(other.reverses_id.is_not(None))),
    )
    return db.session.scalar(query)


def learned(guru_id: str) -> tuple[Decimal, int, int]:
    """JP, minutes and pertemuan a person attended in closed paket, whether they carry a value or not."""
    jp, minutes, attended = db.session.execute(*_learned(guru_id=guru_id)).one()
    return jp or Decimal(0), int(minutes or 0), int(attended or 0)


@prepared
def _learned(guru_id: Any) -> Select[Decimal, int, int]:
    return select(
        func.sum(KegiatanKolektif.jp),
        func.sum(KegiatanKolektif.minutes),
        func.sum(KegiatanKolektif.attended),
    ).where(KegiatanKolektif.guru_id == guru_id, is_last())

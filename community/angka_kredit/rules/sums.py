"""Exact sums of a ledger: in integers of ten-thousandths, so that order and database change nothing."""

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from typing import Protocol, TypeVar

from community.angka_kredit.peraturan import SchoolYear

SCALE = 10_000


class Line(Protocol):
    """What a sum needs of a ledger entry; `on` is the day of the last pertemuan."""

    @property
    def butir(self) -> str: ...

    @property
    def value(self) -> Decimal: ...

    @property
    def on(self) -> date: ...


L = TypeVar("L", bound=Line)
K = TypeVar("K", str, int)


def total(lines: Iterable[Line]) -> Decimal:
    """The sum of the values. Raises ValueError for one finer than a ten-thousandth."""
    return Decimal(sum(_ten_thousandths(line.value) for line in lines)) / SCALE


def sum_by(lines: Iterable[L], key: Callable[[L], K]) -> dict[K, Decimal]:
    """The sums by `key`, in the order of the keys."""
    sums: dict[K, int] = {}
    for line in lines:
        found = key(line)
        sums[found] = sums.get(found, 0) + _ten_thousandths(line.value)
    return {found: Decimal(sums[found]) / SCALE for found in sorted(sums)}


def by_butir(line: Line) -> str:
    return line.butir


def by_calendar_year(line: Line) -> int:
    return line.on.year


def by_school_year(begins: SchoolYear) -> Callable[[Line], str]:
    """A key for `sum_by`: "2026/2027"."""
    return lambda line: school_year_of(line.on, begins)


def school_year_of(day: date, begins: SchoolYear) -> str:
    """The school year in which `day` falls, as it is written: "2026/2027"."""
    first = day.year if (day.month, day.day) >= (begins.month, begins.day) else day.year - 1
    return f"{first}/{first + 1}"


def since(lines: Iterable[L], day: date) -> list[L]:
    """The lines from `day` on: since the last rank, counting its first day (TMT)."""
    return [line for line in lines if line.on >= day]


def _ten_thousandths(value: Decimal) -> int:
    scaled = value * SCALE
    if scaled != scaled.to_integral_value():
        raise ValueError(f"{value} has more than four decimals")
    return int(scaled)

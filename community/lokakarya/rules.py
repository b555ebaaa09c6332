"""Arithmetic of planning, without a database: spans, series, JP; and what a jenis is known to ask for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from zoneinfo import ZoneInfo

MOST_IN_SERIES = 24
MOST_WEEKS_BETWEEN = 8
_CENT = Decimal("0.01")


@dataclass(frozen=True)
class Span:
    """From when to when, aware."""

    starts_at: datetime
    ends_at: datetime

    @property
    def minutes(self) -> int:
        return int((self.ends_at - self.starts_at).total_seconds() // 60)

    def meets(self, other: "Span") -> bool:
        """Whether both are going on at one moment; one that begins when the other ends does not."""
        return self.starts_at < other.ends_at and other.starts_at < self.ends_at


@dataclass(frozen=True)
class Plan:
    """What a pengurus writes down for a pertemuan, or alike for each of a series."""

    start: time
    end: time
    title: str = ""
    break_minutes: int = 0
    mode: str = "luring"
    place: str = ""
    link: str = ""
    agenda: str = ""
    narasumber: str = ""  # one a line, "Nama: topik"
    minutes_per_jp: int = 45
    capacity: int | None = None


@dataclass(frozen=True)
class JenisFacts:
    """What the regulations say of a jenis, for who plans one; `butir` are (code, name), peserta first."""

    minimum: int
    hasil: tuple[str, ...] = ()
    hasil_label: str = ""
    butir: tuple[tuple[str, str], ...] = ()
    can_split: bool = False
    note: str = ""


# Filled by wiring from the regulations, which lie above this package; empty, planning works without them.
JENIS_FACTS: dict[str, JenisFacts] = {}


def fill_jenis(facts: Mapping[str, JenisFacts]) -> None:
    """Say what each jenis asks for; wiring calls this once."""
    JENIS_FACTS.clear()
    JENIS_FACTS.update(facts)


def span_of(day: date, start: time, end: time, zone: str) -> Span:
    """From `start` to `end` of `day` by the clocks of `zone`. Raises ValueError unless it goes forward."""
    if end <= start:
        raise ValueError("a pertemuan ends after it starts, on the same day")
    where = ZoneInfo(zone)
    return Span(datetime.combine(day, start, where).astimezone(UTC), datetime.combine(day, end, where).astimezone(UTC))


def series(first: date, count: int, weeks: int = 1) -> list[date]:
    """`count` days from `first`, every `weeks` weeks on its weekday."""
    if not (1 <= count <= MOST_IN_SERIES and 1 <= weeks <= MOST_WEEKS_BETWEEN):
        raise ValueError("a series of that length or distance is not made")
    return [first + timedelta(weeks=weeks * number) for number in range(count)]


def jp_of(minutes: int, minutes_per_jp: int) -> Decimal:
    """Minutes as JP, to two decimals; both figures it was made from are kept beside it."""
    if minutes < 0 or minutes_per_jp < 1:
        raise ValueError("JP is made of minutes")
    return (Decimal(minutes) / minutes_per_jp).quantize(_CENT, ROUND_HALF_UP)


def parse_narasumber(text: str) -> list[tuple[str, str]]:
    """(name, topic) of each line "Nama: topik"; empty lines and repeated names are left out."""
    found: dict[str, tuple[str, str]] = {}
    for line in text.splitlines():
        name, _, topic = (part.strip() for part in line.partition(":"))
        if name:
            found.setdefault(name.casefold(), (name[:200], topic[:200]))
    return list(found.values())

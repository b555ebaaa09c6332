"""What time it is. The one place that asks, so that a test can say it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

_told: datetime | None = None


def now() -> datetime:
    """The moment, aware, UTC."""
    return _told or datetime.now(UTC)


def now_ms() -> int:
    """The moment in milliseconds, by which a phone counts down whatever its own clock says."""
    return int(now().timestamp() * 1000)


def today(zone: str = "Asia/Jakarta") -> date:
    """The calendar day in an IANA `zone`."""
    return now().astimezone(ZoneInfo(zone)).date()


def zone(name: str) -> ZoneInfo:
    """The IANA zone called `name`."""
    return ZoneInfo(name)


@contextmanager
def told(moment: datetime) -> Iterator[None]:
    """Make `now()` answer `moment` (aware) in every thread, for the length of the block."""
    global _told
    if moment.tzinfo is None:
        raise ValueError("moment must be aware")
    before, _told = _told, moment.astimezone(UTC)
    try:
        yield
    finally:
        _told = before

"""When the journeys take place, by the clocks of Garut."""

from datetime import datetime

from community.kernel.clock import zone

WIB = zone("Asia/Jakarta")


def at(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of 2026."""
    return datetime(2026, month, day, hour, minute, tzinfo=WIB)

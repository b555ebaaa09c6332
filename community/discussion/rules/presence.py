"""From connections to presence: pure.

A connection is not attention. What is counted is how long an account was connected, and it is said so wherever it is
shown.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

# A dropped line is joined again: the server notices after at most 45 s, a phone tries again for as long as it takes to
# pass a hill or to answer a call. Longer than this somebody was away.
TOLERANCE = timedelta(minutes=3)
BEAT = 20  # seconds between two signs of life of a process: what a killed one loses of its connections
LOST = timedelta(seconds=3 * BEAT)  # without a sign for so long a process is taken for dead
COUNT_EVERY = 30  # seconds between two countings of who was in a room
# How long "masih di sini?" stands, in seconds. Two minutes by default: a dropped line is back by then.
CALL_LASTS = (60, 120, 300)
CALL_DEFAULT = 120
# One that is asked at a moment nobody knows comes within ten minutes: a job looks every minute, and may be late itself.
CALL_NOT_BEFORE, CALL_NOT_AFTER = 20, 8 * 60  # seconds
CALL_STALE = timedelta(minutes=5)  # one that is so late, since nothing ran, is not asked any more

# What nobody can know from a connection, wherever its minutes are shown.
UNKNOWABLE = (
    "Gugus hanya tahu akun mana yang tersambung dan berapa lama. Tersambung belum tentu memperhatikan, satu perangkat "
    "bisa dipakai berdua, dan sambungan yang putus tidak berarti orangnya pergi."
)


class Span(NamedTuple):
    """From one moment to another."""

    began_at: datetime
    ended_at: datetime

    @property
    def length(self) -> timedelta:
        return self.ended_at - self.began_at


def joined(spans: Iterable[Span], tolerance: timedelta = TOLERANCE) -> list[Span]:
    """The same presence without overlaps, in order: several devices count once, a gap up to `tolerance` is none."""
    found: list[Span] = []
    for span in sorted(span for span in spans if span.ended_at >= span.began_at):
        if found and span.began_at - found[-1].ended_at <= tolerance:
            found[-1] = Span(found[-1].began_at, max(found[-1].ended_at, span.ended_at))
        else:
            found.append(span)
    return found


def within(spans: Iterable[Span], window: Span) -> list[Span]:
    """What of `spans` lies in `window`."""
    cut = (Span(max(each.began_at, window.began_at), min(each.ended_at, window.ended_at)) for each in spans)
    return [each for each in cut if each.ended_at > each.began_at]


def minutes(spans: Iterable[Span]) -> int:
    """Whole minutes of spans that do not overlap."""
    return int(sum((each.length for each in spans), timedelta()).total_seconds() // 60)


def overlaps(spans: Iterable[Span], other: Span) -> bool:
    """Whether any of `spans` and `other` have a moment in common."""
    return any(each.began_at <= other.ended_at and other.began_at <= each.ended_at for each in spans)

"""When a person may be told: the quiet hours, and the hour of the letter. Pure."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

LETTER_HOUR = time(17)  # after school, before the evening
LETTER_DAY = 6  # Sunday, for who wants one letter a week: the week that comes can still be arranged
LETTERS = {"harian": "Setiap hari", "mingguan": "Setiap Minggu", "tidak": "Tidak usah"}


def after_quiet(at: datetime, zone: str, quiet_from: time, quiet_until: time) -> datetime:
    """`at`, or the end of the quiet hours it falls into. They are in `zone` and may pass midnight; equal ends: none."""
    if quiet_from == quiet_until:
        return at
    local = at.astimezone(ZoneInfo(zone))
    if quiet_from < quiet_until:
        quiet = quiet_from <= local.time() < quiet_until
    else:
        quiet = local.time() >= quiet_from or local.time() < quiet_until
    if not quiet:
        return at
    day = local.date() if local.time() < quiet_until else local.date() + timedelta(days=1)
    return datetime.combine(day, quiet_until, ZoneInfo(zone)).astimezone(at.tzinfo)


def letter_moment(letters: str, at: datetime, zone: str) -> datetime | None:
    """The last moment, not after `at`, at which a person who wants `letters` was to get one; None: never.

    What was told before it belongs into that letter: so one day has one letter, and a day without a running server
    is made up for.
    """
    if letters not in {"harian", "mingguan"}:
        return None
    local = at.astimezone(ZoneInfo(zone))
    day = local.date() if local.time() >= LETTER_HOUR else local.date() - timedelta(days=1)
    if letters == "mingguan":
        day -= timedelta(days=(day.weekday() - LETTER_DAY) % 7)
    return datetime.combine(day, LETTER_HOUR, ZoneInfo(zone)).astimezone(at.tzinfo)

"""When the phone is quiet, and when the letter comes: in the zone of the person."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.kernel.notices.times import LETTER_HOUR, after_quiet, letter_moment

WIB = "Asia/Jakarta"
ZONES = st.sampled_from([WIB, "Asia/Makassar", "Asia/Jayapura"])
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001
HOURS = st.times()


def at(hour: int, minute: int = 0, day: int = 21) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=ZoneInfo(WIB)).astimezone(UTC)


@pytest.mark.parametrize(
    ("told", "heard"),
    [
        (at(19, 59), at(19, 59)),
        (at(20), at(6, day=22)),
        (at(23, 30), at(6, day=22)),
        (at(2, day=22), at(6, day=22)),
        (at(6, day=22), at(6, day=22)),
    ],
)
def test_what_is_told_at_night_is_heard_in_the_morning(told: datetime, heard: datetime) -> None:
    assert after_quiet(told, WIB, time(20), time(6)) == heard


def test_quiet_hours_within_one_day_are_quiet_too() -> None:
    assert after_quiet(at(8), WIB, time(7), time(13)) == at(13)
    assert after_quiet(at(14), WIB, time(7), time(13)) == at(14)


def test_who_wants_no_quiet_hours_is_told_at_once() -> None:
    assert after_quiet(at(2), WIB, time(0), time(0)) == at(2)


def test_the_night_of_jayapura_begins_before_that_of_jakarta() -> None:
    moment = at(18, 30)  # 20.30 WIT
    assert after_quiet(moment, WIB, time(20), time(6)) == moment
    assert after_quiet(moment, "Asia/Jayapura", time(20), time(6)) > moment


@given(MOMENTS, ZONES, HOURS, HOURS)
def test_nobody_is_told_within_quiet_hours_nor_a_day_late(moment: datetime, zone: str, begin: time, end: time) -> None:
    heard = after_quiet(moment, zone, begin, end)
    assert moment <= heard <= moment + timedelta(days=1)
    assert after_quiet(heard, zone, begin, end) == heard


@pytest.mark.parametrize(
    ("letters", "moment", "due"),
    [
        ("harian", at(17), at(17)),
        ("harian", at(16, 59), at(17, day=20)),
        ("harian", at(3, day=22), at(17)),
        ("mingguan", at(18), at(17, day=15)),  # Saturday: last Sunday's
        ("mingguan", at(17, day=22), at(17, day=22)),
        ("tidak", at(18), None),
    ],
)
def test_the_letter_comes_at_five_each_day_or_on_sunday(letters: str, moment: datetime, due: datetime | None) -> None:
    assert letter_moment(letters, moment, WIB) == due


@given(MOMENTS, ZONES, st.sampled_from(["harian", "mingguan"]))
def test_the_last_letter_is_never_ahead_and_never_older_than_its_period(
    moment: datetime, zone: str, letters: str
) -> None:
    due = letter_moment(letters, moment, zone)
    assert due is not None and due.astimezone(ZoneInfo(zone)).time() == LETTER_HOUR
    assert timedelta() <= moment - due < timedelta(days=7 if letters == "mingguan" else 1)

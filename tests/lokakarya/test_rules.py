"""Arithmetic of planning: spans, series, JP."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.lokakarya.rules import Span, jp_of, parse_narasumber, series, span_of

DAYS = st.dates(date(2020, 1, 1), date(2090, 1, 1))


@given(DAYS, st.integers(1, 24), st.integers(1, 8))
def test_a_series_keeps_its_weekday_and_its_distance(first: date, count: int, weeks: int) -> None:
    days = series(first, count, weeks)
    assert days[0] == first and len(days) == count
    assert {day.weekday() for day in days} == {first.weekday()}
    assert {b - a for a, b in pairwise(days)} <= {timedelta(weeks=weeks)}


def test_every_saturday_three_times_runs_over_the_end_of_the_month_and_the_year() -> None:
    assert series(date(2026, 11, 21), 3) == [date(2026, 11, 21), date(2026, 11, 28), date(2026, 12, 5)]
    assert series(date(2026, 12, 19), 3, 2) == [date(2026, 12, 19), date(2027, 1, 2), date(2027, 1, 16)]


@pytest.mark.parametrize(("count", "weeks"), [(0, 1), (25, 1), (3, 0), (3, 9)])
def test_a_series_without_end_is_not_made(count: int, weeks: int) -> None:
    with pytest.raises(ValueError):
        series(date(2026, 11, 21), count, weeks)


@given(st.integers(0, 24 * 60), st.integers(30, 60))
def test_jp_is_the_minutes_it_was_made_from_to_two_decimals(minutes: int, per_jp: int) -> None:
    jp = jp_of(minutes, per_jp)
    assert abs(jp * per_jp - minutes) <= Decimal("0.005") * per_jp
    assert jp == jp.quantize(Decimal("0.01"))


def test_three_hours_are_four_jp_of_45_minutes_and_three_of_60() -> None:
    assert jp_of(180, 45) == 4
    assert jp_of(180, 60) == 3
    assert jp_of(170, 45) == Decimal("3.78")


def test_eight_in_the_morning_is_another_moment_in_makassar() -> None:
    day, start, end = date(2026, 11, 21), time(8), time(11)
    assert span_of(day, start, end, "Asia/Jakarta").starts_at == datetime(2026, 11, 21, 1, tzinfo=UTC)
    assert span_of(day, start, end, "Asia/Makassar").starts_at == datetime(2026, 11, 21, 0, tzinfo=UTC)
    assert span_of(day, start, end, "Asia/Jayapura").starts_at == datetime(2026, 11, 20, 23, tzinfo=UTC)


@given(DAYS, st.times(), st.times(), st.sampled_from(["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"]))
def test_a_span_goes_forward_or_is_not_made(day: date, start: time, end: time, zone: str) -> None:
    if end <= start:
        with pytest.raises(ValueError):
            span_of(day, start, end, zone)
    else:
        assert 0 <= span_of(day, start, end, zone).minutes < 24 * 60


def test_one_that_begins_when_the_other_ends_does_not_meet_it() -> None:
    at = datetime(2026, 11, 21, 1, tzinfo=UTC)
    morning, noon = Span(at, at + timedelta(hours=3)), Span(at + timedelta(hours=3), at + timedelta(hours=5))
    assert not morning.meets(noon) and not noon.meets(morning)
    assert morning.meets(Span(at + timedelta(hours=2), at + timedelta(hours=4)))


def test_presenters_are_read_a_line_each_and_once() -> None:
    text = "Ai Setiawan: Membaca CP\n\n  Budi  \nai setiawan: lagi\n: tanpa nama"
    assert parse_narasumber(text) == [("Ai Setiawan", "Membaca CP"), ("Budi", "")]

"""From connections to minutes, for any connections at all."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from community.discussion.rules.presence import TOLERANCE, Span, joined, minutes, overlaps, within

EIGHT = datetime(2026, 11, 21, 1, tzinfo=UTC)


def at(minute: float) -> datetime:
    return EIGHT + timedelta(minutes=minute)


def span(begin: float, end: float) -> Span:
    return Span(at(begin), at(end))


seconds = st.integers(0, 4 * 3600)
spans = st.lists(st.tuples(seconds, seconds).map(lambda two: span(min(two) / 60, max(two) / 60)), max_size=30)


@given(spans)
def test_nobody_was_there_for_longer_than_the_wall_clock_or_shorter_than_their_longest_stay(found: list[Span]) -> None:
    total = sum((each.length for each in joined(found)), timedelta())
    if not found:
        assert total == timedelta()
        return
    wall = max(each.ended_at for each in found) - min(each.began_at for each in found)
    assert max(each.length for each in found) <= total <= wall


@given(spans, st.randoms())
def test_the_order_in_which_connections_are_told_does_not_matter(found: list[Span], random: object) -> None:
    mixed = list(found)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert joined(mixed) == joined(found)


@given(spans)
def test_joining_what_is_joined_changes_nothing(found: list[Span]) -> None:
    assert joined(joined(found)) == joined(found)


@given(spans)
def test_between_two_stays_there_is_a_gap_that_counts(found: list[Span]) -> None:
    result = joined(found)
    for before, after in pairwise(result):
        assert after.began_at - before.ended_at > TOLERANCE


@given(spans, spans)
def test_another_device_never_takes_minutes_away(phone: list[Span], laptop: list[Span]) -> None:
    assert minutes(joined([*phone, *laptop])) >= minutes(joined(phone))


def test_a_line_that_drops_for_two_minutes_is_one_stay_and_one_of_an_hour_is_two() -> None:
    assert joined([span(0, 10), span(12, 20)]) == [span(0, 20)]
    assert joined([span(0, 10), span(70, 80)]) == [span(0, 10), span(70, 80)]


def test_a_phone_and_a_laptop_at_once_are_counted_once() -> None:
    assert minutes(joined([span(0, 60), span(20, 90)])) == 90


def test_what_lies_outside_the_pertemuan_is_cut_off() -> None:
    assert within([span(-30, 5), span(50, 200)], span(0, 60)) == [span(0, 5), span(50, 60)]


def test_a_question_asked_in_a_gap_was_not_asked_of_who_was_away() -> None:
    assert overlaps([span(0, 10), span(30, 40)], span(39, 41))
    assert not overlaps([span(0, 10), span(30, 40)], span(15, 17))

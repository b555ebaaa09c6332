"""The code on the wall and the ticket for it."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from community.attendance.code import PERIOD, code_for, code_is_good, seconds_left, ticket_for, ticket_via

SECRET = "rahasia"
MOMENTS = st.integers(1767225600, 1893456000).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))


@given(MOMENTS)
def test_the_code_on_the_wall_is_six_digits_and_good_now(moment: datetime) -> None:
    code = code_for(SECRET, "p1", moment)
    assert len(code) == 6 and code.isdigit()
    assert code_is_good(SECRET, "p1", code, moment)
    assert code_is_good(SECRET, "p1", f" {code[:3]} {code[3:]} ", moment)


@given(MOMENTS, st.integers(0, 59))
def test_a_code_typed_within_half_a_minute_of_its_change_still_counts(moment: datetime, later: int) -> None:
    code = code_for(SECRET, "p1", moment)
    still = later < seconds_left(moment) + PERIOD
    assert code_is_good(SECRET, "p1", code, moment + timedelta(seconds=later)) >= still


def test_a_photograph_of_the_wall_is_worthless_after_a_minute() -> None:
    shown = datetime(2026, 11, 21, 1, 0, 1, tzinfo=UTC)
    code = code_for(SECRET, "p1", shown)
    assert not code_is_good(SECRET, "p1", code, shown + timedelta(seconds=60))


def test_the_code_of_one_pertemuan_opens_no_other() -> None:
    shown = datetime(2026, 11, 21, 1, tzinfo=UTC)
    assert not code_is_good(SECRET, "p2", code_for(SECRET, "p1", shown), shown)


@given(st.text(max_size=40))
def test_whatever_is_typed_is_answered_without_an_error(typed: str) -> None:
    assert code_is_good(SECRET, "p1", typed, datetime(2026, 11, 21, 1, tzinfo=UTC)) in {True, False}


def test_a_ticket_is_for_its_own_pertemuan_and_cannot_be_written_by_hand() -> None:
    ticket = ticket_for(SECRET, "p1", "qr")
    assert ticket_via(SECRET, "p1", ticket) == "qr"
    assert ticket_via(SECRET, "p2", ticket) is None
    assert ticket_via("lain", "p1", ticket) is None
    assert ticket_via(SECRET, "p1", ticket + "x") is None
    assert ticket_via(SECRET, "p1", "") is None

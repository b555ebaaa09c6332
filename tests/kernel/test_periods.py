"""What is done again and again is asked for when its time has come, by one process, and not forgotten by a restart."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from community.kernel import clock, jobs
from community.kernel.database import db, end_transaction
from community.kernel.jobs import ask_for_due, every
from community.kernel.periods import PeriodicRun, claim_due

NOON = datetime(2026, 11, 21, 5, tzinfo=UTC)
_done: list[datetime] = []


@pytest.fixture(autouse=True)
def only_ours() -> Iterator[None]:
    """No periodic job but the one of the test."""
    before = dict(jobs._periods)
    jobs._periods.clear()
    _done.clear()

    @every(minutes=15)
    def count() -> None:
        _done.append(clock.now())

    yield
    jobs._periods.clear()
    jobs._periods.update(before)


def test_it_is_done_at_once_and_then_again_when_its_time_has_come(app: Flask) -> None:
    for minutes in (0, 5, 14, 15, 20, 31):
        with clock.told(NOON + timedelta(minutes=minutes)):
            ask_for_due()
    assert [int((at - NOON).total_seconds() / 60) for at in _done] == [0, 15, 31]


def test_after_a_long_night_it_is_done_once_not_for_each_time_missed(app: Flask) -> None:
    for hours in (0, 9, 9):
        with clock.told(NOON + timedelta(hours=hours)):
            ask_for_due()
    assert len(_done) == 2


def test_of_two_processes_that_look_at_once_one_is_given_the_work(app: Flask) -> None:
    period = {"surat": timedelta(minutes=15)}
    with clock.told(NOON):
        assert claim_due(period) == ["surat"]
        assert claim_due(period) == []
    # As the other process would do it that looked before the first one wrote.
    from community.kernel.periods import _claim

    with clock.told(NOON + timedelta(hours=1)):
        assert _claim("surat", NOON)
        assert not _claim("surat", NOON)
        assert not _claim("surat", None)


def test_what_was_done_before_a_restart_is_known_after_it(app: Flask) -> None:
    with clock.told(NOON):
        ask_for_due()
    db.session.remove()
    assert [row.at for row in db.session.scalars(db.select(PeriodicRun))] == [NOON]
    end_transaction(keep=False)


def test_one_that_fails_is_tried_a_period_later_and_the_others_are_not_held_up(
    app: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    @every(minutes=15)
    def fail() -> None:
        raise RuntimeError("no line")

    with clock.told(NOON):
        assert len(ask_for_due()) == 2
    assert len(_done) == 1 and "no line" in caplog.text

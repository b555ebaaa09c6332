"""Writers of SQLite queue up instead of knocking."""

import threading

import pytest

from community.kernel.database import begin_writing, db, end_transaction
from community.kernel.turns import Turns

LONG = 20.0


def test_who_came_first_goes_first() -> None:
    turns = Turns()
    assert turns.take(LONG)
    served: list[int] = []

    def wait(number: int) -> None:
        assert turns.take(LONG)
        served.append(number)
        turns.give()

    threads = []
    for number in range(5):
        threads.append(threading.Thread(target=wait, args=(number,)))
        threads[-1].start()
        while len(turns._waiting) <= number:  # this one stands in line before the next one comes
            pass
    turns.give()
    for thread in threads:
        thread.join(LONG)
    assert served == [0, 1, 2, 3, 4]


def test_who_has_waited_too_long_is_told_so_and_leaves_the_line() -> None:
    turns = Turns()
    assert turns.take(LONG)
    assert not turns.take(0.01)
    turns.give()
    assert turns.take(0)


@pytest.mark.parametrize("keep", [True, False])
def test_the_next_writer_comes_in_when_the_transaction_of_the_first_ends(app, keep: bool) -> None:
    begun: list[str] = []

    def write() -> None:
        with app.app_context():
            begin_writing()
            begun.append("second")
            end_transaction(keep=False)
            db.session.remove()

    begin_writing()
    begun.append("first")
    second = threading.Thread(target=write)
    second.start()
    end_transaction(keep=keep)
    second.join(LONG)
    assert begun == ["first", "second"]


def test_a_request_that_ends_without_an_act_keeps_nobody_out(app) -> None:
    begin_writing()
    db.session.remove()  # as at the end of every request
    begin_writing()
    end_transaction(keep=False)
    assert not db.session().in_transaction()

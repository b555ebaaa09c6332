"""Guessing is slowed down, per account and per address, without hindering who was right."""

import threading
import time

import pytest
from flask import Flask

from community.kernel.errors import TooMany
from community.kernel.ids import new_id
from community.kernel.throttle import Throttle


@pytest.fixture
def door(app: Flask) -> Throttle:
    """Five failures in fifteen minutes, in a name that no other test has used."""
    return Throttle(f"uji-{new_id()}", limit=5, per=15 * 60)


def fail(door: Throttle, times: int, *keys: str) -> None:
    for _ in range(times):
        door.check(*keys)
        door.failed(*keys)


def test_the_sixth_try_waits_and_is_told_how_long(door: Throttle) -> None:
    fail(door, 5, "akun ai")
    with pytest.raises(TooMany, match="Tunggu 15 menit") as refused:
        door.check("akun ai")
    assert 0 < int(str(refused.value.details["retry_after"])) <= 15 * 60


def test_one_account_under_attack_leaves_the_others_alone(door: Throttle) -> None:
    fail(door, 5, "akun ai")
    door.check("akun ida")


def test_many_accounts_tried_from_one_address_are_one_address(door: Throttle) -> None:
    for number in range(5):
        fail(door, 1, f"akun {number}", "alamat 203.0.113.7")
    with pytest.raises(TooMany):
        door.check("akun baru", "alamat 203.0.113.7")


def test_who_was_right_at_last_starts_afresh(door: Throttle) -> None:
    fail(door, 4, "akun ai")
    door.forgive("akun ai")
    fail(door, 4, "akun ai")
    door.check("akun ai")


def test_the_spelling_of_an_account_makes_no_difference(door: Throttle) -> None:
    fail(door, 5, "Akun AI ")
    with pytest.raises(TooMany):
        door.check("akun ai")


def test_looking_costs_nothing(door: Throttle) -> None:
    for _ in range(20):
        door.check("akun ai")


def test_failures_are_forgotten_when_their_time_is_over(door: Throttle, monkeypatch: pytest.MonkeyPatch) -> None:
    fail(door, 5, "akun ai")
    later = time.time() + 15 * 60 + 1
    monkeypatch.setattr(time, "time", lambda: later)
    door.check("akun ai")


def test_of_many_guesses_made_side_by_side_only_five_are_looked_at(app: Flask, door: Throttle) -> None:
    looked_at: list[int] = []
    start = threading.Barrier(20)

    def guess(number: int) -> None:
        with app.app_context():
            start.wait()
            try:
                door.claim("akun ai")
            except TooMany:
                return
            looked_at.append(number)

    threads = [threading.Thread(target=guess, args=(number,)) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(looked_at) == 5


def test_two_doors_count_apart(app: Flask, door: Throttle) -> None:
    fail(door, 5, "akun ai")
    Throttle(f"uji-{new_id()}", limit=5, per=60).check("akun ai")


def test_nothing_that_is_kept_can_be_read_back(app: Flask, door: Throttle) -> None:
    fail(door, 1, "telepon 081234567890")
    kept = app.extensions["throttle"].storage.events
    assert kept
    assert not any("081234567890" in key for key in kept)


def test_a_paced_door_slows_down_and_does_not_shut(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    door = Throttle("pelan", limit=2, per=900, pace=10)
    for _ in range(2):
        door.check("alamat")
        door.failed("alamat")
    with pytest.raises(TooMany, match="Tunggu 10 detik"):
        door.check("alamat")
    later = time.time() + 11
    monkeypatch.setattr(time, "time", lambda: later)
    door.check("alamat")
    door.failed("alamat")
    with pytest.raises(TooMany):
        door.check("alamat")

"""Who is at a place: told by one process to another, forgotten when that one falls silent; and who is shown out."""

from collections.abc import Collection
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask

from community.kernel.places import NAMED, Leaving, Present, Seats
from community.kernel.places.elsewhere import SAID_EVERY

Picture = dict[str, Any]


class Process:
    """One process with the people connected to it; what it tells the others is carried to them by the test."""

    def __init__(self) -> None:
        self.seats = Seats()
        self.shown: list[Picture] = []
        self.present = Present("ruang", "orang", self.seats, lambda _place, picture: self.shown.append(picture))

    def comes(self, name: str, sid: str = "") -> None:
        sid = sid or f"sid-{name}"
        self.seats.arrive(sid, name.lower(), name, f"masuk-{sid}")
        self.seats.take_place(sid, "r1", "data")
        self.present.changed("r1")

    def goes(self, name: str) -> None:
        for place in self.seats.depart(f"sid-{name}"):
            self.present.changed(place)


class Wire:
    """What was told, and the moment at which it is."""

    def __init__(self) -> None:
        self.said: list[Picture] = []
        self.seconds = 1000.0

    def tell(self, _word: str, said: Picture) -> None:
        self.said.append(said)

    def monotonic(self) -> float:
        return self.seconds

    def carry(self, to: Process) -> None:
        """All that was told reaches another process."""
        said, self.said = self.said, []
        for each in said:
            to.present.told(each | {"proses": "lain"})
        self.said.clear()  # what that one said in answer is another matter


@pytest.fixture
def wire(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Wire:
    made = Wire()
    monkeypatch.setattr("community.kernel.places.present.tell_others", made.tell)
    for module in ("present", "elsewhere"):
        monkeypatch.setattr(f"community.kernel.places.{module}.time", SimpleNamespace(monotonic=made.monotonic))
    return made


def test_who_is_in_either_process_is_counted_once(wire: Wire) -> None:
    one, other = Process(), Process()
    one.comes("Ai")
    one.comes("Ida")
    wire.carry(other)
    other.comes("Ai", sid="gawai-kedua")
    other.comes("Imas")
    assert other.shown[-1] == {"jumlah": 3, "nama": ["Ai", "Ida", "Imas"]}
    wire.said.clear()
    one.goes("Ida")
    wire.carry(other)
    assert other.shown[-1] == {"jumlah": 2, "nama": ["Ai", "Imas"]}


def test_of_many_the_first_names_are_told_and_the_others_counted(wire: Wire) -> None:
    one = Process()
    for number in range(NAMED + 8):
        one.comes(f"Guru {number:02}")
    assert one.shown[-1]["jumlah"] == NAMED + 8
    assert one.shown[-1]["nama"] == [f"Guru {number:02}" for number in range(NAMED)]


def test_a_process_that_falls_silent_takes_its_people_with_it(wire: Wire) -> None:
    gone, here = Process(), Process()
    gone.comes("Ai")
    wire.carry(here)
    here.comes("Ida")
    assert here.shown[-1]["jumlah"] == 2
    wire.seconds += 2 * SAID_EVERY
    here.present.look()
    assert here.shown[-1]["jumlah"] == 2  # a word may be late
    wire.seconds += 2 * SAID_EVERY
    here.present.look()
    assert here.shown[-1] == {"jumlah": 1, "nama": ["Ida"]}


def test_a_process_says_now_and_then_who_is_there_though_nobody_moves(wire: Wire) -> None:
    one = Process()
    one.comes("Ai")
    wire.said.clear()
    one.present.look()
    assert wire.said == []
    wire.seconds += SAID_EVERY + 1
    one.present.look()
    assert [each["nama"] for each in wire.said] == [["Ai"]]


class Door:
    """Shows people out of the places of one process: who may be there, and which sessions are open, the test says."""

    def __init__(self, seats: Seats) -> None:
        self.away: list[tuple[str, str, str]] = []
        self.reach: set[str] = set()
        self.asked = 0
        self.leaving = Leaving(
            "/diskusi",
            seats,
            reached=self._reached,
            still_open=lambda sign_in_ids: set(sign_in_ids),
            send_away=lambda sid, place, way: self.away.append((sid, place, way)),
            dismiss=lambda _sid, _place: None,
        )

    def _reached(self, _place: str, _way: str, guru_ids: Collection[str]) -> set[str]:
        self.asked += 1
        return self.reach & set(guru_ids)


def test_who_no_longer_reaches_a_place_is_shown_out_on_every_device(wire: Wire) -> None:
    process = Process()
    for sid in ("ponsel", "laptop"):
        process.comes("Ai", sid=sid)
    process.comes("Ida")
    door = Door(process.seats)
    door.reach = {"ai", "ida"}
    door.leaving.look()
    assert door.away == [] and door.asked == 1
    door.reach = {"ida"}
    door.leaving.look()
    assert sorted(door.away) == [("laptop", "r1", "data"), ("ponsel", "r1", "data")]

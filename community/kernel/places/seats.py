"""Who is connected to this process, and at which places."""

import threading
from dataclasses import dataclass, field


@dataclass
class _Seat:
    """One connection of one person; `places` are those it is at, each with the way in which it is there."""

    sid: str
    guru_id: str
    name: str
    sign_in_id: str  # the session of the device
    places: dict[str, str] = field(default_factory=dict)


class Seats:
    """The connections of one kind of place. A way is a word of the kind's own: the form in which a room is heard."""

    def __init__(self) -> None:
        self._guard = threading.RLock()
        self._seats: dict[str, _Seat] = {}
        self._at: dict[str, dict[str, _Seat]] = {}

    def arrive(self, sid: str, guru_id: str, name: str, sign_in_id: str) -> None:
        """A connection was made."""
        with self._guard:
            self._seats[sid] = _Seat(sid, guru_id, name, sign_in_id)

    def depart(self, sid: str) -> list[str]:
        """A connection has ended; the places it was at."""
        with self._guard:
            seat = self._seats.pop(sid, None)
            places = list(seat.places) if seat else []
            for place in places:
                self._leave(sid, place)
            return places

    def empty(self) -> None:
        """Nobody is connected, as when a process begins."""
        with self._guard:
            self._seats.clear()
            self._at.clear()

    def take_place(self, sid: str, place: str, way: str) -> bool:
        """Write down that a connection is at a place; whether there is still such a connection."""
        with self._guard:
            seat = self._seats.get(sid)
            if seat is None:
                return False
            seat.places[place] = way
            self._at.setdefault(place, {})[sid] = seat
            return True

    def give_up(self, sid: str, place: str) -> str | None:
        """A connection is at a place no more; the way in which it was, if it was."""
        with self._guard:
            seat = self._seats.get(sid)
            way = seat.places.pop(place, None) if seat else None
            self._leave(sid, place)
            return way

    def whose(self, sid: str) -> str | None:
        """Who made a connection: to slow down, never to permit."""
        seat = self._seats.get(sid)
        return seat.guru_id if seat else None

    def is_at(self, sid: str, place: str) -> bool:
        return sid in self._at.get(place, {})

    def ways_at(self, place: str) -> set[str]:
        """The ways in which anybody is at a place; none, if nobody is."""
        with self._guard:
            return {seat.places[place] for seat in self._at.get(place, {}).values()}

    def people_at(self, place: str) -> dict[str, str]:
        """Who is at a place: names by id, each person once, who came first first."""
        with self._guard:
            return {seat.guru_id: seat.name for seat in self._at.get(place, {}).values()}

    def places_of(self, guru_id: str) -> list[tuple[str, str, str]]:
        """Where a person is, on every device: (sid, place, way)."""
        with self._guard:
            own = [seat for seat in self._seats.values() if seat.guru_id == guru_id]
            return [(seat.sid, place, way) for seat in own for place, way in seat.places.items()]

    def places_with(self, sid: str) -> list[str]:
        """The places a connection is at."""
        with self._guard:
            seat = self._seats.get(sid)
            return list(seat.places) if seat else []

    def people(self) -> dict[str, set[str]]:
        """The places where anybody is, with the ids of their people."""
        with self._guard:
            return {place: {seat.guru_id for seat in seats.values()} for place, seats in self._at.items()}

    def connections(self) -> dict[tuple[str, str], str]:
        """Every connection with each place it is at, and whose it is: guru id by (sid, place)."""
        with self._guard:
            return {(seat.sid, place): seat.guru_id for seat in self._seats.values() for place in seat.places}

    def sessions(self) -> dict[str, str]:
        """The sessions in which connections were made, with whose each is."""
        with self._guard:
            return {seat.sign_in_id: seat.guru_id for seat in self._seats.values()}

    def connections_of(self, guru_id: str) -> list[tuple[str, str]]:
        """The connections of a person with the sessions they were made in: (sid, session id)."""
        with self._guard:
            return [(seat.sid, seat.sign_in_id) for seat in self._seats.values() if seat.guru_id == guru_id]

    def _leave(self, sid: str, place: str) -> None:
        there = self._at.get(place, {})
        there.pop(sid, None)
        if not there:
            self._at.pop(place, None)

"""Who is connected to this process, and which rooms they hear. In memory: it ends with the connection."""

import threading
from dataclasses import dataclass, field

_guard = threading.RLock()


@dataclass
class Seat:
    """One connection of one person."""

    sid: str
    guru_id: str
    name: str
    sign_in_id: str  # the session of the device
    rooms: dict[str, str] = field(default_factory=dict)  # room id -> the form it is heard in


_seats: dict[str, Seat] = {}
_rooms: dict[str, dict[str, Seat]] = {}


def arrive(sid: str, guru_id: str, name: str, sign_in_id: str) -> None:
    """A connection was made."""
    with _guard:
        _seats[sid] = Seat(sid, guru_id, name, sign_in_id)


def depart(sid: str) -> list[str]:
    """A connection has ended; the rooms it heard."""
    with _guard:
        seat = _seats.pop(sid, None)
        rooms = list(seat.rooms) if seat else []
        for room_id in rooms:
            _rooms.get(room_id, {}).pop(sid, None)
            _drop_if_empty(room_id)
        return rooms


def empty() -> None:
    """Nobody is connected, as when a process begins."""
    with _guard:
        _seats.clear()
        _rooms.clear()


def take_place(sid: str, room_id: str, form: str) -> bool:
    """Write down that a connection hears a room; whether it is still there."""
    with _guard:
        seat = _seats.get(sid)
        if seat is None:
            return False
        seat.rooms[room_id] = form
        _rooms.setdefault(room_id, {})[sid] = seat
        return True


def give_up(sid: str, room_id: str) -> str | None:
    """A connection no longer hears a room; the form it heard it in, if it did."""
    with _guard:
        seat = _seats.get(sid)
        form = seat.rooms.pop(room_id, None) if seat else None
        _rooms.get(room_id, {}).pop(sid, None)
        _drop_if_empty(room_id)
        return form


def whose(sid: str) -> str | None:
    """Who made a connection: to slow down, never to permit."""
    seat = _seats.get(sid)
    return seat.guru_id if seat else None


def hears(sid: str, room_id: str) -> bool:
    return sid in _rooms.get(room_id, {})


def forms_in(room_id: str) -> set[str]:
    """The forms in which someone here hears a room."""
    with _guard:
        return {seat.rooms[room_id] for seat in _rooms.get(room_id, {}).values()}


def people_in(room_id: str) -> dict[str, str]:
    """Who hears a room here: names by id, each person once, who came first first."""
    with _guard:
        return {seat.guru_id: seat.name for seat in _rooms.get(room_id, {}).values()}


def places_of(guru_id: str) -> list[tuple[str, str]]:
    """The connections of a person with the rooms they hear: (sid, room id)."""
    with _guard:
        return [(seat.sid, room_id) for seat in _seats.values() if seat.guru_id == guru_id for room_id in seat.rooms]


def rooms_of(sid: str) -> list[str]:
    """The rooms a connection hears."""
    with _guard:
        seat = _seats.get(sid)
        return list(seat.rooms) if seat else []


def rooms() -> dict[str, set[str]]:
    """The rooms that are heard here, with the ids of their people."""
    with _guard:
        return {room_id: {seat.guru_id for seat in seats.values()} for room_id, seats in _rooms.items()}


def sessions() -> dict[str, str]:
    """The sessions in which connections here were made, with whose each is."""
    with _guard:
        return {seat.sign_in_id: seat.guru_id for seat in _seats.values()}


def places() -> dict[tuple[str, str], str]:
    """Every connection here with each room it hears, and whose it is: guru id by (sid, room id)."""
    with _guard:
        return {(seat.sid, room_id): seat.guru_id for seat in _seats.values() for room_id in seat.rooms}


def connections_of(guru_id: str) -> list[tuple[str, str]]:
    """The connections of a person with the sessions they were made in: (sid, session id)."""
    with _guard:
        return [(seat.sid, seat.sign_in_id) for seat in _seats.values() if seat.guru_id == guru_id]


def _drop_if_empty(room_id: str) -> None:
    if room_id in _rooms and not _rooms[room_id]:
        del _rooms[room_id]

"""Who is connected to this process and has which document open. In memory: it ends with the connection."""

import threading
from dataclasses import dataclass, field

_guard = threading.RLock()


@dataclass
class Seat:
    """One connection of one person; `open` are the documents, each with the pertemuan it is of."""

    sid: str
    guru_id: str
    name: str
    sign_in_id: str  # the session of the device
    open: dict[str, str] = field(default_factory=dict)


_seats: dict[str, Seat] = {}


def arrive(sid: str, guru_id: str, name: str, sign_in_id: str) -> None:
    """A connection was made."""
    with _guard:
        _seats[sid] = Seat(sid, guru_id, name, sign_in_id)


def depart(sid: str) -> list[str]:
    """A connection has ended; the documents it had open."""
    with _guard:
        seat = _seats.pop(sid, None)
        return list(seat.open) if seat else []


def empty() -> None:
    """Nobody is connected, as when a process begins."""
    with _guard:
        _seats.clear()


def take_place(sid: str, document_id: str, pertemuan_id: str) -> bool:
    """Write down that a connection has a document open; whether it is still there."""
    with _guard:
        seat = _seats.get(sid)
        if seat is None:
            return False
        seat.open[document_id] = pertemuan_id
        return True


def give_up(sid: str, document_id: str) -> bool:
    """A connection has a document open no more; whether it had."""
    with _guard:
        seat = _seats.get(sid)
        return bool(seat and seat.open.pop(document_id, None))


def whose(sid: str) -> str | None:
    """Who made a connection: to slow down, never to permit."""
    seat = _seats.get(sid)
    return seat.guru_id if seat else None


def has_open(sid: str, document_id: str) -> bool:
    seat = _seats.get(sid)
    return bool(seat and document_id in seat.open)


def people_in(document_id: str) -> dict[str, str]:
    """Who has a document open here: names by id, each person once."""
    with _guard:
        return {seat.guru_id: seat.name for seat in _seats.values() if document_id in seat.open}


def places_of(guru_id: str) -> list[tuple[str, str, str]]:
    """What a person has open: (sid, document id, pertemuan id)."""
    with _guard:
        return [
            (seat.sid, document_id, pertemuan_id)
            for seat in _seats.values()
            if seat.guru_id == guru_id
            for document_id, pertemuan_id in seat.open.items()
        ]


def connections_of(guru_id: str) -> list[tuple[str, str, list[str]]]:
    """The connections of a person: (sid, session id, documents open)."""
    with _guard:
        return [(each.sid, each.sign_in_id, list(each.open)) for each in _seats.values() if each.guru_id == guru_id]


def documents() -> dict[str, tuple[str, set[str]]]:
    """The documents that are open here: the pertemuan of each, and the ids of its people."""
    found: dict[str, tuple[str, set[str]]] = {}
    with _guard:
        for seat in _seats.values():
            for document_id, pertemuan_id in seat.open.items():
                found.setdefault(document_id, (pertemuan_id, set()))[1].add(seat.guru_id)
    return found


def sessions() -> dict[str, str]:
    """The sessions in which connections here were made, with whose each is."""
    with _guard:
        return {seat.sign_in_id: seat.guru_id for seat in _seats.values()}

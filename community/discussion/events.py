"""What happened in the rooms of a gugus."""

from dataclasses import dataclass


@dataclass(frozen=True)
class RoomMoved:
    """The stream of a room has grown: by a message, or by a change of one."""

    room_id: str
    n: int


@dataclass(frozen=True)
class Stayed:
    """People were connected to the room of a pertemuan, or answered in it: their presence is to be counted anew."""

    room_id: str
    pertemuan_id: str


@dataclass(frozen=True)
class WordsGone:
    """A message is no longer to be found as it was: deleted, hidden, or shown again. `n` None: a question."""

    room_id: str
    n: int | None


@dataclass(frozen=True)
class SumsMoved:
    """A vote was given: for a poll, or for a question. `kind` says for what (rules/kinds.py), `about_id` which one."""

    room_id: str
    kind: str
    about_id: str

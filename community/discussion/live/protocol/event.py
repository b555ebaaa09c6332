"""What is said of one event of the protocol."""

from typing import NamedTuple


class Event(NamedTuple):
    """One event: what it is for, what it carries, what is answered (nothing for what the server sends)."""

    words: str
    carries: dict[str, str]
    answers: dict[str, str]


ROOM = "id ruang: bagian terakhir alamat /diskusi/<id>"

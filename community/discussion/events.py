"""What happened in the rooms of a gugus."""

from dataclasses import dataclass


@dataclass(frozen=True)
class RoomMoved:
    """The stream of a room has grown: by a message, or by a change of one."""

    room_id: str
    n: int

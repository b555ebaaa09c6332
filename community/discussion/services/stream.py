"""Adding to the stream of a room: the one way in which anything in it gets its number."""

from datetime import datetime

from community.discussion.events import RoomMoved
from community.discussion.models import Room, RoomEvent
from community.kernel.clock import now
from community.kernel.command import announce
from community.kernel.database import add


def record(room: Room, kind: str, about_id: str, *, by_id: str | None, at: datetime | None = None) -> int:
    """Part of an act that holds `room`: the next event of its stream; everyone in the room hears of it. Its number."""
    room.last_n += 1
    add(RoomEvent(room_id=room.id, n=room.last_n, kind=kind, about_id=about_id, by_id=by_id, at=at or now()))
    announce(RoomMoved(room.id, room.last_n))
    return room.last_n

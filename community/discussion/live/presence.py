"""Who is in a room now, and who is writing: said to those in it, kept nowhere."""

from typing import Any

from community.discussion.live import roster
from community.discussion.live.names import FORMS, NAMESPACE, channel
from community.kernel.realtime import socketio, soon

NAMED = 12  # names that are told; of the others the number


def people(room_id: str) -> dict[str, Any]:
    """Who is here: how many, and the first names."""
    names = list(roster.people_in(room_id).values())
    return {"ruang": room_id, "jumlah": len(names), "nama": sorted(names[:NAMED])}


def changed(room_id: str) -> None:
    """Someone came or went: one picture for all who did so within a moment."""
    soon(f"orang:{room_id}", lambda: _tell(room_id, "orang", people(room_id)))


def typing(room_id: str, guru_id: str, name: str, *, sid: str) -> None:
    """Tell the others that someone is writing."""
    _tell(room_id, "mengetik", {"ruang": room_id, "oleh": {"id": guru_id, "nama": name}}, skip=sid)


def _tell(room_id: str, event: str, data: dict[str, Any], skip: str | None = None) -> None:
    for form in FORMS:
        socketio.emit(event, data, to=channel(room_id, form), namespace=NAMESPACE, skip_sid=skip)

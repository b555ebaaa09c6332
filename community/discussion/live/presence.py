"""Who is in a room now, and who is writing: said to those in it, in whatever process, kept nowhere."""

from typing import Any

from community.discussion.live.names import FORMS, NAMESPACE, OF_PEOPLE, OF_TYPING, channel
from community.discussion.live.roster import roster
from community.discussion.queries.presence import others_in
from community.kernel.places import Present
from community.kernel.realtime import socketio, tell_others


def typing(room_id: str, guru_id: str, name: str, *, sid: str) -> None:
    """Tell the others that someone is writing."""
    said = {"ruang": room_id, "oleh": {"id": guru_id, "nama": name}}
    _tell(room_id, "mengetik", said, skip=sid)
    tell_others(OF_TYPING, said)


def typing_elsewhere(said: dict[str, Any]) -> None:
    """Someone in another process is writing."""
    _tell(said["ruang"], "mengetik", said)


def _show(room_id: str, picture: dict[str, Any]) -> None:
    _tell(room_id, "orang", {"ruang": room_id} | picture)


def _tell(room_id: str, event: str, data: dict[str, Any], skip: str | None = None) -> None:
    for form in FORMS:
        socketio.emit(event, data, to=channel(room_id, form), namespace=NAMESPACE, skip_sid=skip)


# A process of pages hears nothing of the others: it has the rows.
present = Present("ruang", OF_PEOPLE, roster, _show, otherwise=lambda room_id: others_in(room_id, ""))

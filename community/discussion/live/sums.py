"""The sums while people vote: not in the numbered stream, but gathered, about once a second.

A thousand votes within a moment are one drawing. Who was away has the sums with the page, or with the next vote.
"""

from typing import Any

from community.discussion.live.names import FORMS, NAMESPACE, PIECES, channel
from community.discussion.live.polls import poll_data, question_data, questions_piece, result_piece
from community.discussion.live.roster import roster
from community.discussion.models import Poll, Room
from community.discussion.rules.kinds import POLL
from community.kernel.database import db, end_transaction
from community.kernel.realtime import socketio, soon

EVENT = "hitungan"
_GATHERED = 5  # moments: a drawing of 2 to 3 kB goes to everyone, who pays for it


def moved(room_id: str, kind: str, about_id: str) -> None:
    """A vote was given: tell those in the room within a moment, once for all that happens until then."""
    key = about_id if kind == POLL else room_id  # questions stand in one list
    soon(f"{EVENT}:{kind}:{key}", lambda: _tell(room_id, kind, about_id), moments=_GATHERED)


def heard(said: Any) -> None:
    """Another process took a vote."""
    if isinstance(said, dict):
        moved(str(said.get("ruang")), str(said.get("jenis")), str(said.get("id")))


def _tell(room_id: str, kind: str, about_id: str) -> None:
    forms = roster.ways_at(room_id)
    if not forms:
        return
    try:
        room = db.session.get(Room, room_id)
        if room is None:
            return
        head = {"ruang": room_id, "jenis": kind, "id": about_id}
        for form in FORMS:
            if form in forms:
                said = head | (_piece(room, kind, about_id) if form == PIECES else _data(room, kind, about_id))
                socketio.emit(EVENT, said, to=channel(room_id, form), namespace=NAMESPACE)
    finally:
        end_transaction(keep=False)


def _piece(room: Room, kind: str, about_id: str) -> dict[str, Any]:
    if kind != POLL:
        return {"potongan": questions_piece(room)}
    poll = db.session.get(Poll, about_id)
    return {"potongan": result_piece(poll) if poll else ""}


def _data(room: Room, kind: str, about_id: str) -> dict[str, Any]:
    return {"isi": poll_data(room, about_id) if kind == POLL else question_data(room, about_id)}

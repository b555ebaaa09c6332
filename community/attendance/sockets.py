"""The live wall: a room is joined only by a pengurus of the gugus, asked anew at every event."""

from typing import Any

from flask_socketio import join_room

from community.accounts.current import current_guru, guru_or_none
from community.attendance.live import NAMESPACE, render_present, room_of
from community.kernel.command import authorize
from community.kernel.errors import Refusal
from community.kernel.realtime import listen_to_others, socketio
from community.lokakarya.queries import pertemuan_of
from community.permissions import Do


def connect(_auth: Any = None) -> bool:
    listen_to_others()
    return guru_or_none() is not None


def watch(pertemuan_id: Any) -> dict[str, Any]:
    """Join the wall of a pertemuan; the answer holds its list, so that nothing is missed between page and socket."""
    try:
        guru = current_guru()
        pertemuan = pertemuan_of(guru, str(pertemuan_id))
        authorize(guru, Do.MARK_ATTENDANCE, pertemuan)
    except Refusal as refusal:
        return {"ok": False, "code": refusal.code, "message": refusal.message}
    join_room(room_of(pertemuan.id))
    return {"ok": True, "html": render_present(pertemuan)}


def install() -> None:
    """Hang the handlers on the one SocketIO."""
    socketio.on_event("connect", connect, namespace=NAMESPACE)
    socketio.on_event("watch", watch, namespace=NAMESPACE)

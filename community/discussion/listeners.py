"""What live discussion does when it hears of something."""

from typing import Any, Protocol

from community.discussion.events import RoomMoved
from community.discussion.live import roster, sender
from community.discussion.live.names import NAMESPACE
from community.discussion.models import ABOUT
from community.discussion.queries import may_hear, open_sessions
from community.discussion.services import record_ruling
from community.gugus.events import Moderated
from community.kernel.realtime import socketio


class _AboutSomeone(Protocol):
    @property
    def guru_id(self) -> str: ...


def deliver(fact: RoomMoved) -> None:
    """After the act: what was stored is sent to those in the room."""
    sender.wake(fact.room_id)


def follow_ruling(fact: Moderated) -> None:
    """Within the ruling: the room sees that a message was hidden or shown again."""
    if fact.about_kind == ABOUT:
        record_ruling(fact.about_id)


def dismiss_who_left(fact: _AboutSomeone) -> None:
    """After the act: who no longer reaches a room stops hearing it at once, on every device."""
    for sid, room_id in roster.places_of(fact.guru_id):
        if not may_hear(fact.guru_id, room_id):
            sender.dismiss(sid, room_id)
            said = {
                "ruang": room_id,
                "code": "tidak_ditemukan",
                "message": "Anda tidak lagi termasuk dalam ruang ini, jadi pesan barunya tidak dikirim kepada Anda.",
            }
            socketio.emit("keluar", said, to=sid, namespace=NAMESPACE)


def hang_up(fact: _AboutSomeone) -> None:
    """After the act: a connection made in a session that has ended ends with it."""
    connections = roster.connections_of(fact.guru_id)
    still_open = open_sessions(fact.guru_id) if connections else set()
    for sid, sign_in_id in connections:
        if sign_in_id not in still_open:
            for room_id in roster.rooms_of(sid):
                sender.dismiss(sid, room_id)
            server: Any = socketio.server  # type: ignore[attr-defined]
            server.disconnect(sid, namespace=NAMESPACE)

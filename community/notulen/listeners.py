"""What the shared notulen does when it hears of something."""

from typing import Any, Protocol

from community.accounts.events import GuruErased
from community.kernel.realtime import socketio, tell_others
from community.notulen.events import NotulenMoved, NotulenTurned
from community.notulen.live import sender
from community.notulen.live.names import NAMESPACE, OF_LEAVERS, OF_NOTULEN, OF_SESSIONS, OF_TURNS
from community.notulen.live.roster import roster
from community.notulen.queries import may_hear, open_among, open_sessions, who_may_hear
from community.notulen.services.forgetting import forget_in_editions


def forget(fact: GuruErased) -> None:
    """Within the erasing: what was frozen no longer names the person where it names who was there or has a task."""
    forget_in_editions(fact.guru_id)


class _AboutSomeone(Protocol):
    @property
    def guru_id(self) -> str: ...


def deliver(fact: NotulenMoved) -> None:
    """After the act: what was stored is sent to those who have it open, whatever process they are connected to."""
    sender.wake(fact.document_id)
    tell_others(OF_NOTULEN, fact.document_id)


def tell_turn(fact: NotulenTurned) -> None:
    """After the act: whoever has it open sees that it is frozen, or open again."""
    sender.turned(fact.document_id)
    tell_others(OF_TURNS, fact.document_id)


def dismiss_who_left(fact: _AboutSomeone) -> None:
    """After the act: who no longer reaches the pertemuan stops hearing at once, on every device."""
    dismiss(fact.guru_id)
    tell_others(OF_LEAVERS, fact.guru_id)


def hang_up(fact: _AboutSomeone) -> None:
    """After the act: a connection made in a session that has ended ends with it."""
    end_connections(fact.guru_id)
    tell_others(OF_SESSIONS, fact.guru_id)


def dismiss(guru_id: str) -> None:
    """Someone has left something: out of the documents here that they no longer reach."""
    for sid, document_id, pertemuan_id in roster.places_of(guru_id):
        if may_hear(guru_id, pertemuan_id):
            continue
        sender.dismiss(sid, document_id)
        said = {
            "pertemuan": pertemuan_id,
            "code": "tidak_ditemukan",
            "message": "Anda tidak lagi termasuk dalam pertemuan ini, jadi notulennya tidak dikirim kepada Anda.",
        }
        socketio.emit("keluar", said, to=sid, namespace=NAMESPACE)


def end_connections(guru_id: str) -> None:
    """Sessions of someone have ended: the connections here that were made in them."""
    connections = roster.connections_of(guru_id)
    still_open = open_sessions(guru_id) if connections else set()
    for sid, sign_in_id in connections:
        if sign_in_id not in still_open:
            for document_id in roster.places_with(sid):
                sender.dismiss(sid, document_id)
            server: Any = socketio.server  # type: ignore[attr-defined]
            server.disconnect(sid, namespace=NAMESPACE)


def look_who_left() -> None:
    """Now and then, where a word may have been lost: nobody hears what they no longer reach.

    One question for each document that is open here, and one about all sessions.
    """
    for document_id, guru_ids in roster.people().items():
        for pertemuan_id in roster.ways_at(document_id):
            for guru_id in guru_ids - who_may_hear(pertemuan_id, guru_ids):
                dismiss(guru_id)
    sessions = roster.sessions()
    ended = sessions.keys() - (open_among(sessions.keys()) if sessions else set())
    for guru_id in {sessions[each] for each in ended}:
        end_connections(guru_id)

"""What live discussion does when it hears of something."""

from typing import Any, Protocol

from community.accounts.events import GuruErased
from community.discussion.events import RoomMoved, SumsMoved, WordsGone
from community.discussion.jobs import index_rooms_of, index_rooms_with
from community.discussion.live import sender, sums
from community.discussion.live.names import NAMESPACE, OF_LEAVERS, OF_ROOMS, OF_SESSIONS, OF_SUMS
from community.discussion.live.roster import roster
from community.discussion.models import ABOUT, ABOUT_QUESTION
from community.discussion.queries import may_hear, open_among, open_sessions, who_may_hear
from community.discussion.queries.search import questions_of, stretch_of
from community.discussion.services import record_copies, record_question_ruling, record_ruling
from community.discussion.services.archiving import forget_in_archives
from community.gugus.events import Joined, Left, Moderated
from community.kernel.command import together_after_commit
from community.kernel.files import CopiesAdded
from community.kernel.jobs import later
from community.kernel.realtime import socketio, tell_others
from community.kernel.search import reindex
from community.lokakarya.events import PaketChanged


class _AboutSomeone(Protocol):
    @property
    def guru_id(self) -> str: ...


def deliver(fact: RoomMoved) -> None:
    """After the act: what was stored is sent to those in the room, whatever process they are connected to."""
    sender.wake(fact.room_id)
    tell_others(OF_ROOMS, fact.room_id)


def show_sums(fact: SumsMoved) -> None:
    """After a vote: those in the room see the sums within a moment, whatever process they are connected to."""
    sums.moved(fact.room_id, fact.kind, fact.about_id)
    tell_others(OF_SUMS, {"ruang": fact.room_id, "jenis": fact.kind, "id": fact.about_id})


def follow_ruling(fact: Moderated) -> None:
    """Within the ruling: the room sees that a message or a question was hidden or shown again."""
    if fact.about_kind == ABOUT:
        record_ruling(fact.about_id)
    if fact.about_kind == ABOUT_QUESTION:
        record_question_ruling(fact.about_id)


def show_copies(fact: CopiesAdded) -> None:
    """With the copies: the room sees the preview of what was sent, without loading the page anew."""
    if fact.about_kind == ABOUT:
        record_copies(fact.about_id)


def dismiss_who_left(fact: _AboutSomeone) -> None:
    """After the act: who no longer reaches a room stops hearing it at once, on every device."""
    dismiss(fact.guru_id)
    tell_others(OF_LEAVERS, fact.guru_id)


def hang_up(fact: _AboutSomeone) -> None:
    """After the act: a connection made in a session that has ended ends with it."""
    end_connections(fact.guru_id)
    tell_others(OF_SESSIONS, fact.guru_id)


def dismiss(guru_id: str) -> None:
    """Someone has left something: out of the rooms here that they no longer reach."""
    for sid, room_id, _form in roster.places_of(guru_id):
        if not may_hear(guru_id, room_id):
            sender.send_away(sid, room_id)


def end_connections(guru_id: str) -> None:
    """Sessions of someone have ended: the connections here that were made in them."""
    connections = roster.connections_of(guru_id)
    still_open = open_sessions(guru_id) if connections else set()
    for sid, sign_in_id in connections:
        if sign_in_id not in still_open:
            for room_id in roster.places_with(sid):
                sender.dismiss(sid, room_id)
            server: Any = socketio.server  # type: ignore[attr-defined]
            server.disconnect(sid, namespace=NAMESPACE)


def look_who_left() -> None:
    """Now and then, where a word may have been lost: nobody hears what they no longer reach."""
    for room_id, guru_ids in roster.people().items():
        for guru_id in guru_ids - who_may_hear(room_id, guru_ids):
            dismiss(guru_id)
    sessions = roster.sessions()
    ended = sessions.keys() - (open_among(sessions.keys()) if sessions else set())
    for guru_id in {sessions[each] for each in ended}:
        end_connections(guru_id)


def index_without(fact: WordsGone) -> None:
    """After the act: what was deleted or hidden is not found any more, what is shown again is."""
    reindex(ABOUT, questions_of(fact.room_id) if fact.n is None else stretch_of(fact.room_id, fact.n))


def index_for_readers(fact: PaketChanged) -> None:
    """With any change of a paket, as of its schedule, its roles, its theme: who reads its rooms finds their talk."""
    together_after_commit(_index_rooms_of, fact.paket_id)


def index_for_who_came(fact: Joined | Left) -> None:
    """Who had a role from outside and becomes anggota finds as one from now on, and no longer by that role."""
    together_after_commit(_index_rooms_with, fact.guru_id)


def _index_rooms_of(paket_ids: list[str]) -> None:
    later(index_rooms_of, *dict.fromkeys(paket_ids))


def _index_rooms_with(guru_ids: list[str]) -> None:
    later(index_rooms_with, *dict.fromkeys(guru_ids))


def forget_in_files(fact: GuruErased) -> None:
    """With the erasure: files of rooms that name the person go."""
    forget_in_archives(fact.guru_id)

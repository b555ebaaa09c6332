"""What live discussion does when it hears of something."""

from typing import Protocol

from community.accounts.events import GuruErased
from community.accounts.queries import open_sign_ins
from community.discussion.events import RoomMoved, SumsMoved, WordsGone
from community.discussion.jobs import index_rooms_of, index_rooms_with
from community.discussion.live import sender, sums
from community.discussion.live.names import NAMESPACE, OF_LEAVERS, OF_ROOMS, OF_SESSIONS, OF_SUMS
from community.discussion.live.roster import roster
from community.discussion.models import ABOUT, ABOUT_QUESTION
from community.discussion.queries import who_may_hear
from community.discussion.queries.search import questions_of, stretch_of
from community.discussion.services import record_copies, record_question_ruling, record_ruling
from community.discussion.services.archiving import forget_in_archives
from community.gugus.events import Joined, Left, Moderated
from community.kernel.command import together_after_commit
from community.kernel.files import CopiesAdded
from community.kernel.jobs import later
from community.kernel.places import Leaving
from community.kernel.realtime import tell_others
from community.kernel.search import reindex
from community.lokakarya.events import PaketChanged

leaving = Leaving(
    NAMESPACE,
    roster,
    reached=lambda room_id, _form, guru_ids: who_may_hear(room_id, guru_ids),
    still_open=open_sign_ins,
    send_away=lambda sid, room_id, _form: sender.send_away(sid, room_id),
    dismiss=sender.dismiss,
)


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
    leaving.dismiss(fact.guru_id)
    tell_others(OF_LEAVERS, fact.guru_id)


def hang_up(fact: _AboutSomeone) -> None:
    """After the act: a connection made in a session that has ended ends with it."""
    leaving.end_connections(fact.guru_id)
    tell_others(OF_SESSIONS, fact.guru_id)


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

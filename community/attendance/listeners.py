"""What attendance does when it hears of something: the wall shows who came, who was in the room is counted."""

from community.attendance.events import CheckedIn, SheetMarked
from community.attendance.jobs import count_in_room
from community.attendance.live import NAMESPACE, render_present, room_of
from community.attendance.services import void_moved
from community.discussion.events import Stayed
from community.discussion.rules.presence import COUNT_EVERY
from community.kernel.clock import now
from community.kernel.database import db
from community.kernel.jobs import later_spaced
from community.kernel.realtime import broadcast, soon, tell_others
from community.lokakarya.events import PertemuanMoved
from community.lokakarya.models import Pertemuan

OF_WALLS = "dinding"  # what processes tell each other


def show_on_wall(fact: CheckedIn | SheetMarked) -> None:
    """After the commit: everyone who watches the wall of this pertemuan gets its list anew."""
    show_here(fact.pertemuan_id)
    tell_others(OF_WALLS, fact.pertemuan_id)


def show_here(pertemuan_id: str) -> None:
    """To those who watch it by way of this process."""

    def tell() -> None:
        pertemuan = db.session.get(Pertemuan, pertemuan_id)
        if pertemuan:
            broadcast(room_of(pertemuan_id), "hadir", render_present(pertemuan), NAMESPACE)

    soon(room_of(pertemuan_id), tell)


def void_attendance(fact: PertemuanMoved) -> None:
    """In the transaction of the move: what was recorded before does not count for a time that is still to come."""
    pertemuan = db.session.get(Pertemuan, fact.pertemuan_id)
    if pertemuan is None or not pertemuan.moves:
        return
    move = pertemuan.moves[-1]
    if move.old_starts_at != pertemuan.starts_at and pertemuan.starts_at > now():
        void_moved(pertemuan, by_id=move.by_id)


def count_online(fact: Stayed | PertemuanMoved) -> None:
    """After the commit: who was in the room of a pertemuan is counted anew, in a job, now and then for all who go."""
    later_spaced(count_in_room, fact.pertemuan_id, every=COUNT_EVERY)

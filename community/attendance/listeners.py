"""What attendance does when it hears of itself: the wall shows who came."""

from community.attendance.events import CheckedIn, SheetMarked
from community.attendance.live import NAMESPACE, render_present, room_of
from community.attendance.services import void_moved
from community.kernel.clock import now
from community.kernel.database import db
from community.kernel.realtime import broadcast, soon
from community.lokakarya.events import PertemuanMoved
from community.lokakarya.models import Pertemuan


def show_on_wall(fact: CheckedIn | SheetMarked) -> None:
    """After the commit: everyone who watches the wall of this pertemuan gets its list anew."""
    pertemuan_id = fact.pertemuan_id

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

"""What attendance does when it hears of itself: the wall shows who came."""

from community.attendance.events import CheckedIn, SheetMarked
from community.attendance.live import NAMESPACE, render_present, room_of
from community.kernel.database import db
from community.kernel.realtime import broadcast, soon
from community.lokakarya.models import Pertemuan


def show_on_wall(fact: CheckedIn | SheetMarked) -> None:
    """After the commit: everyone who watches the wall of this pertemuan gets its list anew."""
    pertemuan_id = fact.pertemuan_id

    def tell() -> None:
        pertemuan = db.session.get(Pertemuan, pertemuan_id)
        if pertemuan:
            broadcast(room_of(pertemuan_id), "hadir", render_present(pertemuan), NAMESPACE)

    soon(room_of(pertemuan_id), tell)

"""Counting who was in a room, beside the room itself: whoever leaves does not wait for it."""

from community.attendance.services import count_online
from community.kernel.command import SYSTEM
from community.kernel.database import db
from community.kernel.jobs import job
from community.lokakarya.models import Pertemuan


@job
def count_in_room(pertemuan_id: str) -> None:
    """Bring what the room says of a pertemuan up to date. Done twice it is the same."""
    pertemuan = db.session.get(Pertemuan, pertemuan_id)
    if pertemuan is not None:
        count_online(SYSTEM, pertemuan)

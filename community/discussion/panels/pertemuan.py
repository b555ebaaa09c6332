"""The room of a pertemuan, on the page of the pertemuan."""

from flask import render_template

from community.accounts.models import Guru
from community.discussion.queries import history, room_at
from community.lokakarya.models import Pertemuan


def pertemuan_panel(pertemuan: Pertemuan, guru: Guru) -> str | None:
    """The way to the room of a pertemuan, and the latest words in it."""
    if pertemuan.is_cancelled:
        return None
    room = room_at(pertemuan.id)
    latest = history(room.id, limit=1).messages if room and room.messages_number else []
    return render_template("discussion/_pertemuan.html", pertemuan=pertemuan, room=room, latest=latest)

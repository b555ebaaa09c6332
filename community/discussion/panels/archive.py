"""The way from a room to what remains of it."""

from flask import render_template

from community.accounts.models import Guru
from community.discussion.models import Room


def archive_panel(room: Room, _guru: Guru) -> str:
    """The archive, and until when the room can be answered in."""
    return render_template("discussion/archive/_panel.html", room=room, zone=room.gugus.zone.name)

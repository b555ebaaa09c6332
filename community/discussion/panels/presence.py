""" "Masih di sini?" in the room: the question above the messages, and asking it, for who leads the talk."""

from flask import render_template

from community.accounts.models import Guru
from community.discussion.live import here
from community.discussion.models import Room
from community.discussion.queries.presence import calls_in, has_answered, open_call, planned_call
from community.discussion.rules.presence import CALL_DEFAULT, CALL_LASTS
from community.kernel.clock import now_ms
from community.kernel.command import roles
from community.permissions import Do, may


def here_panel(room: Room, guru: Guru) -> str | None:
    """The question that stands now, or the place where it appears."""
    if not may(roles(guru, room), Do.ANSWER_HERE):
        return None
    call = open_call(room.id)
    answered = call is not None and has_answered(call.id, guru.id)
    return render_template(
        "discussion/_here_panel.html", room=room, call=call, answered=answered, place=here.PLACE, server_ms=now_ms()
    )


def here_asking_panel(room: Room, guru: Guru) -> str | None:
    """For who leads the talk of a pertemuan: asking it, and how many answered."""
    if room.pertemuan is None or not may(roles(guru, room), Do.ASK_HERE):
        return None
    return render_template(
        "discussion/_here_asking.html",
        room=room,
        calls=calls_in(room.id)[:5],
        plan=planned_call(room.id),
        lasts=CALL_LASTS,
        default=CALL_DEFAULT,
        zone=room.gugus.zone.name,
    )

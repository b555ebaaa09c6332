""" "Masih di sini?", as it stands in the page of everyone in the room. Who has answered is not in it."""

from typing import Any

from flask import render_template

from community.discussion.live.parts import PARTS, Part
from community.discussion.models import HereCall, Room
from community.discussion.queries.presence import open_call
from community.discussion.rules.kinds import CALLED
from community.kernel.clock import now_ms
from community.kernel.database import db, iso

PLACE = "masih"


def draw(room: Room) -> str:
    """The question with its button, while it stands."""
    return render_template(
        "discussion/_here.html", call=open_call(room.id), zone=room.gugus.zone.name, server_ms=now_ms()
    )


def data(_room: Room, call_id: str) -> dict[str, Any]:
    """What a program is told."""
    call = db.session.get_one(HereCall, call_id)
    return {"panggilan": call.id, "sampai": iso(call.until_at)}


PARTS[CALLED] = Part(PLACE, draw, data)

"""Opening a room."""

from typing import Any

from sqlalchemy import select

from community.discussion.models import Room
from community.discussion.queries import room_at
from community.discussion.rules.words import topic_of
from community.gugus.models import Gugus
from community.kernel.clock import now
from community.kernel.command import command
from community.kernel.database import add, db
from community.kernel.trail import note
from community.lokakarya.models import Pertemuan
from community.permissions import Do


@command(Do.OPEN_ROOM)
def open_room(actor: Any, pertemuan: Pertemuan) -> Room:
    """The room of a pertemuan, made when the first of those who read the pertemuan asks for it."""
    if found := room_at(pertemuan.id):
        return found
    moment = now()
    return add(
        Room(
            gugus_id=pertemuan.paket.gugus_id,
            pertemuan_id=pertemuan.id,
            made_by_id=actor.id,
            made_at=moment,
            active_at=moment,
            last_n=0,
            messages_number=0,
        )
    )


@command(Do.START_TOPIC)
def start_topic(actor: Any, gugus: Gugus, *, topic: str, form_key: str) -> Room:
    """A room about one topic. The same form sent twice is one room. Raises Invalid at `topic`."""
    said = topic_of(topic)
    key = f"{actor.id}:{form_key}"
    if found := db.session.scalar(select(Room).where(Room.key == key)):
        return found
    moment = now()
    made = add(
        Room(
            gugus_id=gugus.id,
            topic=said,
            key=key,
            made_by_id=actor.id,
            made_at=moment,
            active_at=moment,
            last_n=0,
            messages_number=0,
        )
    )
    note(actor, f"membuka ruang diskusi “{said}”", gugus=gugus.id)
    return made

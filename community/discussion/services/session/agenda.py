"""Going through the agenda: which item is discussed, from when to when."""

from typing import Any

from sqlalchemy import select

from community.discussion.models import AgendaTurn, Room
from community.discussion.refusals import NoAgenda
from community.discussion.rules.agenda import items_of
from community.discussion.rules.kinds import AGENDA
from community.discussion.services.session.speaking import must_be_open
from community.discussion.services.stream import record
from community.kernel.clock import now
from community.kernel.command import command
from community.kernel.database import add, db, hold
from community.kernel.errors import Invalid
from community.permissions import Do


@command(Do.MOVE_AGENDA)
def move_agenda(actor: Any, room: Room, *, to: int | None) -> AgendaTurn | None:
    """Discuss the item at place `to` from now on; None: the agenda is done. What is so already stays so.

    Raises RoomOver, NoAgenda, Invalid for a place that is none.
    """
    hold(room)
    if to is not None:
        must_be_open(room)
    items = {each.place: each for each in items_of(room.pertemuan.agenda)} if room.pertemuan else {}
    current = db.session.scalar(select(AgendaTurn).where(AgendaTurn.room_id == room.id, AgendaTurn.ended_at.is_(None)))
    if to is not None and not items:
        raise NoAgenda
    if to is not None and to not in items:
        raise Invalid("Butir agenda ini tidak ada. Muat ulang halamannya, lalu pilih lagi.")
    if (current.place if current else None) == to:
        return current
    moment = now()
    about = current
    if current is not None:
        current.ended_at, current.ended_by_id = moment, actor.id
        db.session.flush()  # the database knows one item at a time
    if to is not None:
        item = items[to]
        about = add(
            AgendaTurn(room_id=room.id, place=to, title=item.title, minutes=item.minutes, at=moment, by_id=actor.id)
        )
    if about is not None:
        record(room, AGENDA, about.id, by_id=actor.id, at=moment)
    return about if to is not None else None

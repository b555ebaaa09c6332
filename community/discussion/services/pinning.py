"""Keeping a message above the others."""

from typing import Any

from sqlalchemy import func, select

from community.discussion.models import ABOUT, Message, Pin
from community.discussion.refusals import MessageDeleted, MessageHidden, TooManyPins
from community.discussion.rules.kinds import PINNED
from community.discussion.services.session.speaking import must_be_open
from community.discussion.services.stream import record
from community.gugus.queries.moderation import hidden
from community.kernel.clock import now
from community.kernel.command import command
from community.kernel.database import add, db, hold
from community.permissions import Do

MOST = 5


@command(Do.PIN_MESSAGE)
def pin_message(actor: Any, message: Message, *, on: bool) -> None:
    """Pin a message, or take its pin down. What is so already stays so.

    Raises RoomOver, MessageDeleted, MessageHidden, TooManyPins.
    """
    room = hold(message.room)
    hold(message)
    if not on:
        if take_down(actor, message):
            record(room, PINNED, message.id, by_id=actor.id)
        return
    must_be_open(room)
    if message.is_deleted:
        raise MessageDeleted
    if hidden(ABOUT, [message.id]):
        raise MessageHidden
    if _pin_of(message):
        return
    standing = select(func.count(Pin.id)).where(Pin.room_id == room.id, Pin.removed_at.is_(None))
    if (db.session.scalar(standing) or 0) >= MOST:
        raise TooManyPins
    add(Pin(room_id=room.id, message_id=message.id, by_id=actor.id, at=now()))
    record(room, PINNED, message.id, by_id=actor.id)


def take_down(actor: Any, message: Message) -> bool:
    """Part of an act that holds the room: end the pin of a message; whether it had one."""
    pin = _pin_of(message)
    if pin is None:
        return False
    pin.removed_at, pin.removed_by_id = now(), actor.id
    db.session.flush()  # the database knows one pin at a time
    return True


def _pin_of(message: Message) -> Pin | None:
    return db.session.scalar(select(Pin).where(Pin.message_id == message.id, Pin.removed_at.is_(None)))

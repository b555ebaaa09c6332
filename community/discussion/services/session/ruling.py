"""Locking a room, and slowing it down."""

from typing import Any

from sqlalchemy import select

from community.discussion.models import LOCK, SLOW, Room, RoomRule
from community.discussion.rules.kinds import RULES
from community.discussion.rules.session import in_words, seconds_of
from community.discussion.services.stream import record
from community.kernel.clock import now
from community.kernel.command import command
from community.kernel.database import add, db, hold
from community.kernel.trail import note
from community.permissions import Do


@command(Do.SET_ROOM_RULE)
def lock_room(actor: Any, room: Room, *, on: bool) -> None:
    """From now on moderators alone write in `room`, or everyone again. What is so already stays so."""
    hold(room)
    if on == (_standing(room, LOCK) is not None):
        return
    _set(actor, room, LOCK, on=on)
    note(actor, f"{'mengunci' if on else 'membuka'} ruang “{room.title}”", gugus=room.gugus_id)


@command(Do.SET_ROOM_RULE)
def set_slow_mode(actor: Any, room: Room, *, seconds: int) -> None:
    """One message each `seconds` and person; 0 lifts it. What is so already stays so. Raises Invalid."""
    seconds = seconds_of(seconds)
    hold(room)
    found = _standing(room, SLOW)
    if (found.seconds if found else 0) == seconds:
        return
    _set(actor, room, SLOW, on=bool(seconds), seconds=seconds)
    said = f"menetapkan mode lambat ({in_words(seconds)})" if seconds else "mengakhiri mode lambat"
    note(actor, f"{said} di ruang “{room.title}”", gugus=room.gugus_id)


def _set(actor: Any, room: Room, kind: str, *, on: bool, seconds: int = 0) -> None:
    moment = now()
    before = _standing(room, kind)
    if before is not None:
        before.ended_at, before.ended_by_id = moment, actor.id
        db.session.flush()  # the database knows one of a kind at a time
    about = before
    if on:
        about = add(RoomRule(room_id=room.id, kind=kind, seconds=seconds, by_id=actor.id, at=moment))
    if about is not None:
        record(room, RULES, about.id, by_id=actor.id, at=moment)


def _standing(room: Room, kind: str) -> RoomRule | None:
    query = select(RoomRule).where(RoomRule.room_id == room.id, RoomRule.kind == kind, RoomRule.ended_at.is_(None))
    return db.session.scalar(query)

"""Asking to speak, and being given the turn. The order is that of asking."""

from typing import Any

from sqlalchemy import func, select

from community.discussion.models import RaisedHand, Room
from community.discussion.rules.kinds import HANDS
from community.discussion.services.session.speaking import must_be_open
from community.discussion.services.stream import record
from community.kernel.clock import now
from community.kernel.command import command
from community.kernel.database import add, db, hold
from community.permissions import Do


@command(Do.RAISE_HAND)
def raise_hand(actor: Any, room: Room, *, on: bool) -> RaisedHand | None:
    """Ask to speak, or no more (whoever has the turn says so that they are done). What is so already stays so.

    The hand that stands, if any. Raises RoomOver.
    """
    hold(room)
    if on:
        must_be_open(room)
    found = _hand_of(room, actor.id)
    if on and found is None:
        last = select(func.max(RaisedHand.number)).where(RaisedHand.room_id == room.id)
        number = (db.session.scalar(last) or 0) + 1
        found = add(RaisedHand(room_id=room.id, guru_id=actor.id, number=number, at=now()))
        record(room, HANDS, found.id, by_id=actor.id)
    elif not on and found is not None:
        _end(actor, found)
        record(room, HANDS, found.id, by_id=actor.id)
        return None
    return found


@command(Do.GIVE_TURN)
def give_turn(actor: Any, room: Room, *, hand: RaisedHand) -> None:
    """Let someone speak; whoever had the turn has spoken. A hand that was taken down meanwhile changes nothing."""
    hold(room)
    hold(hand)
    if hand.ended_at or hand.given_at:
        return
    speaking = select(RaisedHand).where(RaisedHand.room_id == room.id, RaisedHand.ended_at.is_(None))
    for each in db.session.scalars(speaking.where(RaisedHand.given_at.is_not(None))):
        _end(actor, each)
    hand.given_at, hand.given_by_id = now(), actor.id
    record(room, HANDS, hand.id, by_id=actor.id)


@command(Do.GIVE_TURN)
def end_turn(actor: Any, room: Room, *, hand: RaisedHand) -> None:
    """Someone has spoken, or no longer waits: a second time changes nothing."""
    hold(room)
    hold(hand)
    if hand.ended_at is None:
        _end(actor, hand)
        record(room, HANDS, hand.id, by_id=actor.id)


def _end(actor: Any, hand: RaisedHand) -> None:
    hand.ended_at, hand.ended_by_id = now(), actor.id
    db.session.flush()  # the database knows one hand of a person at a time


def _hand_of(room: Room, guru_id: str) -> RaisedHand | None:
    query = select(RaisedHand).where(RaisedHand.room_id == room.id, RaisedHand.guru_id == guru_id)
    return db.session.scalar(query.where(RaisedHand.ended_at.is_(None)))

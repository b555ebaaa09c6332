""" "Masih di sini?": asked now or at a moment that nobody knows, and answered."""

import secrets
from datetime import timedelta
from typing import Any

from community.discussion.models import HereAnswer, HereCall, HerePlan, Room
from community.discussion.queries.presence import has_answered, open_call, planned_call
from community.discussion.refusals import CallOver
from community.discussion.rules.kinds import CALLED
from community.discussion.rules.presence import CALL_LASTS, CALL_NOT_AFTER, CALL_NOT_BEFORE
from community.discussion.services.presence import tell_of
from community.discussion.services.session.speaking import must_be_open
from community.discussion.services.stream import record
from community.kernel.clock import now
from community.kernel.command import command
from community.kernel.database import add, hold
from community.kernel.errors import Invalid
from community.permissions import Do


@command(Do.ASK_HERE)
def ask_here(actor: Any, room: Room, *, seconds: int) -> HereCall:
    """Ask everyone in the room whether they are still there. While one stands, that one is answered.

    Raises Invalid, RoomOver.
    """
    _must_last(seconds)
    hold(room)
    must_be_open(room)
    return open_call(room.id) or _ask(room, actor.id, seconds)


@command(Do.ASK_HERE)
def plan_here(actor: Any, room: Room, *, seconds: int) -> HerePlan:
    """Let it be asked at a moment within the next ten minutes that nobody knows, whoever planned it included.

    While one is planned, that one is the answer. Raises Invalid, RoomOver.
    """
    _must_last(seconds)
    hold(room)
    must_be_open(room)
    if found := planned_call(room.id):
        return found
    moment = now()
    wait = CALL_NOT_BEFORE + secrets.randbelow(CALL_NOT_AFTER - CALL_NOT_BEFORE)
    due_at = moment + timedelta(seconds=wait)
    return add(HerePlan(room_id=room.id, by_id=actor.id, at=moment, due_at=due_at, seconds=seconds))


@command(Do.ASK_PLANNED)
def ask_planned(actor: Any, plan: HerePlan) -> HereCall | None:
    """The moment of a planned one has come: everyone is asked.

    None where it was asked already, or comes to nothing: the room is over, or it is long past because nothing ran.
    """
    hold(plan.room)
    hold(plan)
    if plan.done_at or plan.due_at > now():
        return None
    plan.done_at = now()
    if plan.is_stale or plan.room.is_over:
        return None
    return open_call(plan.room_id) or _ask(plan.room, plan.by_id, plan.seconds)


@command(Do.ANSWER_HERE)
def answer_here(actor: Any, call: HereCall) -> None:
    """Someone is there; said twice it is one answer. Raises CallOver."""
    if has_answered(call.id, actor.id):
        return
    if not call.is_open:
        raise CallOver
    add(HereAnswer(call_id=call.id, guru_id=actor.id, at=now()))
    tell_of({call.room_id})


def _ask(room: Room, by_id: str, seconds: int) -> HereCall:
    moment = now()
    made = add(HereCall(room_id=room.id, by_id=by_id, asked_at=moment, until_at=moment + timedelta(seconds=seconds)))
    record(room, CALLED, made.id, by_id=by_id, at=moment)
    return made


def _must_last(seconds: int) -> None:
    if seconds not in CALL_LASTS:
        raise Invalid("Pilih 1, 2, atau 5 menit.", field="menit")

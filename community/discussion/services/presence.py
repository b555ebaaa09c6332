"""Writing down who is connected, many at once; and "masih di sini?"."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import bindparam, case, insert, select, update

from community.discussion.events import Stayed
from community.discussion.models import HereAnswer, HereCall, LiveProcess, Room, Stay
from community.discussion.queries.presence import has_answered, open_call
from community.discussion.refusals import CallOver
from community.discussion.rules.kinds import CALLED
from community.discussion.rules.presence import CALL_LASTS, LOST
from community.discussion.services.stream import record
from community.kernel.clock import now
from community.kernel.command import announce, command
from community.kernel.database import add, db, hold
from community.kernel.errors import Invalid
from community.permissions import Do


class Begun(NamedTuple):
    """A connection that has entered a room."""

    id: str
    room_id: str
    guru_id: str
    at: datetime


class Ended(NamedTuple):
    """A connection that has left it."""

    id: str
    room_id: str
    at: datetime


@command(Do.KEEP_STAYS)
def write_stays(
    actor: Any, subject: Any, *, process_id: str, begun: Sequence[Begun], ended: Sequence[Ended], again: bool = False
) -> None:
    """Who came and who went in this process within a moment: two statements however many.

    `again`: it was tried before and may have been written.
    """
    if db.session.get(LiveProcess, process_id) is None:
        moment = now()
        add(LiveProcess(id=process_id, began_at=min([moment, *(each.at for each in begun)]), seen_at=moment))
    there = set(db.session.scalars(select(Stay.id).where(Stay.process_id == process_id))) if again else set()
    over = {each.id: each.at for each in ended}
    rows = [
        {
            "id": each.id,
            "room_id": each.room_id,
            "guru_id": each.guru_id,
            "process_id": process_id,
            "began_at": each.at,
            "ended_at": over.get(each.id),
        }
        for each in begun
        if each.id not in there
    ]
    if rows:
        db.session.execute(insert(Stay), rows)
    written = {row["id"] for row in rows}
    left = [{"stay": each.id, "at": each.at} for each in ended if each.id not in written]
    if left:
        stay: Any = Stay.__table__
        closing = update(stay).where(stay.c.id == bindparam("stay"), stay.c.ended_at.is_(None))
        db.session.connection().execute(closing.values(ended_at=bindparam("at")), left)
    _tell({each.room_id for each in ended})


@command(Do.KEEP_STAYS)
def give_sign(actor: Any, subject: Any, *, process_id: str) -> bool:
    """This process is alive, and with it all that is open in it; what died meanwhile is closed.

    False where another process had taken it for dead: what is open in it has to begin anew.
    """
    moment = now()
    close_lost(moment, but=process_id)
    own = update(LiveProcess).where(LiveProcess.id == process_id, LiveProcess.ended_at.is_(None))
    found: Any = db.session.execute(own.values(seen_at=moment).execution_options(synchronize_session=False))
    return bool(found.rowcount)


@command(Do.KEEP_STAYS)
def end_process(actor: Any, subject: Any, *, process_id: str) -> None:
    """Nobody is connected here any more."""
    _close(process_id, now())


def close_lost(moment: datetime, *, but: str) -> None:
    """Part of an act: what was open in other processes that were killed ended at their last sign of life."""
    lost = select(LiveProcess.id, LiveProcess.seen_at)
    lost = lost.where(LiveProcess.ended_at.is_(None), LiveProcess.seen_at < moment - LOST, LiveProcess.id != but)
    for process_id, seen_at in db.session.execute(lost).all():
        _close(process_id, seen_at)


@command(Do.ASK_HERE)
def ask_here(actor: Any, room: Room, *, seconds: int) -> HereCall:
    """Ask everyone in the room whether they are still there. While one stands, that one is answered. Raises Invalid."""
    if seconds not in CALL_LASTS:
        raise Invalid("Pilih 1, 2, atau 5 menit.", field="menit")
    hold(room)
    if found := open_call(room.id):
        return found
    moment = now()
    made = add(HereCall(room_id=room.id, by_id=actor.id, asked_at=moment, until_at=moment + timedelta(seconds=seconds)))
    record(room, CALLED, made.id, by_id=actor.id, at=moment)
    return made


@command(Do.ANSWER_HERE)
def answer_here(actor: Any, call: HereCall) -> None:
    """Someone is there; said twice it is one answer. Raises CallOver."""
    if has_answered(call.id, actor.id):
        return
    if not call.is_open:
        raise CallOver
    add(HereAnswer(call_id=call.id, guru_id=actor.id, at=now()))
    _tell({call.room_id})


def _close(process_id: str, at: datetime) -> None:
    open_here = (Stay.process_id == process_id, Stay.ended_at.is_(None))
    rooms = set(db.session.scalars(select(Stay.room_id).where(*open_here)))
    end = case((Stay.began_at > at, Stay.began_at), else_=at)
    unseen = {"synchronize_session": False}
    db.session.execute(update(Stay).where(*open_here).values(ended_at=end).execution_options(**unseen))
    own = update(LiveProcess).where(LiveProcess.id == process_id, LiveProcess.ended_at.is_(None))
    db.session.execute(own.values(ended_at=at).execution_options(**unseen))
    _tell(rooms)


def _tell(room_ids: set[str]) -> None:
    """Announce it of the rooms of pertemuan."""
    if not room_ids:
        return
    query = select(Room.id, Room.pertemuan_id).where(Room.id.in_(room_ids), Room.pertemuan_id.is_not(None))
    for room_id, pertemuan_id in db.session.execute(query):
        announce(Stayed(room_id, str(pertemuan_id)))

"""Writing down who is connected, many at once."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import bindparam, case, insert, or_, select, update

from community.discussion.events import Stayed
from community.discussion.models import LiveProcess, Room, Stay
from community.discussion.queries.presence import lost_processes
from community.discussion.rules.presence import COUNT_EVERY
from community.kernel.clock import now
from community.kernel.command import announce, command
from community.kernel.database import add, db
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
    actor: Any,
    subject: Any,
    *,
    process_id: str,
    begun: Sequence[Begun],
    ended: Sequence[Ended],
    back: Collection[str] = (),
    again: bool = False,
) -> None:
    """Who came and who went in this process within a moment: few statements however many.

    `back` are stays that were written as ended and go on: who lost the line for a moment. `again`: it was tried before
    and may have been written.
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
    if back:
        going_on = update(Stay).where(Stay.id.in_(back), Stay.process_id == process_id).values(ended_at=None)
        db.session.execute(going_on.execution_options(synchronize_session=False))
    written = {row["id"] for row in rows}
    left = [{"stay": each.id, "at": each.at} for each in ended if each.id not in written]
    if left:
        stay: Any = Stay.__table__
        closing = update(stay).where(stay.c.id == bindparam("stay"), stay.c.ended_at.is_(None))
        db.session.connection().execute(closing.values(ended_at=bindparam("at")), left)
    tell_of({each.room_id for each in ended})


@command(Do.KEEP_STAYS)
def give_sign(actor: Any, subject: Any, *, process_id: str) -> bool:
    """This process is alive, and with it all that is open in it; what died meanwhile is closed.

    False where another process had taken it for dead: what is open in it has to begin anew.
    """
    moment = now()
    _close_all(lost_processes(moment, but=process_id))
    own = update(LiveProcess).where(LiveProcess.id == process_id, LiveProcess.ended_at.is_(None))
    found: Any = db.session.execute(own.values(seen_at=moment).execution_options(synchronize_session=False))
    return bool(found.rowcount)


@command(Do.KEEP_STAYS)
def end_process(actor: Any, subject: Any, *, process_id: str) -> None:
    """Nobody is connected here any more."""
    _close(process_id, now())


@command(Do.KEEP_STAYS)
def close_lost(actor: Any, subject: Any, *, but: str) -> None:
    """What was open in processes that were killed ended at their last sign of life; `but` is alive, since it asks."""
    _close_all(lost_processes(now(), but=but))


def tell_of(room_ids: set[str]) -> None:
    """Part of an act: announce of the rooms of pertemuan that who was there has changed."""
    if not room_ids:
        return
    query = select(Room.id, Room.pertemuan_id).where(Room.id.in_(room_ids), Room.pertemuan_id.is_not(None))
    for room_id, pertemuan_id in db.session.execute(query):
        announce(Stayed(room_id, str(pertemuan_id)))


def _close_all(processes: Sequence[tuple[str, datetime]]) -> None:
    for process_id, seen_at in processes:
        _close(process_id, seen_at)


def _close(process_id: str, at: datetime) -> None:
    open_here = (Stay.process_id == process_id, Stay.ended_at.is_(None))
    # Who left shortly before the end may not have been counted any more.
    lately = or_(Stay.ended_at.is_(None), Stay.ended_at > at - timedelta(seconds=2 * COUNT_EVERY))
    rooms = set(db.session.scalars(select(Stay.room_id).where(Stay.process_id == process_id, lately)))
    end = case((Stay.began_at > at, Stay.began_at), else_=at)
    unseen = {"synchronize_session": False}
    db.session.execute(update(Stay).where(*open_here).values(ended_at=end).execution_options(**unseen))
    own = update(LiveProcess).where(LiveProcess.id == process_id, LiveProcess.ended_at.is_(None))
    db.session.execute(own.values(ended_at=at).execution_options(**unseen))
    tell_of(rooms)

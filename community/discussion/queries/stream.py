"""What someone who was away lacks of the stream of a room."""

from collections.abc import Collection
from typing import Any, NamedTuple

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from community.discussion.models import Message, Room, RoomEvent
from community.discussion.queries.shown import Shown, loaded, shown
from community.discussion.rules.kinds import MESSAGE, OF_MESSAGES
from community.gugus.models import Gugus
from community.kernel.database import db
from community.kernel.reading import prepared

PART = 200  # events sent at once
_LAST = 2**31 - 1  # no number of a room is greater
TOO_FAR = 1_000  # events: who lacks more loads the page anew


class Entry(NamedTuple):
    """One event with the message it concerns as that stands now; None for kinds of parts.

    `stale`: another of its kind follows, so that its part need not be drawn for this one.
    """

    event: RoomEvent
    shown: Shown | None
    stale: bool = False

    @property
    def n(self) -> int:
        return self.event.n

    @property
    def is_message(self) -> bool:
        return self.event.kind == MESSAGE


class Part(NamedTuple):
    """Events in order; `n` is the last of them, `more` whether others follow."""

    entries: list[Entry]
    n: int
    more: bool


def last_n(room_id: str) -> int:
    """The number of the last event of a room, as the database knows it now."""
    return db.session.scalar(*_last(room_id=room_id)) or 0


def last_numbers(room_ids: Collection[str]) -> dict[str, int]:
    """As `last_n`, of several rooms."""
    rows = db.session.execute(select(Room.id, Room.last_n).where(Room.id.in_(room_ids)))
    return {row.id: row.last_n for row in rows}


@prepared
def _last(room_id: Any) -> Select[Any]:
    return select(Room.last_n).where(Room.id == room_id)


def lacking(room_id: str, since: int, *, until: int | None = None, limit: int = PART) -> Part:
    """The events after `since` (up to `until`): at most `limit` of them, in at most five queries."""
    asked = _events(room_id=room_id, since=since, until=_LAST if until is None else until, most=limit + 1)
    events = list(db.session.scalars(*asked))
    events, more = events[:limit], len(events) > limit
    now = _now_of({each.about_id for each in events if each.kind in OF_MESSAGES})
    latest = {each.kind: each.n for each in events}
    entries = [Entry(each, now.get(each.about_id), stale=each.n < latest[each.kind]) for each in events]
    return Part(entries, events[-1].n if events else since, more)


@prepared
def _events(room_id: Any, since: Any, until: Any, most: Any) -> Select[Any]:
    query = select(RoomEvent).where(RoomEvent.room_id == room_id, RoomEvent.n > since, RoomEvent.n <= until)
    return query.order_by(RoomEvent.n).limit(most)


def _now_of(message_ids: set[str]) -> dict[str, Shown]:
    if not message_ids:
        return {}
    found = db.session.scalars(*_messages(message_ids=list(message_ids)))
    return {each.message.id: each for each in shown(list(found))}


@prepared
def _messages(message_ids: Collection[str]) -> Select[Any]:
    place = joinedload(Message.room).joinedload(Room.gugus).joinedload(Gugus.wilayah)  # its zone
    return loaded().options(place).where(Message.id.in_(message_ids)).order_by(Message.n)

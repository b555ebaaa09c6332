"""Lists of rooms."""

from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import aliased, joinedload

from community.accounts.models import Guru
from community.discussion.models import ABOUT, Message, Room
from community.discussion.queries.reach import reaches, with_place
from community.discussion.queries.shown import state_of
from community.gugus.models import Gugus
from community.gugus.queries.moderation import hidden
from community.kernel.clock import today
from community.kernel.database import db

ON_LIST = 20


class Line(NamedTuple):
    """A room of a list, and the latest message that is to be read."""

    room: Room
    latest: Message | None


def rooms_in(guru: Guru, gugus: Gugus, *, page: int = 1) -> tuple[list[Line], bool]:
    """The rooms of `gugus` that `guru` reaches, the liveliest first, and whether more follow: two queries."""
    latest = aliased(Message)
    last = (
        select(Message.id).where(Message.room_id == Room.id).order_by(Message.n.desc()).limit(1).correlate(Room)
    ).scalar_subquery()
    query: Any = select(Room, latest)
    query = with_place(query).outerjoin(latest, latest.id == last)
    query = query.where(Room.gugus_id == gugus.id, reaches(guru.id, today()))
    query = query.options(joinedload(latest.guru))
    query = query.order_by(Room.active_at.desc(), Room.id).limit(ON_LIST + 1).offset((page - 1) * ON_LIST)
    found = [(room, message) for room, message in db.session.execute(query)]
    gone = hidden(ABOUT, [message.id for _, message in found if message])
    lines = [Line(room, message if message and not state_of(message, gone) else None) for room, message in found]
    return lines[:ON_LIST], len(found) > ON_LIST

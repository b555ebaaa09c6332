"""Opening a poll, closing it, showing what came out: events in the stream of its room."""

from typing import Any

from sqlalchemy import func, select

from community.discussion.models import Poll, Room, Totals
from community.discussion.refusals import PollNotOpened, PollOpened, TooManyOpen
from community.discussion.rules.kinds import POLL
from community.discussion.services.session.speaking import must_be_open
from community.discussion.services.stream import record
from community.kernel.clock import now
from community.kernel.command import command
from community.kernel.database import add, db, hold
from community.permissions import Do

MOST_OPEN = 3  # at once: what one still oversees on a phone


@command(Do.OPEN_POLL)
def open_poll(actor: Any, poll: Poll) -> None:
    """Let people vote; one that is open stays so.

    Raises RoomOver, PollOpened where it was closed or laid aside, TooManyOpen.
    """
    room = _held(poll)
    must_be_open(room)
    if poll.is_open:
        return
    if not poll.is_prepared or poll.dropped_at is not None:
        raise PollOpened
    standing = select(func.count(Poll.id)).where(
        Poll.room_id == room.id, Poll.opened_at.is_not(None), Poll.closed_at.is_(None)
    )
    if (db.session.scalar(standing) or 0) >= MOST_OPEN:
        raise TooManyOpen
    poll.opened_at, poll.opened_by_id = now(), actor.id
    if poll.anonymous:
        add(Totals(poll_id=poll.id, ballots=0, right=0, counts={}))
    _tell(actor, room, poll)


@command(Do.CLOSE_POLL)
def close_poll(actor: Any, poll: Poll) -> None:
    """Take no more votes; one that is closed stays so. Raises PollNotOpened."""
    room = _held(poll)
    if poll.is_prepared:
        raise PollNotOpened
    if _close(actor, poll):
        _tell(actor, room, poll)


@command(Do.SHOW_POLL)
def show_poll(actor: Any, poll: Poll) -> None:
    """Show everyone what came out, from now on. With a quiz the right answers show too, so that it is closed first.

    Raises PollNotOpened.
    """
    room = _held(poll)
    if poll.is_prepared:
        raise PollNotOpened
    closed = poll.is_quiz and _close(actor, poll)
    if poll.shown_at is not None and not closed:
        return
    if poll.shown_at is None:
        poll.shown_at, poll.shown_by_id = now(), actor.id
    _tell(actor, room, poll)


def _held(poll: Poll) -> Room:
    room = hold(poll.room)
    hold(poll)
    return room


def _close(actor: Any, poll: Poll) -> bool:
    if poll.closed_at is not None:
        return False
    poll.closed_at, poll.closed_by_id = now(), actor.id
    return True


def _tell(actor: Any, room: Room, poll: Poll) -> None:
    record(room, POLL, poll.id, by_id=actor.id)

"""Writing a poll down. Until it is opened only those who moderate know of it, and it may be changed."""

from typing import Any

from sqlalchemy import delete, select

from community.discussion.models import Poll, PollOption, Room
from community.discussion.refusals import PollOpened
from community.discussion.rules.polls import Draft
from community.kernel.clock import now
from community.kernel.command import command
from community.kernel.database import add, add_all, db, hold
from community.permissions import Do


@command(Do.MAKE_POLL)
def make_poll(actor: Any, room: Room, *, draft: Draft, form_key: str) -> Poll:
    """A poll that is prepared (rules.polls.drafted). The same form sent twice is one poll."""
    key = f"{actor.id}:{form_key}"
    if found := db.session.scalar(select(Poll).where(Poll.key == key)):
        return found
    poll = Poll(room_id=room.id, key=key, made_by_id=actor.id, made_at=now())
    _write(poll, draft)
    add(poll)
    _write_options(poll, draft)
    return poll


@command(Do.EDIT_POLL)
def edit_poll(actor: Any, poll: Poll, *, draft: Draft) -> Poll:
    """Other words for a poll that is not opened yet. Raises PollOpened."""
    _must_be_prepared(hold(poll))
    _write(poll, draft)
    db.session.execute(delete(PollOption).where(PollOption.poll_id == poll.id))
    db.session.expire(poll, ["options"])
    _write_options(poll, draft)
    return poll


@command(Do.DROP_POLL)
def drop_poll(actor: Any, poll: Poll) -> None:
    """Lay aside a poll that is not opened yet; a second time changes nothing. Raises PollOpened."""
    _must_be_prepared(hold(poll))
    if poll.dropped_at is None:
        poll.dropped_at, poll.dropped_by_id = now(), actor.id


def _must_be_prepared(poll: Poll) -> None:
    if not poll.is_prepared:
        raise PollOpened


def _write(poll: Poll, draft: Draft) -> None:
    poll.kind, poll.question = draft.kind, draft.question
    poll.anonymous, poll.live = draft.anonymous, draft.live
    poll.scale_most, poll.label_low, poll.label_high = draft.scale_most, draft.label_low, draft.label_high


def _write_options(poll: Poll, draft: Draft) -> None:
    add_all(
        [
            PollOption(poll_id=poll.id, number=number, text=text, right=number in draft.right)
            for number, text in enumerate(draft.options, 1)
        ]
    )
    db.session.expire(poll, ["options"])

"""Voting: each person once. A named vote may be changed until the poll closes; an anonymous one belongs to nobody."""

from typing import Any

from sqlalchemy import select

from community.discussion.events import SumsMoved
from community.discussion.models import Ballot, BallotMark, Poll, Totals, Voter
from community.discussion.refusals import PollClosed, PollNotOpened, VotedAlready
from community.discussion.rules.kinds import POLL
from community.discussion.rules.polls import choices_of, from_kept, is_right, kept, plus
from community.discussion.services.session.speaking import must_be_open
from community.kernel.clock import now
from community.kernel.command import announce, command
from community.kernel.database import add, add_all, db, hold
from community.permissions import Do


@command(Do.VOTE)
def vote(actor: Any, poll: Poll, *, chosen: Any) -> tuple[str, ...]:
    """Vote in an open poll; what was chosen, as it is kept (rules.polls.choices_of).

    Raises RoomOver, PollNotOpened, PollClosed, VotedAlready (anonymous, a second time), Invalid at `pilihan`.
    """
    hold(poll)  # who votes waits for who closes, and the sums for each other
    must_be_open(poll.room)
    if poll.is_prepared:
        raise PollNotOpened
    if not poll.is_open:
        raise PollClosed
    choices = choices_of(poll.asked, chosen)
    right = is_right(poll.asked, choices)
    if poll.anonymous:
        _add_to_totals(actor, poll, choices, right)
    elif not _write_ballot(actor, poll, choices, right):
        return choices
    announce(SumsMoved(poll.room_id, POLL, poll.id))
    return choices


def _add_to_totals(actor: Any, poll: Poll, choices: tuple[str, ...], right: bool) -> None:
    """That the person has voted, and the sums: two rows which nothing joins (models/poll.py)."""
    if db.session.scalar(select(Voter.id).where(Voter.poll_id == poll.id, Voter.guru_id == actor.id)):
        raise VotedAlready
    add(Voter(poll_id=poll.id, guru_id=actor.id))
    totals = hold(db.session.scalars(select(Totals).where(Totals.poll_id == poll.id)).one())
    tally = plus(from_kept(totals.ballots, totals.right, totals.counts), poll.kind, choices, right=right)
    totals.ballots, totals.right, totals.counts = tally.ballots, tally.right, kept(tally)


def _write_ballot(actor: Any, poll: Poll, choices: tuple[str, ...], right: bool) -> bool:
    """The vote under its name, in place of an earlier one; whether it says anything else than that."""
    ballot = db.session.scalar(select(Ballot).where(Ballot.poll_id == poll.id, Ballot.guru_id == actor.id))
    if ballot is None:
        ballot = add(Ballot(poll_id=poll.id, guru_id=actor.id, at=now(), right=right))
    elif tuple(each.choice for each in ballot.marks) == choices:
        return False
    else:
        ballot.at, ballot.right = now(), right
        ballot.marks.clear()
        db.session.flush()  # the database knows each choice of a ballot once
    add_all([BallotMark(ballot_id=ballot.id, choice=each, place=place) for place, each in enumerate(choices, 1)])
    db.session.expire(ballot, ["marks"])
    return True

"""Polls, reached through the person; and what everyone may see of them.

One place decides what is hidden: `shown_polls` gives no result of a poll that is not visible, unless whoever moderates
looks. The page, the pieces that are sent, the data for programs and the archive all show what it gives.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import timedelta
from typing import NamedTuple

from sqlalchemy import case, func, select
from sqlalchemy.orm import joinedload, selectinload

from community.accounts.models import Guru
from community.discussion.models import Ballot, BallotMark, Poll, Room, Totals, Voter
from community.discussion.queries.reach import room_of
from community.discussion.rules.polls import EMPTY, ORDER, Result, Tally, from_kept, in_words, result_of
from community.discussion.rules.polls.drawing import Drawing, drawn
from community.kernel.clock import now
from community.kernel.command import allowed
from community.kernel.database import db
from community.kernel.errors import NotFound
from community.permissions import Do

STANDS = timedelta(hours=12)  # how long the last poll stays above the talk once it is closed
ON_LIST = 200


class ShownPoll(NamedTuple):
    """A poll as it stands now: how many voted, and what came out where that may be seen."""

    poll: Poll
    number: int
    result: Result | None
    drawing: Drawing | None


class OwnVote(NamedTuple):
    """What a person has to do with a poll: `choices` and `words` are empty where the vote was anonymous."""

    choices: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    right: bool | None = None


def poll_of(guru: Guru, room_id: str, poll_id: str) -> Poll:
    """A poll of a room that `guru` may read; one that is only prepared for who moderates. Raises NotFound."""
    return poll_in(guru, room_of(guru, room_id), poll_id)


def poll_in(guru: Guru, room: Room, poll_id: str) -> Poll:
    """As `poll_of`, where the room was reached already. Raises NotFound."""
    found = db.session.scalar(
        select(Poll).where(Poll.id == poll_id, Poll.room_id == room.id, Poll.dropped_at.is_(None))
    )
    if found is None or (found.is_prepared and not allowed(guru, Do.MAKE_POLL, room)):
        raise NotFound("Jajak pendapat ini tidak ada di ruang ini. Muat ulang halamannya.")
    return found


def polls_in(room: Room, *, prepared: bool) -> list[Poll]:
    """The polls of a room, the newest first; with those that are only prepared, or without."""
    query = select(Poll).where(Poll.room_id == room.id, Poll.dropped_at.is_(None))
    if not prepared:
        query = query.where(Poll.opened_at.is_not(None))
    return list(db.session.scalars(query.order_by(Poll.made_at.desc(), Poll.id).limit(ON_LIST)))


def prepared_in(room: Room) -> list[Poll]:
    """What waits to be opened, in the order in which it was written."""
    query = select(Poll).where(Poll.room_id == room.id, Poll.dropped_at.is_(None), Poll.opened_at.is_(None))
    return list(db.session.scalars(query.order_by(Poll.made_at, Poll.id).limit(ON_LIST)))


def current_in(room_id: str) -> list[Poll]:
    """The polls that stand above the talk: the open ones, and the last one that was closed lately."""
    query = select(Poll).where(Poll.room_id == room_id, Poll.dropped_at.is_(None), Poll.opened_at.is_not(None))
    query = query.order_by(case((Poll.closed_at.is_(None), 0), else_=1), Poll.closed_at.desc(), Poll.opened_at)
    found = list(db.session.scalars(query.limit(5)))
    still = [each for each in found if each.is_open]
    closed = [each for each in found if each.closed_at and each.closed_at > now() - STANDS]
    return still + closed[:1]


def number_in(room_id: str) -> int:
    """How many polls of a room were opened so far."""
    query = select(func.count(Poll.id)).where(Poll.room_id == room_id, Poll.opened_at.is_not(None))
    return db.session.scalar(query) or 0


def shown_polls(polls: Sequence[Poll], *, reveal: bool = False) -> list[ShownPoll]:
    """These polls as they stand: at most three queries. `reveal`: for who moderates, hidden results too."""
    tallies = tallies_of(polls)

    def one(poll: Poll) -> ShownPoll:
        tally = tallies.get(poll.id, EMPTY)
        if poll.is_prepared or not (poll.is_visible or reveal):
            return ShownPoll(poll, tally.ballots, None, None)
        result = result_of(poll.asked, tally, reveal=poll.is_revealed or reveal)
        return ShownPoll(poll, tally.ballots, result, drawn(result, (poll.label_low, poll.label_high)))

    return [one(each) for each in polls]


def tallies_of(polls: Collection[Poll]) -> dict[str, Tally]:
    """The sums of each poll by its id: as they are kept, or counted from the ballots."""
    found: dict[str, Tally] = {}
    anonymous = [each.id for each in polls if each.anonymous]
    named = {each.id: each for each in polls if not each.anonymous}
    if anonymous:
        for row in db.session.scalars(select(Totals).where(Totals.poll_id.in_(anonymous))):
            found[row.poll_id] = from_kept(row.ballots, row.right, row.counts)
    if named:
        counts: defaultdict[str, dict[tuple[str, int], int]] = defaultdict(dict)
        for poll_id, choice, place, number in db.session.execute(
            select(Ballot.poll_id, BallotMark.choice, BallotMark.place, func.count())
            .join(Ballot, Ballot.id == BallotMark.ballot_id)
            .where(Ballot.poll_id.in_(named))
            .group_by(Ballot.poll_id, BallotMark.choice, BallotMark.place)
        ):
            mark = (choice, place if named[poll_id].kind == ORDER else 0)
            counts[poll_id][mark] = counts[poll_id].get(mark, 0) + number
        right = func.sum(case((Ballot.right, 1), else_=0))
        query = select(Ballot.poll_id, func.count(), right).where(Ballot.poll_id.in_(named)).group_by(Ballot.poll_id)
        for poll_id, number, well in db.session.execute(query):
            found[poll_id] = Tally(number, well or 0, counts[poll_id])
    return found


def own_votes(guru_id: str, polls: Collection[Poll]) -> dict[str, OwnVote]:
    """What a person chose in each of these polls, by its id; where nothing, it is missing. At most three queries."""
    asked = {each.id: each for each in polls}
    found: dict[str, OwnVote] = {}
    if any(each.anonymous for each in polls):
        query = select(Voter.poll_id).where(Voter.guru_id == guru_id, Voter.poll_id.in_(asked))
        found |= dict.fromkeys(db.session.scalars(query), OwnVote())
    if any(not each.anonymous for each in polls):
        ballots = select(Ballot).where(Ballot.guru_id == guru_id, Ballot.poll_id.in_(asked))
        for ballot in db.session.scalars(ballots.options(selectinload(Ballot.marks))):
            poll = asked[ballot.poll_id]
            choices = tuple(each.choice for each in ballot.marks)
            words = tuple(in_words(poll.asked, choices))
            found[poll.id] = OwnVote(choices, words, ballot.right if poll.is_revealed else None)
    return found


def ballots_of(poll: Poll) -> list[Ballot]:
    """The votes of a named poll with who gave them, by name: two queries."""
    query = select(Ballot).where(Ballot.poll_id == poll.id)
    query = query.options(joinedload(Ballot.guru), selectinload(Ballot.marks))
    return sorted(db.session.scalars(query), key=lambda each: (each.voter_name.casefold(), each.id))

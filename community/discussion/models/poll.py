"""A poll of a room: what is asked, what may be chosen, and what was chosen.

A named vote is a Ballot with its marks. An anonymous one leaves two things that nothing joins: that the person has
voted (a Voter, without a time), and the sums (one row of Totals for the whole poll, written anew by every vote). There
is no row per anonymous vote: not even the order in which a database keeps its rows, or the transaction that wrote
them, tells who chose what. Only someone who copied the whole database before and after one vote could.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.accounts.models import Guru
from community.discussion.models.room import Room
from community.discussion.rules.polls import Asked, Option
from community.kernel.database import Row
from community.permissions import Role


class Poll(Row):
    """One question put to a room. Prepared, then open, then closed; its results may be shown from its opening on.

    `live` shows them to everyone at once; otherwise they are hidden until somebody shows them.
    """

    __tablename__ = "room_poll"
    __table_args__ = (Index("ix_room_poll_room", "room_id", "made_at"),)

    room_id: Mapped[str] = mapped_column(ForeignKey("room.id"))
    kind: Mapped[str]  # a key of rules.polls.KINDS
    question: Mapped[str]
    anonymous: Mapped[bool]
    live: Mapped[bool]
    scale_most: Mapped[int] = mapped_column(default=0)  # of a scale: from 1 to this
    label_low: Mapped[str] = mapped_column(default="")
    label_high: Mapped[str] = mapped_column(default="")
    key: Mapped[str] = mapped_column(unique=True)  # of the form that made it
    made_by_id: Mapped[str] = mapped_column(ForeignKey("guru.id"))
    made_at: Mapped[datetime]
    opened_at: Mapped[datetime | None]
    opened_by_id: Mapped[str | None] = mapped_column(ForeignKey("guru.id"))
    closed_at: Mapped[datetime | None]
    closed_by_id: Mapped[str | None] = mapped_column(ForeignKey("guru.id"))
    shown_at: Mapped[datetime | None]
    shown_by_id: Mapped[str | None] = mapped_column(ForeignKey("guru.id"))
    dropped_at: Mapped[datetime | None]
    dropped_by_id: Mapped[str | None] = mapped_column(ForeignKey("guru.id"))

    room: Mapped[Room] = relationship()
    options: Mapped[list["PollOption"]] = relationship(order_by="PollOption.number", lazy="selectin")

    @property
    def is_open(self) -> bool:
        return self.opened_at is not None and self.closed_at is None

    @property
    def is_prepared(self) -> bool:
        """Not opened yet: only those who moderate know of it."""
        return self.opened_at is None

    @property
    def asked(self) -> Asked:
        """What ballots and results depend on."""
        options = tuple(Option(each.id, each.text, each.right) for each in self.options)
        return Asked(self.kind, options, self.scale_most, self.label_low, self.label_high)

    @property
    def is_quiz(self) -> bool:
        return any(each.right for each in self.options)

    @property
    def is_visible(self) -> bool:
        """Whether everyone in the room may see the results now."""
        return self.opened_at is not None and (self.live or self.shown_at is not None)

    @property
    def is_revealed(self) -> bool:
        """Whether everyone may know which answers were right."""
        return self.is_quiz and self.shown_at is not None and not self.is_open

    @property
    def link(self) -> str:
        """Its address: all that can be done with it."""
        return f"/diskusi/{self.room_id}/jajak/{self.id}"

    @property
    def place(self) -> str:
        """Where it stands in the room."""
        return f"/diskusi/{self.room_id}#jajak-{self.id}"

    def roles_of(self, actor: Guru) -> set[Role]:
        return self.room.roles_of(actor)


class PollOption(Row):
    """Something that may be chosen. `right`: an answer that is right, which makes the poll a quiz."""

    __tablename__ = "room_poll_option"
    __table_args__ = (UniqueConstraint("poll_id", "number"),)

    poll_id: Mapped[str] = mapped_column(ForeignKey("room_poll.id"))
    number: Mapped[int]
    text: Mapped[str]
    right: Mapped[bool] = mapped_column(default=False)


class Ballot(Row):
    """The vote of one person in a named poll; changing it writes its marks anew."""

    __tablename__ = "room_ballot"
    __table_args__ = (UniqueConstraint("poll_id", "guru_id"), Index("ix_room_ballot_guru", "guru_id"))

    poll_id: Mapped[str] = mapped_column(ForeignKey("room_poll.id"))
    guru_id: Mapped[str] = mapped_column(ForeignKey("guru.id"))
    at: Mapped[datetime]
    right: Mapped[bool] = mapped_column(default=False)  # in a quiz: all of it right

    poll: Mapped[Poll] = relationship()
    guru: Mapped[Guru] = relationship()
    marks: Mapped[list["BallotMark"]] = relationship(order_by="BallotMark.place", cascade="all, delete-orphan")

    @property
    def voter_name(self) -> str:
        return self.guru.named


class BallotMark(Row):
    """One thing chosen on a ballot: an option, a number of a scale, or a word; `place` is its place, from 1."""

    __tablename__ = "room_ballot_mark"
    __table_args__ = (UniqueConstraint("ballot_id", "choice"), UniqueConstraint("ballot_id", "place"))

    ballot_id: Mapped[str] = mapped_column(ForeignKey("room_ballot.id"))
    choice: Mapped[str]
    place: Mapped[int]


class Voter(Row):
    """That a person has voted in an anonymous poll: not when, not what."""

    __tablename__ = "room_voter"
    __table_args__ = (UniqueConstraint("poll_id", "guru_id"),)

    poll_id: Mapped[str] = mapped_column(ForeignKey("room_poll.id"))
    guru_id: Mapped[str] = mapped_column(ForeignKey("guru.id"))


class Totals(Row):
    """The sums of an anonymous poll, one row for all its votes: `counts` as rules.polls.kept writes them, sorted."""

    __tablename__ = "room_totals"

    poll_id: Mapped[str] = mapped_column(ForeignKey("room_poll.id"), unique=True)
    ballots: Mapped[int]
    right: Mapped[int]
    counts: Mapped[dict[str, Any]]

"""Voting: each person once, by name or without, until the poll is closed."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, inspect, select

from community.accounts.models import Guru
from community.discussion.models import Ballot, BallotMark, Poll, PollOption, Room, RoomEvent, Totals, Voter
from community.discussion.queries.polls import own_votes, poll_of, shown_polls, tallies_of
from community.discussion.refusals import (
    PollClosed,
    PollNotOpened,
    PollOpened,
    RoomLocked,
    RoomOver,
    TooManyOpen,
    VotedAlready,
)
from community.discussion.rules.polls import MANY, ONE, ORDER, SCALE, WORDS, drafted
from community.discussion.services import (
    close_poll,
    drop_poll,
    edit_poll,
    lock_room,
    make_poll,
    open_poll,
    show_poll,
    support_question,
    vote,
)
from community.kernel import clock
from community.kernel.database import db, end_transaction
from community.kernel.errors import Invalid, NotAllowed, NotFound
from tests.discussion.polls.conftest import ASKED, OPTIONS, Ask, Chooses, Put
from tests.factories import SATURDAY
from tests.gugus.conftest import at_once  # noqa: F401  the fixture
from tests.people import Cast

AtOnce = Callable[..., list[Any]]
BALLOT = {ONE: (1,), MANY: (1, 3), ORDER: (2, 1, 3), SCALE: ("4",), WORDS: ("Seru", "sulit")}


@pytest.mark.parametrize("anonymous", [True, False])
@pytest.mark.parametrize("kind", ASKED)
def test_what_each_kind_takes_is_counted_once(
    kind: str, anonymous: bool, put: Put, chooses: Chooses, cast: Cast
) -> None:
    poll = put(kind, anonymous=anonymous)
    for name in ("peserta", "peserta2", "sekretaris"):
        chooses(name, poll, *BALLOT[kind])
    tally = tallies_of([poll])[poll.id]
    assert tally.ballots == 3 and set(tally.counts.values()) == {3}
    assert len(tally.counts) == len(BALLOT[kind])


def test_a_named_vote_is_changed_until_the_poll_closes(put: Put, chooses: Chooses, cast: Cast) -> None:
    poll = put(MANY, anonymous=False)
    chooses("peserta", poll, 1, 2)
    chooses("peserta", poll, 2)
    chooses("peserta", poll, 2)
    assert own_votes("peserta", [poll])[poll.id].words == ("Roda pecahan",)
    assert tallies_of([poll])[poll.id].ballots == 1 == db.session.scalar(select(func.count(BallotMark.id)))
    close_poll(cast.ketua, poll)
    with pytest.raises(PollClosed):
        chooses("peserta", poll, 1)
    assert own_votes("peserta", [poll])[poll.id].words == ("Roda pecahan",)


def test_an_anonymous_vote_is_given_once_and_cannot_be_changed(put: Put, chooses: Chooses) -> None:
    poll = put(ONE)
    chooses("peserta", poll, 1)
    with pytest.raises(VotedAlready):
        chooses("peserta", poll, 2)
    assert own_votes("peserta", [poll])[poll.id].choices == ()
    assert [line.number for line in shown_polls([poll], reveal=True)[0].result.lines] == [1, 0, 0]  # type: ignore[union-attr]


def test_no_row_of_an_anonymous_poll_says_who_chose_what_nor_in_which_order(put: Put, chooses: Chooses) -> None:
    poll = put(WORDS)
    names = ("sekretaris", "peserta", "bendahara", "peserta2")
    for number, name in enumerate(names):
        chooses(name, poll, f"kata{9 - number}")
    assert not db.session.scalar(select(func.count(Ballot.id))) and not db.session.scalar(
        select(func.count(BallotMark.id))
    )
    (totals,) = db.session.scalars(select(Totals)).all()
    assert list(totals.counts) == sorted(totals.counts) and totals.ballots == 4
    assert not {"guru", *names} & set(json.dumps(totals.counts))
    people = {column.name for column in inspect(Totals).columns} & {"guru_id", "at", "number", "by_id"}
    assert people == set() and {each.name for each in inspect(Voter).columns} == {"id", "poll_id", "guru_id"}
    linked = {key.column.table.name for key in inspect(Totals).local_table.foreign_keys}
    assert linked == {"room_poll"}


def test_the_sums_are_the_same_in_whatever_order_people_voted(put: Put, chooses: Chooses) -> None:
    kept = []
    for order in (("peserta", "peserta2", "ketua"), ("ketua", "peserta2", "peserta")):
        poll = put(WORDS)
        said = {"peserta": "seru", "peserta2": "sulit", "ketua": "seru"}
        for name in order:
            chooses(name, poll, said[name])
        kept.append(json.dumps(db.session.scalars(select(Totals).where(Totals.poll_id == poll.id)).one().counts))
    assert kept[0] == kept[1]


@pytest.mark.parametrize(
    ("kind", "sent"),
    [
        (ONE, []),
        (ONE, ["tidakada22"]),
        (ONE, [1, 2]),
        (ONE, "tidakada22"),
        (ONE, None),
        (ONE, {"a": 1}),
        (ONE, ["x" * 100_000]),
        (MANY, []),
        (MANY, ["\u202eterbalik"]),
        (SCALE, ["0"]),
        (SCALE, ["6"]),
        (SCALE, ["\u0663"]),  # an Arabic three
        (SCALE, ["2", "3"]),
        (SCALE, ["2.5"]),
        (WORDS, ["", "\u200b", "\u202e"]),
        (WORDS, ["a", "b", "c", "d"]),
        (WORDS, ["x" * 41]),
        (WORDS, ["x" * 100_000]),
        (WORDS, ["\ufdfa" * 40]),  # one sign that folds into many
        (WORDS, ["a"] * 500),
        (ORDER, []),
    ],
)
@pytest.mark.parametrize("anonymous", [True, False])
def test_what_fits_no_ballot_is_refused_in_words_and_nothing_is_counted(
    kind: str, sent: Any, anonymous: bool, put: Put, cast: Cast
) -> None:
    poll = put(kind, anonymous=anonymous)
    chosen = [poll.options[each - 1].id for each in sent] if sent == [1, 2] else sent
    with pytest.raises(Invalid) as refused:
        vote(cast.peserta, poll, chosen=chosen)
    assert refused.value.field == "pilihan" and refused.value.message.endswith(".")
    assert not own_votes("peserta", [poll]) and shown_polls([poll])[0].number == 0


def test_an_order_names_each_option_once(put: Put, chooses: Chooses) -> None:
    poll = put(ORDER)
    for wrong in ((1, 2), (1, 1, 2), (1, 2, 3, 3)):
        with pytest.raises(Invalid):
            chooses("peserta", poll, *wrong)


def test_an_option_of_another_poll_is_no_choice(put: Put, chooses: Chooses) -> None:
    poll, other = put(ONE), put(ONE)
    with pytest.raises(Invalid):
        chooses("peserta", poll, other.options[0].id)


def test_equal_words_are_one_word(put: Put, chooses: Chooses, cast: Cast) -> None:
    poll = put(WORDS, live=True)
    chooses("peserta", poll, "  Seru!! ", "SERU")
    chooses("peserta2", poll, "\u201cseru\u201d", "Sulit  sekali")
    result = shown_polls([poll])[0].result
    assert result is not None and [(line.label, line.number) for line in result.lines] == [
        ("seru", 2),
        ("sulit sekali", 1),
    ]


def test_two_taps_at_once_are_one_vote(put: Put, at_once: AtOnce) -> None:  # noqa: F811
    for anonymous in (True, False):
        poll = put(ONE, anonymous=anonymous)
        poll_id, option = poll.id, poll.options[0].id
        end_transaction(keep=False)

        def tap(poll_id: str = poll_id, option: str = option) -> None:
            vote(db.session.get_one(Guru, "peserta"), db.session.get_one(Poll, poll_id), chosen=[option])

        answers = at_once(tap, tap, tap, tap)
        refused = [each for each in answers if each is not None]
        assert all(isinstance(each, VotedAlready) for each in refused) and len(refused) == (3 if anonymous else 0)
        tally = tallies_of([db.session.get_one(Poll, poll_id)])[poll_id]
        assert tally.ballots == 1 == sum(tally.counts.values())


def test_everyone_at_once_is_counted(put: Put, at_once: AtOnce) -> None:  # noqa: F811
    poll = put(ONE)
    poll_id, options = poll.id, [each.id for each in poll.options]
    end_transaction(keep=False)
    names = ("peserta", "peserta2", "peserta3", "ketua", "sekretaris", "bendahara", "koordinator")

    def voter(number: int, name: str) -> Callable[[], None]:
        def act() -> None:
            vote(db.session.get_one(Guru, name), db.session.get_one(Poll, poll_id), chosen=[options[number % 2]])

        return act

    answers = at_once(*(voter(number, name) for number, name in enumerate(names)))
    assert answers == [None] * 7
    tally = tallies_of([db.session.get_one(Poll, poll_id)])[poll_id]
    assert tally.ballots == 7 and tally.of(options[0]) == 4 and tally.of(options[1]) == 3


def test_a_vote_against_the_closing_counts_before_it_or_is_refused(put: Put, at_once: AtOnce) -> None:  # noqa: F811
    poll = put(ONE)
    poll_id, option = poll.id, poll.options[0].id
    end_transaction(keep=False)
    who = lambda name: db.session.get_one(Guru, name)  # noqa: E731
    poll_now = lambda: db.session.get_one(Poll, poll_id)  # noqa: E731
    voters = [lambda name=name: vote(who(name), poll_now(), chosen=[option]) for name in ("peserta", "peserta2")]
    answers = at_once(voters[0], lambda: close_poll(who("ketua"), poll_now()), voters[1])
    refused = [each for each in answers if isinstance(each, Exception)]
    assert all(isinstance(each, PollClosed) for each in refused)
    assert tallies_of([poll_now()])[poll_id].ballots == 2 - len(refused)


def test_a_poll_is_prepared_before_and_known_only_to_who_moderates(put: Put, cast: Cast, room: Room) -> None:
    poll = put(ONE, opened=False)
    assert poll_of(cast.ketua, room.id, poll.id).id == poll.id
    for who in (cast.peserta, cast.pengawas):
        with pytest.raises(NotFound):
            poll_of(who, room.id, poll.id)
    for act in (lambda: close_poll(cast.ketua, poll), lambda: show_poll(cast.ketua, poll)):
        with pytest.raises(PollNotOpened):
            act()
    with pytest.raises(PollNotOpened):
        vote(cast.peserta, poll, chosen=[poll.options[0].id])
    edit_poll(cast.ketua, poll, draft=drafted(kind=ONE, question="Yang mana?", options="Ya\nTidak"))
    assert [each.text for each in poll.options] == ["Ya", "Tidak"]
    assert db.session.scalar(select(func.count(PollOption.id))) == 2 and room.last_n == 0
    drop_poll(cast.ketua, poll)
    with pytest.raises(NotFound):
        poll_of(cast.ketua, room.id, poll.id)


def test_an_open_poll_stays_as_it_was_asked(put: Put, cast: Cast) -> None:
    poll = put(ONE)
    with pytest.raises(PollOpened):
        edit_poll(cast.ketua, poll, draft=drafted(kind=ONE, question="Lain?", options=OPTIONS))
    with pytest.raises(PollOpened):
        drop_poll(cast.ketua, poll)
    close_poll(cast.ketua, poll)
    with pytest.raises(PollOpened):
        open_poll(cast.ketua, poll)


def test_only_changes_of_state_are_in_the_stream_and_each_once(
    put: Put, chooses: Chooses, cast: Cast, room: Room
) -> None:
    poll = put(ONE)
    for name in ("peserta", "peserta2"):
        chooses(name, poll, 1)
    for _ in range(2):
        open_poll(cast.ketua, poll)
        show_poll(cast.ketua, poll)
    for _ in range(2):
        close_poll(cast.ketua, poll)
    kinds = db.session.scalars(select(RoomEvent.kind).where(RoomEvent.room_id == room.id)).all()
    assert kinds == ["jajak"] * 3


def test_at_most_three_polls_are_open_at_once(put: Put, cast: Cast) -> None:
    polls = [put(ONE) for _ in range(3)]
    with pytest.raises(TooManyOpen):
        put(ONE)
    close_poll(cast.ketua, polls[0])
    put(ONE)


def test_the_form_of_a_poll_sent_twice_is_one_poll(room: Room, cast: Cast) -> None:
    draft = drafted(kind=ONE, question="Setuju?", options="Ya\nTidak")
    made = {make_poll(cast.ketua, room, draft=draft, form_key="sama").id for _ in range(2)}
    assert len(made) == 1 == db.session.scalar(select(func.count(Poll.id)))


def test_who_does_not_talk_does_not_vote_and_who_does_not_moderate_runs_nothing(
    put: Put, cast: Cast, room: Room, former: Guru
) -> None:
    poll = put(ONE)
    for who in (cast.orang_luar, cast.pengawas, cast.operator, former):
        with pytest.raises(NotAllowed):
            vote(who, poll, chosen=[poll.options[0].id])
    for who in (cast.peserta, cast.orang_luar, cast.pengawas, former):
        for act in (open_poll, close_poll, show_poll, drop_poll):
            with pytest.raises(NotAllowed):
                act(who, poll)
    for who in (cast.orang_luar, former):
        with pytest.raises(NotFound):
            poll_of(who, room.id, poll.id)


def test_a_quiz_shows_its_right_answers_when_it_is_over(put: Put, chooses: Chooses, cast: Cast) -> None:
    poll = put(MANY, anonymous=False, right="1, 3", live=True)
    chooses("peserta", poll, 3, 1)
    chooses("peserta2", poll, 1)
    result = shown_polls([poll])[0].result
    assert result is not None and {line.right for line in result.lines} == {None} and result.right is None
    assert own_votes("peserta", [poll])[poll.id].right is None
    show_poll(cast.ketua, poll)
    assert not poll.is_open
    result = shown_polls([poll])[0].result
    assert result is not None and [line.right for line in result.lines] == [True, False, True] and result.right == 1
    assert own_votes("peserta", [poll])[poll.id].right is True
    assert own_votes("peserta2", [poll])[poll.id].right is False


def test_an_anonymous_quiz_knows_how_many_were_right_and_not_who(put: Put, chooses: Chooses, cast: Cast) -> None:
    poll = put(ONE, right="2")
    for name, number in (("peserta", 2), ("peserta2", 1), ("sekretaris", 2)):
        chooses(name, poll, number)
    show_poll(cast.ketua, poll)
    result = shown_polls([poll])[0].result
    assert result is not None and result.right == 2 and "2 dari 3 orang menjawab benar" in result.summary
    assert own_votes("peserta", [poll])[poll.id].right is None


def test_when_the_room_is_only_read_nobody_votes_asks_or_opens_a_poll(
    put: Put, chooses: Chooses, ask: Ask, cast: Cast
) -> None:
    poll, prepared, question = put(ONE), put(ONE, opened=False), ask()
    end_transaction(keep=False)
    with clock.told(SATURDAY + timedelta(days=400)):
        for act in (
            lambda: chooses("peserta", poll, 1),
            lambda: open_poll(cast.ketua, prepared),
            lambda: support_question(cast.ketua, question),
            lambda: ask("Masih bisa?"),
        ):
            with pytest.raises(RoomOver):
                act()
        close_poll(cast.ketua, poll)
        show_poll(cast.ketua, poll)
    assert poll.is_visible


def test_while_the_room_is_locked_only_moderators_ask(ask: Ask, room: Room, cast: Cast) -> None:
    lock_room(cast.ketua, room, on=True)
    with pytest.raises(RoomLocked):
        ask()
    assert ask("Siapa mulai?", by="ketua").text == "Siapa mulai?"

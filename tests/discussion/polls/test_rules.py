"""Counting: every ballot once, whatever the order; what a result says in words; where its drawing stands."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import reduce
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.discussion.rules.polls import (
    EMPTY,
    MANY,
    ONE,
    ORDER,
    SCALE,
    WORDS,
    Asked,
    Option,
    Tally,
    choices_of,
    drafted,
    from_kept,
    kept,
    median,
    plus,
    points,
    result_of,
)
from community.discussion.rules.polls.ballots import fold
from community.discussion.rules.polls.drawing import WIDTH, drawn
from community.discussion.rules.polls.results import percent
from community.kernel.errors import Invalid

IDS = ("a", "b", "c", "d")
OPTIONS = tuple(Option(each, f"Pilihan {each}") for each in IDS)
one = st.sampled_from(IDS).map(lambda each: (each,))
many = st.lists(st.sampled_from(IDS), min_size=1, unique=True).map(tuple)
order = st.permutations(IDS).map(tuple)
scale = st.integers(1, 7).map(lambda each: (str(each),))
words = st.lists(st.text(min_size=1, max_size=8), min_size=1, max_size=3, unique=True).map(tuple)
BALLOTS = {ONE: one, MANY: many, ORDER: order, SCALE: scale, WORDS: words}
ballots = st.sampled_from(sorted(BALLOTS)).flatmap(
    lambda kind: st.tuples(st.just(kind), st.lists(BALLOTS[kind], max_size=30))
)


def counted(kind: str, cast: Iterable[Sequence[str]]) -> Tally:
    """The tally of these ballots, given one after the other."""
    return reduce(lambda tally, choices: plus(tally, kind, choices), cast, EMPTY)


@given(ballots)
def test_every_ballot_is_counted_exactly_once(given_ballots: tuple[str, list[tuple[str, ...]]]) -> None:
    kind, cast = given_ballots
    tally = counted(kind, cast)
    assert tally.ballots == len(cast)
    assert sum(tally.counts.values()) == sum(map(len, cast))
    for choice in {each for ballot in cast for each in ballot}:
        assert tally.of(choice) == sum(choice in ballot for ballot in cast)


@given(ballots, st.randoms(use_true_random=False))
def test_the_order_in_which_people_voted_makes_no_difference(
    given_ballots: tuple[str, list[tuple[str, ...]]], chance: Any
) -> None:
    kind, cast = given_ballots
    shuffled = list(cast)
    chance.shuffle(shuffled)
    assert kept(counted(kind, cast)) == kept(counted(kind, shuffled))
    assert list(kept(counted(kind, cast))) == list(kept(counted(kind, shuffled)))


@given(ballots)
def test_what_is_written_down_is_read_back(given_ballots: tuple[str, list[tuple[str, ...]]]) -> None:
    kind, cast = given_ballots
    tally = counted(kind, cast)
    assert from_kept(tally.ballots, tally.right, kept(tally)) == tally


@given(st.lists(order, max_size=30))
def test_borda_gives_each_ballot_the_same_number_of_points(cast: list[tuple[str, ...]]) -> None:
    found = points(counted(ORDER, cast), IDS)
    assert sum(found.values()) == len(cast) * (3 + 2 + 1 + 0)
    for each in IDS:
        assert found[each] == sum(3 - ballot.index(each) for ballot in cast)


def test_borda_as_it_is_told() -> None:
    tally = counted(ORDER, [("a", "b", "c"), ("b", "a", "c"), ("b", "c", "a")])
    result = result_of(Asked(ORDER, OPTIONS[:3]), tally)
    assert [(line.id, line.number) for line in result.lines] == [("b", 5), ("a", 3), ("c", 1)]
    assert result.lines[0].words == "5 angka, 2 kali di tempat pertama"
    assert "Tempat pertama bernilai 2 angka" in result.summary


@given(st.lists(scale, min_size=1, max_size=40))
def test_the_median_has_as_many_below_it_as_above(cast: list[tuple[str, ...]]) -> None:
    numbers = sorted(int(each) for (each,) in cast)
    middle = median(counted(SCALE, cast))
    half = len(numbers) // 2
    expected = numbers[half] if len(numbers) % 2 else Decimal(numbers[half - 1] + numbers[half]) / 2
    assert middle == expected


def test_without_ballots_there_is_nothing_to_say() -> None:
    assert median(EMPTY) is None
    result = result_of(Asked(SCALE, scale_most=5), EMPTY)
    assert result.summary == "Belum ada suara." and result.most == 0
    assert all(bar.height == 0 for bar in drawn(result).bars)


@given(st.integers(0, 500), st.integers(1, 500))
def test_a_share_is_rounded_half_up(part: int, whole: int) -> None:
    exact = Decimal(part * 100) / whole
    assert abs(percent(part, whole) - exact) <= Decimal("0.5")


@given(st.text(max_size=40))
def test_a_folded_word_stays_as_it_is(word: str) -> None:
    assert fold(fold(word)) == fold(word)


@pytest.mark.parametrize(
    ("typed", "counted_as"),
    [
        ("SERU!", "seru"),
        ("  Seru  sekali. ", "seru sekali"),
        ("“Seru”", "seru"),
        ("C++", "c++"),
        ("👍", "👍"),
        ("…", ""),
    ],
)
def test_a_word_as_it_is_counted(typed: str, counted_as: str) -> None:
    assert fold(typed) == counted_as


@given(ballots)
def test_a_drawing_keeps_within_its_frame(given_ballots: tuple[str, list[tuple[str, ...]]]) -> None:
    kind, cast = given_ballots
    asked = Asked(kind, OPTIONS if kind in (ONE, MANY, ORDER) else (), 7 if kind == SCALE else 0)
    drawing = drawn(result_of(asked, counted(kind, cast)))
    for bar in drawing.bars:
        assert 0 <= bar.x <= bar.x + bar.width <= WIDTH and 0 <= bar.y <= bar.y + bar.height <= drawing.height
        assert all(0 <= y <= drawing.height for y, _ in bar.label)
        assert len(bar.label) <= 8


@pytest.mark.parametrize("label", ["x" * 120, "kata " * 24, "漢字" * 60, "👍" * 60])
def test_a_long_label_is_broken_into_lines(label: str) -> None:
    drawing = drawn(result_of(Asked(ONE, (Option("a", label.strip()),)), counted(ONE, [("a",)])))
    lines = [words for _, words in drawing.bars[0].label]
    assert "".join(lines).replace(" ", "") == label.replace(" ", "") and len(lines) > 2


@given(st.text(max_size=200), st.text(max_size=200), st.text(max_size=20))
def test_whatever_is_typed_a_poll_is_clean_or_refused_at_a_field(question: str, options: str, right: str) -> None:
    try:
        draft = drafted(kind=MANY, question=question, options=options, right=right)
    except Invalid as refusal:
        assert refusal.field in {"question", "options", "right"}
        return
    assert draft.question and len(draft.options) >= 2
    assert draft.right <= set(range(1, len(draft.options) + 1))


@given(st.one_of(st.none(), st.text(), st.lists(st.one_of(st.text(), st.none(), st.integers()), max_size=50)))
def test_whatever_is_sent_a_ballot_fits_or_is_refused(sent: Any) -> None:
    for kind in BALLOTS:
        asked = Asked(kind, OPTIONS if kind in (ONE, MANY, ORDER) else (), 7 if kind == SCALE else 0)
        try:
            chosen = choices_of(asked, sent)
        except Invalid as refusal:
            assert refusal.field == "pilihan"
            continue
        assert chosen and len(chosen) == len(set(chosen))
        assert plus(EMPTY, kind, chosen).ballots == 1

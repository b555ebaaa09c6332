"""Counting ballots: every one once, whatever their order."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from community.discussion.rules.polls.asking import ORDER


class Tally(NamedTuple):
    """How many ballots there are, how many of them all right, and how often each choice stands at each place.

    Where the order says nothing, the place is 0.
    """

    ballots: int
    right: int
    counts: Mapping[tuple[str, int], int]

    def of(self, choice: str) -> int:
        """How often something was chosen."""
        return sum(number for (each, _), number in self.counts.items() if each == choice)


EMPTY = Tally(0, 0, {})


def plus(tally: Tally, kind: str, choices: Sequence[str], *, right: bool = False) -> Tally:
    """The tally with one ballot more."""
    counts = dict(tally.counts)
    for place, choice in enumerate(choices, 1):
        mark = (choice, place if kind == ORDER else 0)
        counts[mark] = counts.get(mark, 0) + 1
    return Tally(tally.ballots + 1, tally.right + right, counts)


def kept(tally: Tally) -> dict[str, Any]:
    """Counts as they are written down: in an order of their own, which tells nothing of who came first."""
    return {f"{place}:{choice}": tally.counts[choice, place] for choice, place in sorted(tally.counts)}


def from_kept(ballots: int, right: int, counts: Mapping[str, Any]) -> Tally:
    """The tally that `kept` wrote."""
    found = {}
    for key, number in counts.items():
        place, _, choice = key.partition(":")
        found[choice, int(place)] = int(number)
    return Tally(ballots, right, found)


def points(tally: Tally, options: Sequence[str]) -> dict[str, int]:
    """Borda: of n options the first on a ballot gets n - 1 points, the next one less, the last none; all added.

    Source: Borda, Mémoire sur les élections au scrutin (1781), in the form that begins at 0.
    """
    found = dict.fromkeys(options, 0)
    for (choice, place), number in tally.counts.items():
        if choice in found:
            found[choice] += (len(options) - place) * number
    return found


def median(tally: Tally) -> Decimal | None:
    """The number in the middle of a scale; between two of them, half way. None without ballots."""
    numbers = sorted((int(choice), number) for (choice, _), number in tally.counts.items() if number)
    total = sum(number for _, number in numbers)
    if not total:
        return None

    def at(place: int) -> int:
        seen = 0
        for value, number in numbers:
            seen += number
            if seen > place:
                return value
        raise AssertionError(place)

    return (Decimal(at((total - 1) // 2)) + Decimal(at(total // 2))) / 2

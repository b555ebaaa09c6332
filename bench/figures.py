"""Medians, ratios, and lines of figures."""

import statistics
from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")


def median(values: Sequence[float]) -> float:
    return statistics.median(values)


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which `share` (0 to 1) of `values` lie."""
    ordered = sorted(values)
    return ordered[min(int(share * len(ordered)), len(ordered) - 1)]


def in_turns(rounds: int, *measures: Callable[[], T]) -> list[list[T]]:
    """Call each of `measures` once a round, so that what else the machine does falls on all of them alike.

    The order is reversed every other round. Returns the results of each, round by round.
    """
    found: list[list[T]] = [[] for _ in measures]
    for number in range(rounds):
        order = list(enumerate(measures))
        for index, measure in reversed(order) if number % 2 else order:
            found[index].append(measure())
    return found


def ratio(product: Sequence[float], floor: Sequence[float]) -> float:
    """The median over the rounds of product / floor, each pair from the same round."""
    return median([one / other for one, other in zip(product, floor, strict=True)])


def line(*cells: object) -> None:
    """One line of figures: the first cell to the left, the others to the right."""
    first, *rest = cells
    print(f"{first!s:<34}" + "".join(f"{cell!s:>14}" for cell in rest), flush=True)


def verdict(value: float, target: float, *, least: bool = False) -> str:
    """How a ratio stands to its target, in words: nothing fails on it."""
    good = value >= target if least else value <= target
    bound = "at least" if least else "at most"
    return f"{value:.2f} ({bound} {target:g}: {'reached' if good else 'MISSED'})"

"""Which lines of two texts differ, at a cost that is bounded whatever they are.

difflib finds the best answer, in a time that grows with the cube of lines that repeat: it is asked about short
stretches alone, so many in all. A longer one is divided at lines that stand once in each; where there are none, all of
it differs. To say too much does no harm: what others wrote there stays beside it.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

Stretch = tuple[int, int, int, int]  # lines of the one text, lines of the other: from, until, from, until
_AFFORDED = 300_000
_DIVISIONS = 4


class Comparison:
    """Two texts as lines."""

    def __init__(self, before: Sequence[str], after: Sequence[str]) -> None:
        self._before = before
        self._after = after
        self._left = _AFFORDED

    def stretches(self) -> Iterator[Stretch]:
        """The stretches that differ, in order."""
        return self._between((0, len(self._before), 0, len(self._after)), 0)

    def _between(self, whole: Stretch, divided: int) -> Iterator[Stretch]:
        one, two, three, four = whole
        before, after = self._before[one:two], self._after[three:four]
        top = shared(before, after)
        bottom = shared(before[top:][::-1], after[top:][::-1])
        one, two, three, four = one + top, two - bottom, three + top, four - bottom
        before, after = self._before[one:two], self._after[three:four]
        cost = len(before) * len(after) * min(len(before), len(after))
        if cost <= self._left:
            self._left -= cost
            for tag, start, end, other, until in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
                if tag != "equal":
                    yield one + start, one + end, three + other, three + until
            return
        common = _standing_once(before, after) if divided < _DIVISIONS else []
        if not common:
            yield one, two, three, four
            return
        begin, other = 0, 0
        for line, place in [*common, (len(before), len(after))]:
            yield from self._between((one + begin, one + line, three + other, three + place), divided + 1)
            begin, other = line + 1, place + 1


def shared(one: Sequence[str], two: Sequence[str]) -> int:
    """How many characters, or lines, both begin with."""
    low, high = 0, min(len(one), len(two))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == two[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _standing_once(before: Sequence[str], after: Sequence[str]) -> list[tuple[int, int]]:
    """Lines that stand once in each, as many as do in the same order: where in the one, where in the other."""
    once, other = Counter(before), Counter(after)
    places = {line: place for place, line in enumerate(after) if other[line] == 1}
    pairs = [(line, places[each]) for line, each in enumerate(before) if once[each] == 1 and each in places]
    # The longest row of rising places (patience sorting): of each pile its top, and what lies to the left of each.
    tops: list[int] = []
    piles: list[int] = []  # numbers of pairs
    left: list[int] = []
    for number, (_, place) in enumerate(pairs):
        pile = bisect_left(tops, place)
        left.append(piles[pile - 1] if pile else -1)
        tops[pile : pile + 1] = [place]
        piles[pile : pile + 1] = [number]
    found = []
    number = piles[-1] if piles else -1
    while number >= 0:
        found.append(pairs[number])
        number = left[number]
    return found[::-1]

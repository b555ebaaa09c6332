"""A change as it came over the line, read before the library applies it.

The library trusts what it is given: thirty thousand lists within one another, which fit into 60 kB, overflow its stack
and end the process. What a page of ours writes is read here first, byte for byte, and anything else is refused: how
deep and how long it is, and that it needs nothing that is not here, is known before it is applied.
The encoding is Yjs' update, version 1 (yjs: src/utils/encoding.js, src/structs/Item.js; lib0: encoding.js).
"""

from bisect import bisect_right
from collections.abc import Mapping
from typing import NamedTuple

from community.notulen.refusals import Incomplete, Malformed
from community.notulen.rules.shape import FIELDS

Place = tuple[int, int]  # a hand and the number of what it wrote

_GONE, _LEFT_OUT = 0, 10  # all that is known of it is how long it was
_DELETED, _WORDS, _SHARED, _VALUES = 1, 4, 7, 8  # what a struct holds; the other kinds never occur
_MAP, _TEXT = 1, 2  # what it shares
_NO, _YES, _SAID = 120, 121, 119  # the values of a line: yes, no and words
_AFTER, _BEFORE, _NAMED = 0x80, 0x40, 0x20
_HANDS_BELOW, _PLACES_BELOW = 2**53, 2**31
_DEEPEST = 2  # a line stands in its list, its text in the line, the words in the text


class _Struct(NamedTuple):
    until: int
    neighbour: Place | None  # beside it, in the same whole
    inside: Place | None  # the whole it is in, where it has no neighbour; None: a root


def judge(update: bytes, known: Mapping[int, int]) -> None:
    """See that a change is one that a page of ours makes, on what is `known`: how far each hand has written.

    Raises Malformed, or Incomplete where something before it is missing.
    """
    _Change(update, known).judge()


class _Change:
    def __init__(self, update: bytes, known: Mapping[int, int]) -> None:
        self._data = update
        self._at = 0
        self._known = known
        self._reached: dict[int, int] = {}
        self._needed: list[Place] = []
        self._structs: dict[int, dict[int, _Struct]] = {}

    def judge(self) -> None:
        for _ in range(self._count()):
            self._hand()
        self._deletions()
        if self._at != len(self._data):
            raise Malformed
        for hand, place in self._needed:
            if place >= self._reached.get(hand, self._known.get(hand, 0)):
                raise Incomplete
        self._measure_depth()

    def _hand(self) -> None:
        """All that one hand wrote, one after the other."""
        count, hand, clock = self._count(), self._number(_HANDS_BELOW), self._number(_PLACES_BELOW)
        if hand in self._structs:
            raise Malformed
        found = self._structs[hand] = {}
        reached = self._known.get(hand, 0)
        for _ in range(count):
            start = clock
            clock, struct = self._struct(clock)
            if struct is None:  # left out: it must be here already
                continue
            if start > reached:
                raise Incomplete
            reached = max(reached, clock)
            found[start] = struct
        self._reached[hand] = reached

    def _struct(self, clock: int) -> tuple[int, _Struct | None]:
        """One struct that begins at `clock`; where it ends."""
        info = self._byte()
        if info in (_GONE, _LEFT_OUT):
            until = self._until(clock, self._number(_PLACES_BELOW))
            return until, None if info == _LEFT_OUT else _Struct(until, None, None)
        after = self._place() if info & _AFTER else None
        before = self._place() if info & _BEFORE else None
        inside = None
        if not info & (_AFTER | _BEFORE):
            inside = self._parent(named=bool(info & _NAMED))
        until = self._until(clock, self._content(info & 0x1F))
        return until, _Struct(until, after or before, inside)

    def _parent(self, *, named: bool) -> Place | None:
        is_root = self._number(2)
        inside = None
        if is_root:
            self._string()  # which, judges whoever reads the document
        else:
            inside = self._place()
        if named and self._string() not in FIELDS:
            raise Malformed
        return inside

    def _content(self, kind: int) -> int:
        """What it holds; its length."""
        if kind == _DELETED:
            return self._number(_PLACES_BELOW)
        if kind == _WORDS:
            return len(self._string().encode("utf-16-le")) // 2
        if kind == _SHARED and self._number(128) in (_MAP, _TEXT):
            return 1
        if kind != _VALUES:
            raise Malformed
        count = self._count()
        for _ in range(count):
            value = self._byte()
            if value == _SAID:
                self._string()
            elif value not in (_NO, _YES):
                raise Malformed
        return count

    def _deletions(self) -> None:
        for _ in range(self._count()):
            hand = self._number(_HANDS_BELOW)
            for _ in range(self._count()):
                until = self._until(self._number(_PLACES_BELOW), self._number(_PLACES_BELOW))
                self._needed.append((hand, until - 1))

    def _measure_depth(self) -> None:
        """Nothing is deeper than what the document is for, counted from what is here already."""
        starts = {hand: list(found) for hand, found in self._structs.items()}
        depths: dict[Place, int] = {}
        for hand, found in self._structs.items():
            for start in found:
                above: list[tuple[Place, int]] = []  # from there upwards, each with what it is deeper by
                at: Place | None = (hand, start)
                while at is not None and at not in depths:
                    depths[at] = _DEEPEST + 1  # who meets it again on the way up goes round in a circle
                    struct = self._structs[at[0]][at[1]]
                    above.append((at, int(struct.inside is not None)))
                    at = self._within(starts, struct.neighbour or struct.inside)
                depth = depths[at] if at else 0
                for place, deeper in reversed(above):
                    depth = depths[place] = depth + deeper
                    if depth > _DEEPEST:
                        raise Malformed

    def _within(self, starts: dict[int, list[int]], place: Place | None) -> Place | None:
        """The struct of this change that holds a place; None: it is here already, or there is none."""
        hand, clock = place or (0, 0)
        if place is None or hand not in starts:
            return None
        number = bisect_right(starts[hand], clock) - 1
        if number < 0 or clock >= self._structs[hand][starts[hand][number]].until:
            return None
        return hand, starts[hand][number]

    def _until(self, clock: int, length: int) -> int:
        if not length or clock + length >= _PLACES_BELOW:
            raise Malformed
        return clock + length

    def _place(self) -> Place:
        place = self._number(_HANDS_BELOW), self._number(_PLACES_BELOW)
        self._needed.append(place)
        return place

    def _count(self) -> int:
        """How many follow: each takes a byte at least."""
        return self._number(len(self._data) - self._at + 1)

    def _number(self, below: int) -> int:
        value = shift = 0
        while True:
            byte = self._byte()
            value |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                break
            if shift > 63:
                raise Malformed
        if value >= below:
            raise Malformed
        return value

    def _string(self) -> str:
        length = self._count()
        end = self._at + length
        try:
            said = self._data[self._at : end].decode()
        except UnicodeDecodeError as fault:
            raise Malformed from fault
        if end > len(self._data):
            raise Malformed
        self._at = end
        return said

    def _byte(self) -> int:
        if self._at >= len(self._data):
            raise Malformed
        self._at += 1
        return self._data[self._at - 1]

"""Bringing in what someone wrote in a plain form while others went on writing.

The form says what it began with and what it holds now. The difference between the two is carried over to what the text
has become: what others wrote since stays, what was taken out here is taken out there, as far as it still stands.
"""

from bisect import bisect_right
from typing import NamedTuple

from community.notulen.rules.comparing import Comparison, shared


class Edit(NamedTuple):
    """Characters `start` up to `end` make way for `words`."""

    start: int
    end: int
    words: str


def carried_over(base: str, typed: str, current: str) -> list[Edit]:
    """The edits on `current` that do to it what led from `base` to `typed`; the last first: none moves another."""
    places = _Places(base, current)
    found: list[Edit] = []
    for start, end, words in _differences(base, typed):
        kept = places.kept(start, end)
        found.extend(Edit(first, last, "") for first, last in kept)
        if words:
            at = places.of(start)
            found.append(Edit(at, at, words))
    # Seen from the end: at one place the deletion first, which then touches nothing that is inserted there, and of
    # several insertions the last.
    return sorted(found, key=lambda each: (each.start, each.end))[::-1]


def applied(text: str, edits: list[Edit]) -> str:
    """The text after the edits, which come last first."""
    for start, end, words in edits:
        text = text[:start] + words + text[end:]
    return text


def _differences(old: str, new: str) -> list[Edit]:
    """What leads from one text to another: by lines, and within a changed stretch by what both ends share."""
    # Each line ends with its mark, the last one too: it is the same line where others wrote below it.
    before, after = f"{old}\n".splitlines(keepends=True), f"{new}\n".splitlines(keepends=True)
    starts = _starts(before)
    found = []
    for one, two, three, four in Comparison(before, after).stretches():
        stood, words = "".join(before[one:two]), "".join(after[three:four])
        head = shared(stood, words)
        tail = shared(stood[head:][::-1], words[head:][::-1])
        edit = Edit(starts[one] + head, starts[two] - tail, words[head : len(words) - tail])
        found.append(_within(edit, len(old)))
    return found


def _within(edit: Edit, length: int) -> Edit:
    """What was done to whole lines at the end, of a text whose last line has no mark."""
    if edit.end <= length:
        return edit
    return Edit(edit.start - 1, edit.end - 1, f"\n{edit.words[:-1]}" if edit.words else "")


class _Places:
    """Where each place of one text is in another."""

    def __init__(self, old: str, new: str) -> None:
        self._same: list[tuple[int, int, int]] = []  # beginning in old and in new, length
        one = two = 0
        for start, end, words in _differences(old, new):
            self._same.append((one, two, start - one))
            two += start - one + len(words)
            one = end
        self._same.append((one, two, len(old) - one))
        self._begin = [one for one, _, _ in self._same]

    def of(self, place: int) -> int:
        """Where a place is now: behind what stood before it."""
        one, two, length = self._same[bisect_right(self._begin, place) - 1]
        return two + min(place - one, length)

    def kept(self, start: int, end: int) -> list[tuple[int, int]]:
        """What of a stretch still stands."""
        found = []
        for one, two, length in self._same[bisect_right(self._begin, start) - 1 :]:
            if one >= end:
                break
            first, last = max(start, one), min(end, one + length)
            if first < last:
                found.append((two + first - one, two + last - one))
        return found


def _starts(lines: list[str]) -> list[int]:
    """Where each line begins, and where the last ends."""
    found = [0]
    for each in lines:
        found.append(found[-1] + len(each))
    return found

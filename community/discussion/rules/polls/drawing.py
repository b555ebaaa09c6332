"""Where the shapes of a result stand: numbers only, so that the drawing needs no style and no script.

Widths are counted in units of which a phone shows 320 beside each other.
"""

import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from community.discussion.rules.polls.asking import ORDER, SCALE
from community.discussion.rules.polls.results import MOST_DRAWN, Line, Result
from community.kernel.indonesian import angka

WIDTH = 320
_SIGNS = 38  # on one line of a label
_LINE, _BAR, _GAP = 19, 14, 12
_FIGURE = 92  # at the right of a bar
_HIGH = 110  # of a histogram
_TOP, _FOOT = 20, 46


class Bar(NamedTuple):
    """One shape: where it stands, what is written at it, and its figure."""

    x: int
    y: int
    width: int
    height: int
    label: list[tuple[int, str]]  # (y, words)
    figure: str
    figure_x: int
    figure_y: int
    right: bool | None


class Drawing(NamedTuple):
    """A whole drawing. `upright`: columns side by side; `middle_x`: where the median stands."""

    width: int
    height: int
    bars: list[Bar]
    upright: bool = False
    middle_x: int | None = None
    base_y: int = 0
    ends: tuple[str, str] = ("", "")
    rail: int = 0  # how long a full bar is


def drawn(result: Result, ends: tuple[str, str] = ("", "")) -> Drawing:
    """Where everything stands; `ends` are the labels of a scale."""
    return _histogram(result, ends) if result.kind == SCALE else _bars(result)


def _bars(result: Result) -> Drawing:
    bars, y = [], 0
    room = WIDTH - _FIGURE
    for number, line in enumerate(result.lines[:MOST_DRAWN], 1):
        label = []
        for words in _wrapped(_label(number, line, result)):
            y += _LINE
            label.append((y - 6, words))
        full = result.most if line.share is None else result.ballots
        width = room * line.number // full if full else 0
        bars.append(
            Bar(0, y, width, _BAR, label, _figure(line), room + 6, y + _BAR - 2, line.right),
        )
        y += _BAR + _GAP
    return Drawing(WIDTH, max(y - _GAP + 4, 1), bars, rail=room)


def _histogram(result: Result, ends: tuple[str, str]) -> Drawing:
    step = WIDTH // max(len(result.lines), 1)
    wide = min(step - 6, 56)
    base = _TOP + _HIGH
    bars = []
    for place, line in enumerate(result.lines):
        height = _HIGH * line.number // result.most if result.most else 0
        middle = place * step + step // 2
        label = [(base + _LINE, line.id)]
        figure = angka(line.number)
        bars.append(
            Bar(middle - wide // 2, base - height, wide, height, label, figure, middle, base - height - 6, None)
        )
    middle_x = None
    if result.median is not None:
        middle_x = int((result.median - 1) * step) + step // 2
    return Drawing(WIDTH, base + _FOOT, bars, upright=True, middle_x=middle_x, base_y=base, ends=ends)


def _label(number: int, line: Line, result: Result) -> str:
    if result.kind == ORDER:
        return f"{number}. {line.label}"
    return f"✓ {line.label} (jawaban yang benar)" if line.right else line.label


def _figure(line: Line) -> str:
    number = angka(line.number)
    return number if line.share is None else f"{number} · {line.share} %"


def _wrapped(words: str) -> Iterator[str]:
    """A label over as many lines as it needs; wide letters count twice."""
    line, length = "", 0
    for word in words.split():
        for piece in _pieces(word):
            size = _size(piece)
            if line and length + 1 + size > _SIGNS:
                yield line
                line, length = "", 0
            line, length = (f"{line} {piece}", length + 1 + size) if line else (piece, size)
    yield line


def _pieces(word: str) -> Iterator[str]:
    piece, length = "", 0
    for sign in word:
        size = _size(sign)
        if length + size > _SIGNS:
            yield piece
            piece, length = "", 0
        piece, length = piece + sign, length + size
    yield piece


def _size(words: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in words)

"""What a rubric says, apart from the rows it is kept in; and the one every gugus begins with."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

MOST_LINES = 12
LEVELS_FROM, LEVELS_TO = 3, 4
MOST_NEEDED = 10
LONGEST_TITLE = 100
LONGEST_TEXT = 300
_FIRST = Path(__file__).parent.parent / "data" / "rubrik_awal.toml"


@dataclass(frozen=True)
class Line:
    """One thing a review looks at; `levels` in words, the lowest first."""

    title: str
    levels: tuple[str, ...]
    description: str = ""


@dataclass(frozen=True)
class RubricText:
    """An edition: 0 is the one every gugus begins with, until its pengurus write their own or a review needs it."""

    number: int
    title: str
    needed: int
    lines: tuple[Line, ...]

    def says_as(self, other: "RubricText") -> bool:
        """Whether both say the same, whatever their numbers."""
        return (self.title, self.needed, self.lines) == (other.title, other.needed, other.lines)

    def was_read_as(self, number: int) -> bool:
        """Whether who had edition `number` before them has read this one: the first of all becomes a row unchanged."""
        return number == self.number or (number == 0 and self.says_as(first_rubric()))


@cache
def first_rubric() -> RubricText:
    """The rubric of data/rubrik_awal.toml: a proposal of ours, no rule of anyone's."""
    said = tomllib.loads(_FIRST.read_text(encoding="utf-8"))
    lines = tuple(
        Line(title=each["judul"], description=each["penjelasan"], levels=tuple(each["tingkat"]))
        for each in said["butir"]
    )
    return RubricText(number=0, title=said["judul"], needed=said["perlu_setuju"], lines=lines)


def fault_in(title: str, needed: int, lines: Sequence[Line]) -> tuple[str, str] | None:
    """(field, sentence) for the first thing that a rubric may not be, or None."""
    if not title.strip() or len(title) > LONGEST_TITLE:
        return "title", f"Tulis judul rubriknya, paling banyak {LONGEST_TITLE} huruf."
    if not 1 <= needed <= MOST_NEEDED:
        return "needed", f"Tulis bilangan dari 1 sampai {MOST_NEEDED}."
    if not 1 <= len(lines) <= MOST_LINES:
        return "lines", f"Rubrik memuat 1 sampai {MOST_LINES} hal yang dilihat. Isi sedikitnya satu."
    if len({line.title.casefold() for line in lines}) < len(lines):
        return "lines", "Ada dua hal dengan judul yang sama. Bedakan judulnya, supaya peninjau tidak keliru."
    for line in lines:
        if said := _fault_in_line(line):
            return "lines", said
    return None


def _fault_in_line(line: Line) -> str | None:
    if not line.title.strip():
        return "Ada tingkat tanpa judul. Tulis hal yang dilihat, atau kosongkan tingkatnya."
    if not LEVELS_FROM <= len(line.levels) <= LEVELS_TO or not all(level.strip() for level in line.levels):
        return f"“{line.title}” perlu {LEVELS_FROM} atau {LEVELS_TO} tingkat, masing-masing dengan kata-katanya."
    if len(line.title) > LONGEST_TITLE or any(len(text) > LONGEST_TEXT for text in (line.description, *line.levels)):
        return f"“{line.title[:40]}”: tulisannya terlalu panjang. Ringkas sampai {LONGEST_TEXT} huruf."
    return None

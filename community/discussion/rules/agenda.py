"""The agenda of a pertemuan, read as items with their minutes. Pure.

It is written as free text. Items are the lines of its list ("- Pembukaan", "1. Pembukaan"); without a list, its lines.
Minutes are taken from "(15 menit)", from "08.00-08.15", or from the hour at which the next item begins.
"""

import re
from typing import NamedTuple

MOST_ITEMS = 40
LONGEST_TITLE = 160
_LIST = re.compile(r"^(?:[-*+•]|\d{1,2}[.)])\s+(?P<rest>\S.*)$")
_HOUR = r"(?:pukul\s+)?(?P<{0}h>[01]?\d|2[0-3])[.:](?P<{0}m>[0-5]\d)(?!\d)"
_SPAN = re.compile(
    _HOUR.format("a") + r"(?:\s*(?:-|–|—|s\.?d\.?|sampai)\s*" + _HOUR.format("b") + r")?(?:\s*(?:WIB|WITA|WIT))?", re.I
)
_MINUTES = re.compile(r"\(?\s*\b(?P<n>\d{1,3})\s*(?:menit|mnt|')\s*\)?", re.I)
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_MARKS = re.compile(r"[*_`#>]+")
_EDGES = " \t-–—:;,.|"


class Item(NamedTuple):
    """One item. `place` counts from 1; `minutes` is None where nothing says how long it takes."""

    place: int
    title: str
    minutes: int | None


class _Line(NamedTuple):
    title: str
    begins: int | None  # minutes since midnight
    minutes: int | None


def items_of(text: str) -> list[Item]:
    """The items of an agenda, in order; none of an empty one."""
    lines = [line for line in text.splitlines() if line.strip()]
    listed = [match["rest"] for line in lines if (match := _LIST.match(line))]  # what is indented belongs to its item
    found = [line for each in listed or [line.strip() for line in lines] if (line := _read(each)).title]
    found = found[:MOST_ITEMS]
    return [Item(number, line.title, _minutes(found, number - 1)) for number, line in enumerate(found, start=1)]


def _read(text: str) -> _Line:
    plain = _MARKS.sub("", _LINK.sub(r"\1", text)).strip()
    begins = minutes = None
    if span := _SPAN.match(plain):
        begins = int(span["ah"]) * 60 + int(span["am"])
        if span["bh"]:
            minutes = int(span["bh"]) * 60 + int(span["bm"]) - begins
        plain = plain[span.end() :]
    if said := _MINUTES.search(plain):
        minutes = int(said["n"])
        plain = plain[: said.start()] + " " + plain[said.end() :]
    return _Line(_cut(" ".join(plain.split()).strip(_EDGES)), begins, minutes)


def _minutes(lines: list[_Line], index: int) -> int | None:
    line = lines[index]
    following = lines[index + 1].begins if index + 1 < len(lines) else None
    minutes = line.minutes
    if minutes is None and line.begins is not None and following is not None:
        minutes = following - line.begins
    return minutes if minutes is not None and 0 < minutes <= 600 else None


def _cut(title: str) -> str:
    return title if len(title) <= LONGEST_TITLE else title[: LONGEST_TITLE - 1].rstrip() + "…"

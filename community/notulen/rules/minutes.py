"""The minutes that a document makes: as Markdown for the record, as blocks for the paper."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

EMPTY = "Tidak ada catatan."
_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~$])")
_ITEM = re.compile(r"^\s*(?:[-*+]|\d{1,3}[.)])\s+")
_HEADING = re.compile(r"^#{1,6}\s+")
_EMPHASIS = re.compile(r"(\*\*|__|\*|`)(.+?)\1")


class Attendee(NamedTuple):
    """Someone who was there: `status` in words, `detail` how that is known."""

    guru_id: str
    name: str
    school: str
    status: str
    detail: str = ""


class Attendance(NamedTuple):
    """Who was there, by name. Of the others only how many of each status: why one did not come is nobody's business."""

    present: Sequence[Attendee] = ()
    others: Sequence[tuple[str, int]] = ()


def as_markdown(sections: list[dict[str, str]], attendance: Attendance) -> str:
    """The text of the minutes: every heading of the agenda with what was written, then how many were there.

    Their names stand beside it in the edition, where they can be taken back by who erases the own account.
    """
    parts = [f"# {escaped(each['title'])}\n\n{each['text'].strip() or EMPTY}" for each in sections]
    counts = [*Counter(each.status for each in attendance.present).items(), *attendance.others]
    if counts:
        parts.append("# Kehadiran\n\n" + escaped(_numbers(counts)))
    return "\n\n".join(parts)


def attendance_words(attendance: Attendance) -> list[str]:
    """One sentence for each way of having been there: how many, and who. Then the numbers of the others."""
    found: dict[str, list[str]] = {}
    for each in attendance.present:
        found.setdefault(each.status, []).append(each.name)
    said = [f"{status} ({len(names)} orang): {'; '.join(names)}".rstrip(".") + "." for status, names in found.items()]
    return [*said, _numbers(attendance.others)] if attendance.others else said


def _numbers(counts: Sequence[tuple[str, int]]) -> str:
    return " ".join(f"{status}: {number} orang." for status, number in counts)


def escaped(words: str) -> str:
    """Plain words as Markdown says them."""
    return _SPECIAL.sub(r"\\\1", words)


def blocks(text: str) -> list[dict[str, Any]]:
    """The text of a section for the paper: paragraphs, items of lists and headings, without the signs of Markdown."""
    found: list[dict[str, Any]] = []
    for line in text.splitlines():
        if not line.strip():
            found.append({"kind": "gap", "text": ""})
            continue
        kind = "item" if _ITEM.match(line) else "heading" if _HEADING.match(line) else "words"
        words = _EMPHASIS.sub(r"\2", _HEADING.sub("", _ITEM.sub("", line)).strip())
        if kind == "words" and found and found[-1]["kind"] == "words":
            found[-1]["text"] += " " + words
        else:
            found.append({"kind": kind, "text": words})
    return [each for each in found if each["kind"] != "gap"]

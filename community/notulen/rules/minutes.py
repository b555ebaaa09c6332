"""The minutes that a document makes: as Markdown for the record, as blocks for the paper."""

import re
from typing import Any, NamedTuple

EMPTY = "Tidak ada catatan."
_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~$])")
_ITEM = re.compile(r"^\s*(?:[-*+]|\d{1,3}[.)])\s+")
_HEADING = re.compile(r"^#{1,6}\s+")
_EMPHASIS = re.compile(r"(\*\*|__|\*|`)(.+?)\1")


class Attendee(NamedTuple):
    """Who was expected: `status` in words (empty: nothing recorded), `detail` how that is known."""

    name: str
    school: str
    status: str
    detail: str = ""


def as_markdown(sections: list[dict[str, str]], attendance: list[Attendee]) -> str:
    """The text of the minutes: every heading of the agenda with what was written, then who was there."""
    parts = [f"# {escaped(each['title'])}\n\n{each['text'].strip() or EMPTY}" for each in sections]
    said = attendance_words(attendance)
    if said:
        parts.append("# Kehadiran\n\n" + "\n\n".join(escaped(each) for each in said))
    return "\n\n".join(parts)


def attendance_words(attendance: list[Attendee]) -> list[str]:
    """One sentence for each status: how many, and who."""
    found: dict[str, list[str]] = {}
    for each in attendance:
        found.setdefault(each.status or "Belum tercatat", []).append(each.name)
    return [f"{status} ({len(names)} orang): {'; '.join(names)}".rstrip(".") + "." for status, names in found.items()]


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

"""The headings of the minutes: what the agenda lists."""

import re

MOST = 20
LONGEST = 120
FREE = "Pembahasan"  # where there is no agenda
REST = "Lain-lain"
EARLIER = "Catatan sebelumnya"  # what the form had saved before

_MARK = re.compile(r"^(?:[-*+]|\d{1,3}[.)]|#{1,6})\s+")
_EMPHASIS = re.compile(r"(\*\*|__|\*|`)(.+?)\1")


def headings(agenda: str) -> list[str]:
    """One heading for each item of an agenda in Markdown: its list, or where it has none its lines."""
    lines = [each for each in agenda.replace("\t", "    ").splitlines() if each.strip()]
    outer = [each for each in lines if not each.startswith("  ")]
    listed = [each for each in outer if _MARK.match(each)] or outer
    titles = [_plain(each) for each in listed]
    found = [each for each in dict.fromkeys(titles) if each][:MOST]
    return [*found, REST] if found else [FREE]


def sections(agenda: str, *, earlier: bool = False) -> list[dict[str, str]]:
    """The sections of a new document: {key, title}; `earlier` begins with a place for what was written before."""
    titles = [EARLIER] * earlier + headings(agenda)
    return [{"key": f"b{number}", "title": each} for number, each in enumerate(titles, 1)]


def _plain(line: str) -> str:
    words = _EMPHASIS.sub(r"\2", _MARK.sub("", line.strip()))
    return " ".join(words.split()).rstrip(":")[:LONGEST].strip()

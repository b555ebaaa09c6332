"""Showing where the words are: the text as it was written, escaped, what was looked for in <mark>."""

from collections.abc import Collection
from itertools import islice

from markupsafe import Markup, escape

from community.kernel.search.stemming import stem
from community.kernel.search.words import words_in

LENGTH = 220  # signs of an excerpt
LEAD = 60  # signs shown before the first word that was found
_LOOKED_AT = 40  # places where a word stands; the best beginning is among them


def marked(text: str, stems: Collection[str]) -> Markup:
    """`text` escaped, its words with one of these stems in <mark>. Taking the marks out gives `text` again."""
    found = (at for at in words_in(text) if stem(at.group()) in stems) if stems else ()
    return _marked(text, [at.span() for at in found])


def _marked(text: str, spans: list[tuple[int, int]]) -> Markup:
    parts: list[str] = []
    done = 0
    for start, end in spans:
        parts += (escape(text[done:start]), "<mark>", escape(text[start:end]), "</mark>")
        done = end
    parts.append(escape(text[done:]))
    return Markup("".join(parts))  # noqa: S704  each part was escaped


def excerpt(text: str, stems: Collection[str]) -> Markup:
    """The part of `text` that says most of the stems, in one line, marked; its beginning, where it says none."""
    line = _in_one_line(text)
    found = ((at, said) for at in words_in(line) if (said := stem(at.group())) in stems) if stems else iter(())
    spans = {at.span(): said for at, said in islice(found, _LOOKED_AT)}
    if len(line) <= LENGTH:
        return _marked(line, list(spans)) if len(spans) < _LOOKED_AT else marked(line, stems)
    places = [(begins, said) for (begins, _), said in spans.items()]
    best = max(places, key=lambda place: _worth(place[0], places), default=None)
    start = _word_begins(line, max(best[0] - LEAD, 0)) if best else 0
    end = _word_ends(line, start + LENGTH)
    before, after = "… " if start else "", " …" if end < len(line) else ""
    # A part that begins or ends within a very long word is read anew.
    here = [(a - start, b - start) for a, b in spans if start <= a and b <= end]
    whole = len(spans) < _LOOKED_AT and not any(a < start < b or a < end < b for a, b in spans)
    return before + (_marked(line[start:end], here) if whole else marked(line[start:end], stems)) + after


def _in_one_line(text: str) -> str:
    """The lines of `text` one after the other, with a dot between those that end like no sentence."""
    lines = [" ".join(line.split()) for line in text.splitlines()]
    said = [line if line.endswith((".", ",", ":", ";", "!", "?", "…")) else f"{line} ·" for line in lines if line]
    return " ".join(said).removesuffix(" ·")


def _worth(start: int, places: list[tuple[int, str]]) -> tuple[int, int, int]:
    """How many different stems, and how many at all, stand within an excerpt that begins here; the first of equals."""
    within = [said for at, said in places if start <= at < start + LENGTH - LEAD]
    return len(set(within)), len(within), -start


def _word_begins(line: str, at: int) -> int:
    """The beginning of the word after `at`; `at` itself, within a very long one."""
    space = line.find(" ", at, at + LEAD)
    return 0 if at == 0 else at if space < 0 else space + 1


def _word_ends(line: str, at: int) -> int:
    if at >= len(line):
        return len(line)
    space = line.rfind(" ", at - LEAD, at + 1)
    return at if space < 0 else space

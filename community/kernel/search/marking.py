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
    parts: list[str] = []
    done = 0
    for found in words_in(text) if stems else ():
        if stem(found.group()) in stems:
            parts += [escape(text[done : found.start()]), Markup("<mark>"), escape(found.group()), Markup("</mark>")]
            done = found.end()
    return Markup("").join([*parts, escape(text[done:])])


def excerpt(text: str, stems: Collection[str]) -> Markup:
    """The part of `text` that says most of the stems, in one line, marked; its beginning, where it says none."""
    line = _in_one_line(text)
    places = list(
        islice(((at.start(), said) for at in words_in(line) if (said := stem(at.group())) in stems), _LOOKED_AT)
    )
    if len(line) <= LENGTH:
        return marked(line, stems)
    best = max(places, key=lambda place: _worth(place[0], places), default=None)
    start = _word_begins(line, max(best[0] - LEAD, 0)) if best else 0
    end = _word_ends(line, start + LENGTH)
    before, after = "… " if start else "", " …" if end < len(line) else ""
    return Markup("{}{}{}").format(before, marked(line[start:end], stems), after)


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

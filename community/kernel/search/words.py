"""Where the words of a text are, and what is kept of them."""

import re
from collections.abc import Iterator

from community.kernel.search.stemming import stem

TEXT = 60_000  # signs of a text that are read; a longer one is found by what stands before
WORDS = 12  # of a question; what follows them narrows nothing

# An apostrophe within a word belongs to it: Qur'an, Jum'at.
_WORD = re.compile(r"[^\W_]+(?:['’ʼ`][^\W_]+)*")


def words_in(text: str) -> Iterator[re.Match[str]]:
    """The words of `text` with where they stand, in order."""
    return _WORD.finditer(text)


def stems_of(text: str) -> list[str]:
    """The stems of `text` in order, without empty words."""
    return [found for word in _WORD.findall(text[:TEXT]) if (found := stem(word))]


def question(text: str) -> list[str]:
    """The words that someone looks for, as typed, in order: none twice by stem, none empty, at most WORDS."""
    found: dict[str, str] = {}
    for word in _WORD.findall(text[:1000]):
        if (kept := stem(word)) and kept not in found:
            found[kept] = word
        if len(found) == WORDS:
            break
    return list(found.values())

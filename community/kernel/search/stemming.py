"""Indonesian words brought to what they share: "menilai", "penilaian" and "dinilai" all become "nilai".

Snowball's stemmer alone does not do it: it has no dictionary, so "nilai" loses its i, and "menulis" keeps no trace of
the t of "tulis". A word is therefore first taken apart by the rules of the language (a nasal prefix swallows k, p, s
and t) until a root of the list is left (data/roots.txt). Only what leads to no known root goes to Snowball.
Spellings, abbreviations and what the rules would get wrong are in data/exceptions.txt, empty words in data/stop.txt.
Documents and questions are stemmed here, so both databases see the same words.
"""

import threading
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

_DATA = Path(__file__).parent / "data"
_LONGEST = 40  # letters of a stem: what is longer is no word
_LAYERS = 4  # "mempertanggungjawabkannya" has no more
_SHORTEST_ROOT = 3
_lock = threading.Lock()  # Snowball's stemmer is not made for two threads

# What may stand before a root, and the letters it may have swallowed ("" none).
_PREFIXES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("di", ("",)),
    ("ke", ("",)),
    ("se", ("",)),
    ("ber", ("", "r")),
    ("bel", ("",)),
    ("be", ("",)),
    ("ter", ("", "r")),
    ("te", ("",)),
    ("per", ("", "r")),
    ("pel", ("",)),
    ("menge", ("",)),
    ("penge", ("",)),
    ("meng", ("", "k")),
    ("peng", ("", "k")),
    ("meny", ("s",)),
    ("peny", ("s",)),
    ("mem", ("", "p")),
    ("pem", ("", "p")),
    ("men", ("", "t")),
    ("pen", ("", "t")),
    ("me", ("",)),
    ("pe", ("",)),
)
_SUFFIXES = ("nya", "lah", "kah", "pun", "kan", "an", "i", "ku", "mu")
_BY_FIRST = {letter: [each for each in _PREFIXES if each[0][0] == letter] for letter in "dksbtmp"}
_BY_LAST = {letter: [each for each in _SUFFIXES if each[-1] == letter] for letter in "ahniu"}


@lru_cache(maxsize=30_000)
def stem(word: str) -> str:
    """The stem of one word as it was written: small ASCII letters and digits, or "" if it says nothing.

    A word in other letters is kept as "u" and the numbers of its signs, so that both databases take it for one word.
    """
    plain = folded(word)
    if not plain or plain in _stop() or (len(plain) == 1 and plain.isalpha() and plain not in _exceptions()):
        return ""
    if not plain.isascii():
        return f"u{plain.encode().hex()}"[:_LONGEST]
    return (_exceptions().get(plain) or _root_of(plain) or _snowball(plain))[:_LONGEST]


@lru_cache(maxsize=30_000)
def folded(word: str) -> str:
    """`word` in small letters, without accents and apostrophes: what it shares with other ways to write it."""
    if word.isascii():
        plain = word.lower()
    else:
        signs = unicodedata.normalize("NFKD", word.casefold())
        plain = "".join(sign for sign in signs if not unicodedata.combining(sign)).casefold()  # "𝕬" is an A by now
    return plain if plain.isalnum() else "".join(sign for sign in plain if sign.isalnum())


def _root_of(word: str) -> str | None:
    """The known root of a derived word, taken apart as little as possible; None where there is none."""
    known_roots, exceptions = roots(), _exceptions()
    found = {word}
    for _ in range(_LAYERS + 1):
        known = sorted(each for each in found if each in known_roots or each in exceptions)
        if known:
            longest = max(known, key=len)
            return exceptions.get(longest, longest)
        found = {shorter for each in found for shorter in _shorter(each)}
    return None


def _shorter(word: str) -> Iterator[str]:
    """`word` without one suffix or one prefix."""
    for suffix in _BY_LAST.get(word[-1], ()):
        if word.endswith(suffix) and len(word) - len(suffix) >= _SHORTEST_ROOT:
            yield word[: -len(suffix)]
    for prefix, swallowed in _BY_FIRST.get(word[0], ()):
        if word.startswith(prefix) and len(word) - len(prefix) >= _SHORTEST_ROOT - 1:
            for letter in swallowed:
                yield letter + word[len(prefix) :]


def _snowball(word: str) -> str:
    with _lock:
        return str(_stemmer().stemWord(word)) or word


@cache
def _stemmer() -> Any:
    import Stemmer  # here: an idle process has no use for it

    return Stemmer.Stemmer("indonesian", 0)


def _lines(name: str) -> list[str]:
    lines = (line.partition("#")[0].strip() for line in (_DATA / name).read_text(encoding="utf-8").splitlines())
    return [line for line in lines if line]


@cache
def _stop() -> frozenset[str]:
    return frozenset(word for line in _lines("stop.txt") for word in line.split())


@cache
def roots() -> frozenset[str]:
    """The roots that are known."""
    return frozenset(word for line in _lines("roots.txt") for word in line.split())


@cache
def _exceptions() -> dict[str, str]:
    """Each form to its stem; a stem is a form of itself."""
    found: dict[str, str] = {}
    for line in _lines("exceptions.txt"):
        kept, _, forms = line.partition(":")
        found |= dict.fromkeys([kept, *forms.split()], kept)
    return found

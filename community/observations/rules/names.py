"""Names out of a text, before something of an observation is shown to others."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_SHORTEST = 3  # letters: shorter parts of a name ("Ai", "De") stand within other words and sentences
_TITLES = ("ibu", "bu", "bapak", "pak")
_EVERYDAY = frozenset({"ibu", "bapak", "guru", "kepala", "sekolah", "negeri", "swasta", "kelas", "dan"})


@dataclass(frozen=True)
class Stranger:
    """Someone or some school that must not be named: all ways to write it, and what stands there instead."""

    names: tuple[str, ...]
    instead: str

    @classmethod
    def person(cls, name: str, key: str, instead: str) -> "Stranger":
        """A person: the name with degrees, without them (`key`), its parts, and the short ones as people are called."""
        parts = [part for part in key.split() if part not in _EVERYDAY]
        long = [part for part in parts if len(part) >= _SHORTEST]
        called = [f"{title} {part}" for part in parts if len(part) < _SHORTEST for title in _TITLES]
        return cls(tuple(dict.fromkeys(each for each in (name, key, *long, *called) if each)), instead)


def without_names(text: str, strangers: Iterable[Stranger]) -> str:
    """`text` with each name replaced, whole words only, however they are written; the longest first."""
    for name, instead in _longest_first(strangers):
        text = re.sub(_whole(name), instead, text, flags=re.IGNORECASE)
    return text


def found_in(text: str, strangers: Iterable[Stranger]) -> list[str]:
    """The names that still stand in `text`, as they are written there."""
    found: dict[str, str] = {}
    for name, _ in _longest_first(strangers):
        for match in re.finditer(_whole(name), text, flags=re.IGNORECASE):
            found.setdefault(match[0].casefold(), match[0])
    return list(found.values())


def _longest_first(strangers: Iterable[Stranger]) -> Sequence[tuple[str, str]]:
    pairs = [(name, each.instead) for each in strangers for name in each.names]
    return sorted(pairs, key=lambda pair: (-len(pair[0]), pair))


def _whole(name: str) -> str:
    """Words as words: any white space between them, no letter or digit at either end."""
    words = r"\s+".join(re.escape(word) for word in name.split())
    return rf"(?<!\w){words}(?!\w)"


def ways_to_write(school: str) -> tuple[str, ...]:
    """How the name of a school is written: "SD NEGERI 3 BANJARWANGI" is "SDN 3 Banjarwangi" too."""
    found = [school]
    for level in ("SD", "SMP", "SMA", "SMK", "MI", "MTS", "MA", "TK", "SLB"):
        found.append(re.sub(rf"(?i)\b{level}\s+negeri\b", f"{level}N", school))
        found.append(re.sub(rf"(?i)\b{level}n\b", f"{level} Negeri", school))
    return tuple(dict.fromkeys(found))

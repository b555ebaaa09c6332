"""Who is meant by "@nama" in a text. Pure: the people who may be meant are handed in.

A person is named by username ("@ai.setiawan"), by the whole name ("@Ai Setiawan"), or by words of it that only one of
them carries ("@Yuyun"). What fits nobody, or more than one, stays text; the writer is told.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from community.kernel.person_names import name_key

LONGEST_NAME = 5  # words looked at behind an @
MOST = 50  # people one text names; further ones stay text
_CODE = re.compile(r"```.*?(?:```|\Z)|~~~.*?(?:~~~|\Z)|`[^`\n]*`", re.S)
_NAMED = re.compile(r"(?<![\w@./])@(\w[\w.'’-]{0,79}(?: [\w'’.-]{1,40}){0,4})")


class Person(Protocol):
    """What is asked of someone who may be meant; rows of Guru will do."""

    @property
    def id(self) -> str: ...
    @property
    def username(self) -> str | None: ...
    @property
    def name_key(self) -> str: ...


@dataclass(frozen=True)
class Mentions:
    """Who is meant, in order; and the names (without @) that fit nobody or more than one."""

    ids: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    ambiguous: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """For the writer: which names reached nobody, and what to do. Empty where all did."""
        parts = []
        if self.ambiguous:
            parts.append(f"{_listed(self.ambiguous)} cocok dengan lebih dari satu anggota: tulis nama lengkapnya.")
        if self.unknown:
            parts.append(f"{_listed(self.unknown)} bukan nama anggota yang dapat membaca ini.")
        return " ".join([*parts, "Yang dimaksud belum diberi tahu."]) if parts else ""


def mentioned(text: str, people: Iterable[Person]) -> list[str]:
    """The ids of those of `people` whom `text` names with "@nama", in order, each once."""
    return list(mentions(text, people).ids)


def mentions(text: str, people: Iterable[Person]) -> Mentions:
    """As `mentioned`, with the names that fit nobody or more than one."""
    if "@" not in text:
        return Mentions()
    known = _Known(people)
    ids: dict[str, None] = {}
    unknown: dict[str, None] = {}
    ambiguous: dict[str, None] = {}
    for found in _NAMED.finditer(_CODE.sub(" ", text)):
        typed = found[1]
        who = known.meant(typed)
        if len(who) == 1 and len(ids) < MOST:
            ids[who[0]] = None
        elif len(who) > 1:
            ambiguous["@" + typed.split()[0].rstrip(".-")] = None
        elif not who:
            unknown["@" + typed.split()[0].rstrip(".-")] = None
    return Mentions(tuple(ids), tuple(unknown), tuple(ambiguous))


class _Known:
    """The people by username and by each word of their names."""

    def __init__(self, people: Iterable[Person]) -> None:
        self.by_username: dict[str, str] = {}
        self.by_name: dict[str, list[str]] = {}
        self.by_word: dict[str, set[str]] = {}
        for each in people:
            if each.username:
                self.by_username[each.username.casefold()] = each.id
            self.by_name.setdefault(each.name_key, []).append(each.id)
            for word in each.name_key.split():
                self.by_word.setdefault(word, set()).add(each.id)

    def meant(self, typed: str) -> list[str]:
        """Whom `typed` (a name and what follows it) means: the most words that fit anyone decide."""
        words = typed.split()
        first = words[0].casefold()
        for name in (first, first.rstrip(".-'’")):
            if name in self.by_username:
                return [self.by_username[name]]
        for length in range(min(len(words), LONGEST_NAME), 0, -1):
            if who := self._with_words(words[:length]):
                return sorted(who)
        return []

    def _with_words(self, words: list[str]) -> set[str]:
        key = name_key(" ".join(words).replace(".", " ").replace("_", " "))
        if len(whole := self.by_name.get(key, [])) == 1:
            return set(whole)  # the whole name of one of them, though others carry its words too
        parts = key.split()
        sets = [self.by_word.get(part, set()) for part in parts]
        return set.intersection(*sets) if sets else set()


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names)

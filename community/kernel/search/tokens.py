"""A question as a formula over tokens, written as each database reads it.

A token is made of small letters, digits, ":", "-" and "_" alone, whatever somebody typed: there is nothing in it that
either database would read as a sign of its own.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from community.kernel.search.stemming import folded
from community.kernel.search.words import words_in


def kind_mark(kind: str) -> str:
    return f"k:{_plain(kind)}"


def audience_mark(audience: str) -> str:
    return f"a:{_plain(audience)}"


def title_mark(stem: str) -> str:
    return f"t:{stem}"


def facet_mark(facet: str, value: str) -> str:
    return f"f:{_plain(facet)}:{_plain(value)}"


def _plain(value: str) -> str:
    """`value` as part of a token: "Modul ajar" is "modul-ajar"; other letters are numbers."""
    if value.isascii() and value.replace(":", "").replace("-", "").replace("_", "").isalnum() and value.islower():
        return value
    words = (folded(found.group()) for found in words_in(value))
    return "-".join(word if word.isascii() else f"u{word.encode().hex()}" for word in words) or "-"


@dataclass(frozen=True)
class Formula:
    """All of the groups, and of each group any token (or all tokens of any tuple in it)."""

    groups: tuple[tuple[str | tuple[str, ...], ...], ...]

    @classmethod
    def of(cls, tokens: Iterable[str]) -> "Formula":
        return cls(tuple((token,) for token in tokens))

    def and_any(self, choices: Iterable[str | tuple[str, ...]]) -> "Formula":
        return Formula((*self.groups, tuple(choices)))

    def and_all(self, tokens: Iterable[str]) -> "Formula":
        return Formula((*self.groups, *((token,) for token in tokens)))

    def of_titles(self) -> "Formula":
        """The same formula over the words of titles."""
        return Formula(tuple(tuple(_of_title(choice) for choice in group) for group in self.groups))

    def for_sqlite(self) -> str:
        return self._written(" AND ", " OR ", '"')

    def for_postgresql(self) -> str:
        return self._written(" & ", " | ", "'")

    def _written(self, both: str, either: str, quote: str) -> str:
        def one(choice: str | tuple[str, ...]) -> str:
            tokens = (choice,) if isinstance(choice, str) else choice
            return "(" + both.join(f"{quote}{token}{quote}" for token in tokens) + ")"

        return both.join("(" + either.join(one(choice) for choice in group) + ")" for group in self.groups)


def _of_title(choice: str | tuple[str, ...]) -> str | tuple[str, ...]:
    return title_mark(choice) if isinstance(choice, str) else tuple(title_mark(token) for token in choice)


def narrowed(kind: str, facets: Mapping[str, str]) -> list[str]:
    """The marks of a chosen kind and chosen facets."""
    return [kind_mark(kind)] * bool(kind) + [facet_mark(facet, value) for facet, value in sorted(facets.items())]

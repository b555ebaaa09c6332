"""The facets of a document as one short text: many things have the same, which is taken apart once."""

from collections import Counter
from collections.abc import Mapping

_BETWEEN = "\n"  # facets
_IS = "\t"  # between the name of a facet and its value


def written(facets: Mapping[str, str]) -> str:
    """The facets that have a value, in order: the same facets are the same text."""
    plain = {facet: " ".join(value.split()) for facet, value in sorted(facets.items())}
    return _BETWEEN.join(f"{facet}{_IS}{value}" for facet, value in plain.items() if value)


def read(text: str) -> dict[str, str]:
    """What was `written`."""
    pairs = (each.partition(_IS) for each in text.split(_BETWEEN) if each)
    return {facet: value for facet, _, value in pairs}


def counted(texts: Mapping[str, int]) -> dict[str, dict[str, int]]:
    """How often each facet has each value, most first; of each text, how many things have it."""
    counts: dict[str, dict[str, int]] = {}
    pairs: Counter[str] = Counter()
    for text, number in texts.items():
        for pair in text.split(_BETWEEN) if text else ():
            pairs[pair] += number
    for pair, number in sorted(pairs.items(), key=lambda each: (-each[1], each[0])):
        facet, _, value = pair.partition(_IS)
        counts.setdefault(facet, {})[value] = number
    return counts

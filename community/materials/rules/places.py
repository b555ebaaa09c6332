"""Where a comment stands: at its paragraph, wherever that has moved, as long as it still says the same."""

import re
from collections.abc import Mapping

_BLOCK = re.compile(r'<[a-z][a-z0-9]* id="p-(\d+)"')  # in text and attributes a quotation mark is &quot;


def place_of(quote: str, block: int, blocks: Mapping[int, str]) -> int | None:
    """The number of the block among `blocks` (number to text) that says `quote`, the nearest to `block`; else None."""
    same = [number for number, text in blocks.items() if text == quote]
    return min(same, key=lambda number: (abs(number - block), number), default=None)


def pieces(html: str) -> list[tuple[int, str]]:
    """The blocks of a rendered text as they are: (number, HTML), in order."""
    found = list(_BLOCK.finditer(html))
    ends = [*(each.start() for each in found), len(html)][1:]
    return [(int(each[1]), html[each.start() : end]) for each, end in zip(found, ends, strict=True)]


def shortened(text: str, most: int = 160) -> str:
    """The beginning of a paragraph, cut between words."""
    if len(text) <= most:
        return text
    return text[:most].rsplit(" ", 1)[0].rstrip(" ,;:") + " …"

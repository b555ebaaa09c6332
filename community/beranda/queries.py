"""The feed of a gugus, put together of what the packages below contribute; wiring names them."""

from collections.abc import Callable

from community.accounts.models import Guru
from community.gugus.models import Gugus
from community.kernel.atom import Entry

NEWEST = 60

# Each gives what it has for a person (None: a stranger, and so only what is public) about a gugus.
FEEDS: list[Callable[[Guru | None, Gugus], list[Entry]]] = []


def news_of(guru: Guru | None, gugus: Gugus) -> list[Entry]:
    """The newest entries about `gugus` that `guru` may read."""
    found = [entry for each in FEEDS for entry in each(guru, gugus)]
    return sorted(found, key=lambda entry: (entry.at, entry.id), reverse=True)[:NEWEST]

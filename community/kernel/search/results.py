"""What a search answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from markupsafe import Markup


@dataclass(frozen=True)
class Result:
    """One thing found. `title_html` and `excerpt_html` are escaped, the words that were looked for in <mark>."""

    kind: str
    about_id: str
    title: str
    link: str
    at: datetime
    facets: Mapping[str, str]
    gugus_id: str | None
    title_html: Markup
    excerpt_html: Markup


@dataclass(frozen=True)
class Found:
    """The answer to one search.

    `number` and the counts stop at 500 (`capped`: there is more). `kinds` counts each kind, whichever is chosen, of
    the newest 500 (`kinds_capped`: there is more, and a kind that is not among them may have some all the same);
    `facets` counts the values of each facet within what was found. `shown_for` is set where a word that nobody wrote
    was replaced by the nearest one: the words that were searched instead. `suggestion` is a better spelling to offer.
    `partly`: nothing has all the words, so what has some of them is shown.
    """

    results: list[Result] = field(default_factory=list)
    number: int = 0
    capped: bool = False
    more: bool = False
    kinds: Mapping[str, int] = field(default_factory=dict)
    kinds_capped: bool = False
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    shown_for: str = ""
    suggestion: str = ""
    partly: bool = False

"""Reads of the shared notulen, reached through the person."""

from community.notulen.queries.frozen import edition_of, editions_naming, editions_of, holding, holding_at, is_frozen
from community.notulen.queries.hooks import ATTENDING, attending
from community.notulen.queries.reach import document_at, document_of, who_may_hear
from community.notulen.queries.state import (
    State,
    content_now,
    last_n,
    owners_of,
    recorded_lines,
    state_of,
    updates_after,
    writers_of,
)

__all__ = [
    "ATTENDING",
    "State",
    "attending",
    "content_now",
    "document_at",
    "document_of",
    "edition_of",
    "editions_naming",
    "editions_of",
    "holding",
    "holding_at",
    "is_frozen",
    "last_n",
    "owners_of",
    "recorded_lines",
    "state_of",
    "updates_after",
    "who_may_hear",
    "writers_of",
]

"""Search over everything that may be found, by whoever may see it; the same answers on both databases.

searchable("materi", documents, everything=all_ids)     # once, in wiring: where the documents of a kind come from
reindex("materi", materi.id)                            # in a listener: its documents are made anew, in a job
found = find(guru, "menilai pecahan", kind="materi", facets={"fase": "B"}, page=2)      # guru None: a stranger
"""

from community.kernel.search.documents import (
    PUBLIC,
    SIGNED_IN,
    SOURCES,
    Document,
    Everything,
    Source,
    Together,
    audiences_of,
    heard_by,
    searchable,
)
from community.kernel.search.finding import find
from community.kernel.search.indexing import forget, reindex, reindex_everything
from community.kernel.search.results import Found, Result

__all__ = [
    "PUBLIC",
    "SIGNED_IN",
    "SOURCES",
    "Document",
    "Everything",
    "Found",
    "Result",
    "Source",
    "Together",
    "audiences_of",
    "find",
    "forget",
    "heard_by",
    "reindex",
    "reindex_everything",
    "searchable",
]

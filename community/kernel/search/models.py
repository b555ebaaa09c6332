"""The rows of the index, and what each database keeps beside them to find words fast.

A document is a row of `search_document`. Its words (`stems`) and what narrows a search (`marks`: its kind, audience and
facets, the words of its title) are one bag of tokens, and every question is a formula over these:
"pecahan AND modul AND k:materi". SQLite answers it from an FTS5 table over the two columns, PostgreSQL from a GIN index
over a tsvector made of them. Neither splits, stems or ranks anything: what is found, and in which order, is the same on
both.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import DDL, Index, Integer, Text, UniqueConstraint, event
from sqlalchemy.orm import Mapped, mapped_column

from community.kernel.database import Base

INDEX = "search_words"  # SQLite's FTS5 table (its shadows: search_words_*), PostgreSQL's column and GIN index


class SearchDocument(Base):
    """One document for one audience. Never changed: what changed is written anew and has the highest `number`."""

    __table_args__ = (
        UniqueConstraint("kind", "about_id", "audience"),
        Index("ix_search_document_audience", "audience"),
    )

    number: Mapped[int] = mapped_column(Integer, primary_key=True)
    kind: Mapped[str]
    about_id: Mapped[str]
    audience: Mapped[str]
    gugus_id: Mapped[str | None]
    link: Mapped[str]
    at: Mapped[datetime]
    facets: Mapped[str]  # as facets.py writes them
    marks: Mapped[str]
    title: Mapped[str]
    # Long ones last: SQLite reads a row from its beginning.
    text: Mapped[str] = mapped_column(Text)
    stems: Mapped[str] = mapped_column(Text)  # of title, text and facets, in order


class SearchWord(Base):
    """A word that stands in some document, as written: what a question with a slip in it may have meant."""

    word: Mapped[str] = mapped_column(primary_key=True)
    letters: Mapped[int] = mapped_column(index=True)


# An index without positions: it says which documents have a token. What stands between two spaces is one token.
# The documents keep the text, so a document is taken out of the index by showing it once more what it held.
_OLD = f"INSERT INTO {INDEX}({INDEX}, rowid, stems, marks) VALUES ('delete', old.number, old.stems, old.marks);"  # noqa: S608
_NEW = f"INSERT INTO {INDEX}(rowid, stems, marks) VALUES (new.number, new.stems, new.marks);"  # noqa: S608
SQLITE = (
    f"CREATE VIRTUAL TABLE {INDEX} USING fts5(stems, marks, content='search_document', content_rowid='number', "
    "detail=none, columnsize=0, tokenize=\"ascii tokenchars ':-_'\")",
    f"CREATE TRIGGER {INDEX}_add AFTER INSERT ON search_document BEGIN {_NEW} END",
    f"CREATE TRIGGER {INDEX}_drop AFTER DELETE ON search_document BEGIN {_OLD} END",
    f"CREATE TRIGGER {INDEX}_change AFTER UPDATE OF stems, marks ON search_document BEGIN {_OLD} {_NEW} END",
)
# array_to_tsvector takes the tokens as they are. MAIN: they stay in the row, where a scan of the newest reads them.
POSTGRESQL = (
    f"ALTER TABLE search_document ADD COLUMN {INDEX} tsvector "
    "GENERATED ALWAYS AS (array_to_tsvector(string_to_array(ltrim(stems || ' ' || marks), ' '))) STORED",
    f"ALTER TABLE search_document ALTER COLUMN {INDEX} SET STORAGE MAIN",
    f"CREATE INDEX {INDEX}_gin ON search_document USING gin ({INDEX})",
)


def _statements() -> Iterator[tuple[str, str]]:
    for dialect, statements in (("sqlite", SQLITE), ("postgresql", POSTGRESQL)):
        for statement in statements:
            yield dialect, statement.replace("%", "%%")


def _made_with(table: Any) -> None:
    for dialect, statement in _statements():
        event.listen(table, "after_create", DDL(statement).execute_if(dialect=dialect))
    event.listen(table, "after_drop", DDL(f"DROP TABLE IF EXISTS {INDEX}").execute_if(dialect="sqlite"))


_made_with(SearchDocument.__table__)


def beside_the_models(name: str | None, kind: str, *_: Any) -> bool:
    """Whether a table, column or index of a database is the index's own: no model knows it (Alembic: leave it be)."""
    return bool(name) and kind in {"table", "column", "index"} and str(name).startswith(INDEX)

"""A shelf of documents that nobody keeps but a test: put something on it, and the index knows of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from community.kernel.search import SOURCES, Document, searchable
from community.kernel.search.indexing import index_things

DAY = datetime(2026, 11, 1, 3, tzinfo=UTC)


class Shelf:
    """`shelf.put("Modul pecahan", "...", audience="gugus:kkg")`: at once in the index; gives its id."""

    def __init__(self) -> None:
        self.documents: dict[str, list[Document]] = {}
        self.reads = 0

    def put(self, title: str, text: str = "", **over: Any) -> str:
        """One document, indexed: its kind is materi, its audience everyone, unless said."""
        about_id = self.put_later(title, text, **over)
        self.index(about_id)
        return about_id

    def put_later(self, title: str, text: str = "", **over: Any) -> str:
        """One document that the index does not know of yet."""
        about_id = over.pop("about_id", f"d{len(self.documents)}")
        values = {"kind": "materi", "audience": "publik", "link": f"/x/{about_id}", "at": DAY} | over
        self.documents[about_id] = [Document(about_id=about_id, title=title, text=text, **values)]
        return about_id

    def index_all(self, kind: str, ids: list[str]) -> None:
        index_things(kind, *ids)

    def take(self, about_id: str) -> None:
        """It is no longer to be found."""
        (document, *_) = self.documents.pop(about_id)
        index_things(document.kind, about_id)

    def index(self, about_id: str) -> None:
        index_things(self.documents[about_id][0].kind, about_id)

    def of(self, kind: str) -> list[str]:
        return [about_id for about_id, documents in self.documents.items() if documents[0].kind == kind]

    def read(self, about_id: str) -> list[Document]:
        self.reads += 1
        return self.documents.get(about_id, [])


@contextmanager
def shelf() -> Iterator[Shelf]:
    """For the length of the block the search knows of nothing but the shelf."""
    before = dict(SOURCES)
    made = Shelf()
    try:
        SOURCES.clear()
        for kind in before:
            searchable(kind, made.read, everything=lambda kind=kind: made.of(kind))
        yield made
    finally:
        SOURCES.clear()
        SOURCES.update(before)

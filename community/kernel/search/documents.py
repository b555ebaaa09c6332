"""What can be found, and who says so: a document, its sources, the audiences of a person."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

PUBLIC = "publik"
SIGNED_IN = "masuk"


@dataclass(frozen=True)
class Document:
    """One thing as one audience finds it; a thing that several audiences find has a document for each.

    `audience` is one string. Whoever is of it finds the document, nobody else:
        publik         everyone, signed in or not
        masuk          everyone signed in
        gugus:<id>     who may read the gugus: anggota, pengurus, pengawas and dinas of its wilayah
        anggota:<id>   its anggota and pengurus, nobody from above
        pengurus:<id>  its pengurus
        guru:<id>      one person
        operator       the operators
    `title` and `text` are plain text as it is read (no Markdown signs, no HTML). `at` is when it last changed for a
    reader (aware); `facets` are its few short values to narrow a search by, as the screen says them
    ({"jenis": "Modul ajar", "mapel": "Matematika", "fase": "B"}); an empty value is left out.
    """

    kind: str
    about_id: str
    audience: str
    title: str
    text: str
    link: str
    at: datetime
    facets: Mapping[str, str] = field(default_factory=dict)
    gugus_id: str | None = None


Source = Callable[[str], list[Document]]  # of the id of a thing: its documents now; none, if it is not to be found
Together = Callable[[list[str]], Mapping[str, list[Document]]]  # of several ids, in as many queries as of one
Everything = Callable[[], Iterable[str]]  # the ids of all things of a kind, oldest first
Audiences = Callable[[Any], Iterable[str]]  # of a person: the audiences they are of, now


@dataclass(frozen=True)
class Kind:
    """One kind of thing: what its documents are, and which things there are."""

    documents: Source
    everything: Everything
    together: Together | None = None

    def of(self, ids: list[str]) -> dict[str, list[Document]]:
        """The documents of each of these things."""
        if self.together is None:
            return {about_id: self.documents(about_id) for about_id in ids}
        found = self.together(ids)
        return {about_id: found.get(about_id, []) for about_id in ids}


SOURCES: dict[str, Kind] = {}
_audiences: list[Audiences] = []


def searchable(kind: str, documents: Source, *, everything: Everything, together: Together | None = None) -> None:
    """Say where the documents of a kind come from; wiring calls this once a kind.

    `together` is for what comes in hundreds, such as the people of an imported list.
    """
    SOURCES[kind] = Kind(documents, everything, together)


def heard_by(audiences: list[Audiences]) -> None:
    """Say who knows the audiences of a person; wiring calls this once."""
    _audiences[:] = audiences


def audiences_of(guru: Any) -> frozenset[str]:
    """What `guru` (None: a stranger) is among, read afresh: who left a gugus is out of it with the next request."""
    if guru is None:
        return frozenset({PUBLIC})
    own = {PUBLIC, SIGNED_IN, f"guru:{guru.id}"}
    return frozenset(own.union(*(each(guru) for each in _audiences)))

"""What a search finds: each kind of thing, its name, where its documents come from; and who is of which audience."""

from dataclasses import dataclass

from community.discussion.queries.search import documents as room_documents
from community.discussion.queries.search import everything as room_stretches
from community.gugus.queries.search import (
    audiences,
    gugus_documents,
    gugus_ids,
    people_documents,
    people_ids,
    people_together,
)
from community.kabar.queries.search import documents as kabar_documents
from community.kabar.queries.search import everything as kabar_ids
from community.kernel.search import Everything, Source, Together, heard_by, searchable
from community.lokakarya.queries.search import documents as paket_documents
from community.lokakarya.queries.search import paket_ids
from community.materials.queries.search import all_ids as material_ids
from community.materials.queries.search import documents as material_documents
from community.materials.queries.search import documents_together as materials_together


@dataclass(frozen=True)
class Findable:
    """One kind: its word and icon on the page, its documents by id, and all its ids, oldest first."""

    word: str
    icon: str
    documents: Source
    everything: Everything
    together: Together | None = None


FOUND: dict[str, Findable] = {
    "materi": Findable("Materi", "materi", material_documents, material_ids, materials_together),
    "kabar": Findable("Kabar", "bell", kabar_documents, kabar_ids),
    "diskusi": Findable("Diskusi", "people", room_documents, room_stretches),
    "paket": Findable("Paket", "calendar", paket_documents, paket_ids),
    "gugus": Findable("Gugus", "gugus", gugus_documents, gugus_ids),
    "guru": Findable("Orang", "person", people_documents, people_ids, people_together),
}


def connect() -> None:
    """Tell the search; again for each application."""
    for kind, each in FOUND.items():
        searchable(kind, each.documents, everything=each.everything, together=each.together)
    heard_by([audiences])

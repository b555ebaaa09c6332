"""What lokakarya does when something happened."""

from community.gugus.events import Joined, Left
from community.kernel.command import together_after_commit
from community.kernel.search import reindex
from community.lokakarya.events import PaketChanged
from community.lokakarya.queries.search import PAKET, paket_with


def index_paket(fact: PaketChanged) -> None:
    """A search finds the paket as it is now."""
    reindex(PAKET, fact.paket_id)


def index_for_who_came(fact: Joined | Left) -> None:
    """Who had a role from outside and becomes anggota finds a paket as one from now on, and no longer by that role."""
    together_after_commit(_index_with, fact.guru_id)


def _index_with(guru_ids: list[str]) -> None:
    for paket_id in paket_with(guru_ids):
        reindex(PAKET, paket_id)

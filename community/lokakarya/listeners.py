"""What lokakarya does when something happened."""

from community.gugus.events import Joined, Left
from community.kernel.search import reindex
from community.lokakarya.events import PaketChanged
from community.lokakarya.queries.search import PAKET, paket_with


def index_paket(fact: PaketChanged) -> None:
    """A search finds the paket as it is now."""
    reindex(PAKET, fact.paket_id)


def index_for_who_came(fact: Joined | Left) -> None:
    """Who had a role from outside and becomes anggota finds a paket as one from now on, and no longer by that role."""
    for paket_id in paket_with(fact.guru_id, fact.gugus_id):
        reindex(PAKET, paket_id)

"""What lokakarya does when something happened."""

from community.kernel.search import reindex
from community.lokakarya.events import PaketChanged
from community.lokakarya.queries.search import PAKET


def index_paket(fact: PaketChanged) -> None:
    """A search finds the paket as it is now."""
    reindex(PAKET, fact.paket_id)

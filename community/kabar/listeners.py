"""What kabar does when it hears of something."""

from community.accounts.events import GuruErased
from community.gugus.events import Moderated
from community.kabar.events import KabarChanged
from community.kabar.models import ABOUT
from community.kabar.queries.search import kabar_id_of
from community.kabar.services import forget_reader
from community.kernel.search import reindex


def forget(fact: GuruErased) -> None:
    """Within the erasing: what the person has read is kept nowhere."""
    forget_reader(fact.guru_id)


def index_again(fact: KabarChanged) -> None:
    """After the act: the search finds what the kabar says now."""
    reindex(ABOUT, fact.kabar_id)


def index_moderated(fact: Moderated) -> None:
    """After a ruling: what is hidden is not found, what is shown again is."""
    if fact.about_kind == ABOUT and (kabar_id := kabar_id_of(fact.about_id)):
        reindex(ABOUT, kabar_id)

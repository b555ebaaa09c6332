"""What a gugus does when it hears of something."""

from community.accounts.events import GuruErased, PersonChanged
from community.gugus.events import GugusChanged, GugusCreated, Joined, Left, PengurusChanged
from community.gugus.queries.search import GUGUS, PERSON
from community.gugus.services import forget_guru
from community.kernel.search import forget, reindex


def end_memberships(fact: GuruErased) -> None:
    """Within the erasing: the person belongs to no gugus and leads none."""
    forget_guru(fact.guru_id)


def forget_person(fact: GuruErased) -> None:
    """Within the erasing: no search finds the person any more."""
    forget(PERSON, fact.guru_id)


def index_gugus(fact: GugusCreated | GugusChanged) -> None:
    """A search finds the gugus as it is now."""
    reindex(GUGUS, fact.gugus_id)


def index_person(fact: PersonChanged | Joined | Left | PengurusChanged) -> None:
    """A search finds the person where they belong now. Gathered within the act: a list of teachers asks in few jobs."""
    reindex(PERSON, fact.guru_id)

"""What materi does when something happened."""

from community.accounts.events import GuruErased, PersonChanged
from community.gugus.events import Joined, Left, Moderated
from community.kernel.command import together_after_commit
from community.kernel.jobs import later
from community.kernel.search import reindex
from community.materials.events import MaterialChanged
from community.materials.jobs import index_written_by
from community.materials.queries.hiding import MATERIAL
from community.materials.services import forget_author


def forget(fact: GuruErased) -> None:
    """Within the erasing: drafts that nobody else could read go; elsewhere the person is a former member."""
    forget_author(fact.guru_id)


def index_material(fact: MaterialChanged) -> None:
    """A search finds it as it is now."""
    reindex("materi", fact.material_id)


def index_moderated(fact: Moderated) -> None:
    """After a ruling: what is hidden is not found, what is shown again is."""
    if fact.about_kind == MATERIAL:
        reindex("materi", fact.about_id)


def index_authored(fact: PersonChanged | GuruErased | Joined | Left) -> None:
    """What people wrote is found under the name they have; who leaves finds their own, who comes back all of it.

    One job for everyone of an act: a list of teachers brings hundreds.
    """
    together_after_commit(_index_written_by, fact.guru_id)


def _index_written_by(guru_ids: list[str]) -> None:
    later(index_written_by, *dict.fromkeys(guru_ids))

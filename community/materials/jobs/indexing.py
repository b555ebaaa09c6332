"""Finding anew what people wrote, once something about them changed."""

from community.kernel.jobs import job
from community.kernel.search import reindex
from community.materials.queries.search import ids_by


@job
def index_written_by(*guru_ids: str) -> None:
    """The materi of these people are to be found under the names and by the audiences they have now."""
    for material_id in ids_by(list(guru_ids)):
        reindex("materi", material_id)

"""Materi of a gugus and their files, for those who look at one together."""

from sqlalchemy import select

from community.accounts.models import Guru
from community.gugus.models import Gugus
from community.kernel.database import db
from community.kernel.files import StoredFile
from community.materials.models import Material, Version, VersionFile
from community.materials.queries.lists import gugus_materials
from community.materials.queries.reach import in_view

MOST = 20


def titles_in(guru: Guru, gugus: Gugus) -> list[tuple[str, str]]:
    """(id, title) of the newest materi of `gugus` that `guru` may read."""
    return [(each.id, each.title) for each in gugus_materials(guru, gugus, size=MOST).rows]


def files_in(guru: Guru, gugus: Gugus) -> list[StoredFile]:
    """The files of the versions shown of the newest materi of `gugus` that `guru` may read: one query."""
    newest = in_view(guru).where(Material.gugus_id == gugus.id).order_by(Material.changed_at.desc(), Material.id)
    ids = newest.with_only_columns(Material.id).limit(MOST).subquery()
    query = (
        select(StoredFile)
        .join(VersionFile, VersionFile.file_id == StoredFile.id)
        .join(Version, Version.id == VersionFile.version_id)
        .join(Material, (Material.id == Version.material_id) & (Material.current_number == Version.number))
        .where(Material.id.in_(select(ids.c.id)))
    )
    return list(db.session.scalars(query.order_by(Material.changed_at.desc(), Material.id, VersionFile.position)))

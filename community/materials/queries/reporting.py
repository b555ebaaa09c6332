"""A materi as members report it, and as the queue of reports shows it."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from community.accounts.models import Guru
from community.gugus.queries.hooks import Thing
from community.kernel.database import db
from community.kernel.errors import NotFound
from community.kernel.markdown import blocks
from community.materials.models import Author, Material
from community.materials.queries.reach import material_of
from community.materials.rules.places import shortened


def material_to_report(guru: Guru, material_id: str) -> Material:
    """A materi as someone reports it: one that they read and that was not withdrawn. Raises NotFound."""
    found = material_of(guru, material_id)
    if found.is_removed:
        raise NotFound
    return found


def described_materials(ids: Collection[str]) -> dict[str, Thing]:
    """What the queue of reports shows of these materi; withdrawn ones are gone."""
    query = select(Material).where(Material.id.in_(ids), Material.removed_at.is_(None))
    authors = selectinload(Material.authors).joinedload(Author.guru)
    return {each.id: _thing(each) for each in db.session.scalars(query.options(joinedload(Material.current), authors))}


def _thing(material: Material) -> Thing:
    version, authors = material.current, material.authors
    text = " · ".join(part for part in (version.topic, version.tp, " ".join(blocks(version.html).values())) if part)
    return Thing(
        material.id,
        material.gugus_id,
        authors[0].guru_id if authors else material.created_by_id,
        ", ".join(each.guru.named for each in authors),
        f"Materi “{version.title}”",
        shortened(text or ", ".join(each.file.name for each in version.files), 300),
        f"/materi/{material.id}",
        frozenset(each.guru_id for each in authors),
    )

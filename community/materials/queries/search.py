"""What a search finds of a materi."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from community.gugus.models import Anggota, Gugus
from community.kernel.database import db
from community.kernel.markdown import blocks
from community.kernel.search import PUBLIC, SIGNED_IN, Document
from community.materials.models import FASE, Author, Material, Version
from community.materials.rules.licences import LICENCES


def documents(material_id: str) -> list[Document]:
    """A materi for those who may read it; none once it was withdrawn. Authors find their own, whoever else does.

    An author who is anggota finds it among what the gugus reads: only who left has a document apart.
    """
    query = select(Material).where(Material.id == material_id, Material.removed_at.is_(None))
    found = db.session.scalar(
        query.options(
            joinedload(Material.current),
            joinedload(Material.gugus).joinedload(Gugus.wilayah),
            selectinload(Material.authors).joinedload(Author.guru),
        )
    )
    if found is None or found.current is None:
        return []
    return [_document(found, found.current, audience) for audience in _audiences(found)]


def all_ids() -> list[str]:
    """Every materi that was not withdrawn, oldest first."""
    query = select(Material.id).where(Material.removed_at.is_(None)).order_by(Material.created_at, Material.id)
    return list(db.session.scalars(query))


def ids_by(guru_ids: list[str]) -> list[str]:
    """The materi that these people are authors of."""
    query = select(Material.id).join(Author, Author.material_id == Material.id).where(Material.removed_at.is_(None))
    return list(db.session.scalars(query.where(Author.guru_id.in_(guru_ids), Author.ended_at.is_(None)).distinct()))


def _audiences(material: Material) -> list[str]:
    if material.visibility == "publik":
        return [PUBLIC]
    if material.visibility == "masuk":
        return [SIGNED_IN]
    authors = [each.guru_id for each in material.authors]
    if material.visibility == "penulis":
        return [f"guru:{each}" for each in authors]
    return [f"gugus:{material.gugus_id}", *(f"guru:{each}" for each in authors if each not in _anggota(material))]


def _anggota(material: Material) -> set[str]:
    """Those of its authors who are anggota of its gugus today."""
    authors = [each.guru_id for each in material.authors]
    query = select(Anggota.guru_id).where(Anggota.gugus_id == material.gugus_id, Anggota.left_at.is_(None))
    return set(db.session.scalars(query.where(Anggota.guru_id.in_(authors))))


def _document(material: Material, version: Version, audience: str) -> Document:
    said = [version.topic, version.tp, version.cp, *blocks(version.html).values()]
    who = [each.guru.name for each in material.authors]
    return Document(
        kind="materi",
        about_id=material.id,
        audience=audience,
        title=version.title,
        text="\n".join(part for part in (*said, ", ".join(who), material.gugus.name) if part),
        link=f"/materi/{material.id}",
        at=version.at,
        facets={
            "jenis": material.kind_name,
            "fase": FASE.get(version.fase, ""),
            "kelas": version.kelas,
            "mapel": version.mapel,
            "lisensi": LICENCES[version.licence].name,
            "status": material.state_name,
        },
        gugus_id=material.gugus_id,
    )

"""What a search finds of a materi."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from community.gugus.models import Anggota, Gugus
from community.kernel.database import db
from community.kernel.markdown import blocks
from community.kernel.search import PUBLIC, SIGNED_IN, Document
from community.materials.models import FASE, Author, Material, Version
from community.materials.queries.hiding import standing
from community.materials.rules.licences import LICENCES


def documents(material_id: str) -> list[Document]:
    """A materi for those who may read it; none once it was withdrawn or hidden. Authors find their own in any case.

    An author who is anggota finds it among what the gugus reads: only who left has a document apart.
    """
    return documents_together([material_id]).get(material_id, [])


def documents_together(material_ids: list[str]) -> dict[str, list[Document]]:
    """`documents` of many: three queries."""
    query = select(Material).where(Material.id.in_(material_ids), standing())
    query = query.options(
        joinedload(Material.current),
        joinedload(Material.gugus).joinedload(Gugus.wilayah),
        selectinload(Material.authors).joinedload(Author.guru),
    )
    rows = [each for each in db.session.scalars(query.execution_options(populate_existing=True)) if each.current]
    inside = _anggota_among(rows)
    return {
        each.id: [_document(each, each.current, audience) for audience in _audiences(each, inside)] for each in rows
    }


def all_ids() -> list[str]:
    """Every materi that was not withdrawn, oldest first."""
    query = select(Material.id).where(Material.removed_at.is_(None)).order_by(Material.created_at, Material.id)
    return list(db.session.scalars(query))


def ids_by(guru_ids: list[str]) -> list[str]:
    """The materi that these people are authors of."""
    query = select(Material.id).join(Author, Author.material_id == Material.id).where(Material.removed_at.is_(None))
    return list(db.session.scalars(query.where(Author.guru_id.in_(guru_ids), Author.ended_at.is_(None)).distinct()))


def _audiences(material: Material, inside: set[tuple[str, str]]) -> list[str]:
    if material.visibility == "publik":
        return [PUBLIC]
    if material.visibility == "masuk":
        return [SIGNED_IN]
    authors = [each.guru_id for each in material.authors]
    if material.visibility == "penulis":
        return [f"guru:{each}" for each in authors]
    outside = [each for each in authors if (material.gugus_id, each) not in inside]
    return [f"gugus:{material.gugus_id}", *(f"guru:{each}" for each in outside)]


def _anggota_among(materials: Collection[Material]) -> set[tuple[str, str]]:
    """Of the authors of these, who is anggota of which of their gugus today."""
    authors = {each.guru_id for material in materials for each in material.authors}
    query = select(Anggota.gugus_id, Anggota.guru_id).where(Anggota.guru_id.in_(authors), Anggota.left_at.is_(None))
    return {(gugus_id, guru_id) for gugus_id, guru_id in db.session.execute(query)} if authors else set()


def _document(material: Material, version: Version, audience: str) -> Document:
    said = [version.topic, version.tp, version.cp, *blocks(version.html).values()]
    who = [each.guru.named for each in material.authors]
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

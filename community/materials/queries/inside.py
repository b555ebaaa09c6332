"""What belongs to one materi: its versions, where it comes from, what was made of it, whose hasil it is."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import exists, select
from sqlalchemy.orm import aliased, contains_eager, joinedload, selectinload

from community.accounts.models import Guru
from community.gugus.queries import anggota_of
from community.kernel.database import db
from community.kernel.reading import once
from community.lokakarya.models import Hasil, Paket
from community.lokakarya.queries import readable_by as paket_readable_by
from community.materials.models import Author, Material, Version, VersionFile
from community.materials.queries.hiding import standing
from community.materials.queries.reach import in_view, readable


@dataclass(frozen=True)
class Original:
    """What a materi was adapted from; `version` is None where the reader may not read it."""

    number: int
    material: Material | None
    version: Version | None


@dataclass(frozen=True)
class Descendants:
    """What was made of a materi: those the reader may read, and how many others there are."""

    seen: list[Material]
    hidden: int


def versions_of(material: Material) -> list[Version]:
    """Every version, newest first, with who saved it."""
    query = select(Version).where(Version.material_id == material.id).order_by(Version.number.desc())
    return list(db.session.scalars(query.options(joinedload(Version.by))))


def files_of(version: Version) -> list[VersionFile]:
    """The files of a version in order, loaded."""
    query = select(VersionFile).where(VersionFile.version_id == version.id).order_by(VersionFile.position)
    return list(db.session.scalars(query.options(joinedload(VersionFile.file))))


def open_beside(material: Material) -> list[Version]:
    """The versions beside that nobody has joined yet, oldest first."""
    later = aliased(Version)
    joined = exists().where(later.material_id == Version.material_id, later.joins == Version.number)
    query = select(Version).where(Version.material_id == material.id, Version.beside, ~joined)
    return list(db.session.scalars(query.options(joinedload(Version.by)).order_by(Version.number)))


def original_of(guru: Guru | None, material: Material) -> Original | None:
    """What it was adapted from, as far as the reader may know."""
    if material.adapted_from_id is None or material.adapted_from_number is None:
        return None
    query = (
        select(Version)
        .join(Version.material)
        .join(Material.gugus)
        .where(Version.material_id == material.adapted_from_id, Version.number == material.adapted_from_number)
        .where(standing(), readable(guru) if guru else Material.visibility == "publik")
    )
    authors = selectinload(Material.authors).joinedload(Author.guru)
    loaded = contains_eager(Version.material)
    found = db.session.scalar(query.options(loaded.contains_eager(Material.gugus), loaded.options(authors)))
    return Original(material.adapted_from_number, found.material if found else None, found)


def descendants_of(guru: Guru | None, material: Material) -> Descendants:
    """What was made of it, newest first. Of what the reader may not read only the number is told."""
    made = (Material.adapted_from_id == material.id, standing())
    if guru:
        query = in_view(guru)
    else:
        query = select(Material).join(Material.gugus).where(Material.visibility == "publik")
        query = query.options(contains_eager(Material.gugus))
    seen = list(db.session.scalars(query.where(*made).options(joinedload(Material.current)).limit(50)))
    # A draft that only its authors read is nobody's news yet: it is not counted either.
    count = db.session.scalar(
        select(db.func.count(Material.id)).where(*made, Material.visibility.in_(("gugus", "masuk", "publik")))
    )
    shown = len([each for each in seen if each.visibility != "penulis"])
    return Descendants(sorted(seen, key=lambda each: each.created_at, reverse=True), max((count or 0) - shown, 0))


def hasil_with(guru: Guru, material: Material) -> list[Hasil]:
    """Of which paket that `guru` may read it is a hasil."""
    query = select(Hasil).join(Hasil.paket).join(Paket.gugus)
    query = query.where(Hasil.source == f"materi:{material.id}", Hasil.removed_at.is_(None), paket_readable_by(guru))
    return list(db.session.scalars(query.options(contains_eager(Hasil.paket)).order_by(Hasil.at)))


@once
def removed_among(material_ids: frozenset[str]) -> frozenset[str]:
    """Those that were withdrawn."""
    query = select(Material.id).where(Material.id.in_(material_ids), Material.removed_at.is_not(None))
    return frozenset(db.session.scalars(query))


def possible_authors(material: Material) -> Sequence[Guru]:
    """The authors there are, and the anggota of its gugus, by name."""
    found = {each.guru_id: each.guru for each in material.authors}
    found |= {each.guru_id: each.guru for each in anggota_of(material.gugus)}
    return sorted(found.values(), key=lambda guru: guru.name_key)


def original_licence(material: Material) -> str | None:
    """The licence of the version that it was adapted from."""
    if material.adapted_from_id is None:
        return None
    return db.session.scalar(
        select(Version.licence).where(
            Version.material_id == material.adapted_from_id, Version.number == material.adapted_from_number
        )
    )

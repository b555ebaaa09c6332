"""Reached through the person: what one may not read is *not found*, never a hint."""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, literal, or_, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from community.accounts.models import Guru
from community.gugus.models import Gugus
from community.gugus.queries.reach import above, led_by, within
from community.kernel.clock import today
from community.kernel.database import db
from community.kernel.errors import NotFound
from community.kernel.reading import prepared
from community.lokakarya.models import Hasil, Paket
from community.lokakarya.queries import readable_by as paket_readable_by
from community.materials.models import Author, Material, Version, VersionFile
from community.materials.queries.hiding import is_hidden, not_hidden, reads_hidden, standing
from community.materials.refusals import MaterialHidden, MaterialRemoved


def material_of(guru: Guru | None, material_id: str) -> Material:
    """A materi that `guru` (None: a stranger) may read: by its visibility, as an author, or as hasil of a paket read.

    Gugus, version shown (with files), authors and their sekolah are loaded. Raises NotFound; MaterialRemoved once it
    was withdrawn, except to its authors and to whom it is the hasil of a paket they read; MaterialHidden while a
    ruling hides it, except to its authors and to the pengurus.
    """
    found = db.session.scalar(*_reached(guru, material_id))
    if found is None:
        raise NotFound
    if found.removed_at and not (guru and (_is_author(found, guru) or _is_hasil_for(guru, found))):
        reason = f"Materi ini ditarik. Alasannya: {found.removed_reason} Cari yang lain di perpustakaan materi."
        raise MaterialRemoved(reason)
    if is_hidden(found.id) and not reads_hidden(guru, found):
        raise MaterialHidden
    return found


def version_of(material: Material, number: int) -> Version:
    """One version of a materi that was reached, with its files and who saved it. Raises NotFound."""
    query = select(Version).where(Version.material_id == material.id, Version.number == number)
    found = db.session.scalar(query.options(joinedload(Version.by), selectinload(Version.files)))
    if found is None:
        raise NotFound
    return found


def may_read_file(guru: Guru | None, place_id: str) -> bool:
    """Whether some version that `guru` may read holds the file that was first put at `place_id` (a VersionFile)."""
    first = select(VersionFile.file_id).where(VersionFile.id == place_id).scalar_subquery()
    query = (
        select(Material.id)
        .join(Version, Version.material_id == Material.id)
        .join(VersionFile, VersionFile.version_id == Version.id)
        .join(Material.gugus)
        .where(VersionFile.file_id == first)
    )
    if guru is None:
        return db.session.scalar(query.where(Material.visibility == "publik", standing()).limit(1)) is not None
    mine = written_by(guru.id)
    there = or_(Material.removed_at.is_(None), mine, _as_hasil(guru))
    shown = or_(not_hidden(), mine, led_by(guru.id, today()))
    return db.session.scalar(query.where(or_(readable(guru), _as_hasil(guru)), there, shown).limit(1)) is not None


def readable(guru: Guru) -> ColumnElement[bool]:
    """The condition of reading, on a query that joins Material and its Gugus; it leaves nothing hidden out."""
    return readable_on(guru.id, today())


def in_view(guru: Guru) -> Select[Any]:
    """The materi that `guru` may read and that were neither withdrawn nor hidden, joined with their gugus (loaded)."""
    query = select(Material).join(Material.gugus).options(contains_eager(Material.gugus))
    return query.where(standing(), readable(guru))


def _reached(guru: Guru | None, material_id: str) -> tuple[Select[Any], dict[str, Any]]:
    if guru is None:
        return _public(material_id=material_id)
    query = _loaded(select(Material).where(Material.id == material_id))
    return query.where(or_(readable(guru), _as_hasil(guru))), {}


@prepared
def _public(material_id: Any) -> Select[Any]:
    return _loaded(select(Material).where(Material.id == material_id, Material.visibility == "publik"))


def readable_on(guru_id: Any, day: Any) -> ColumnElement[bool]:
    """`readable`, of a person's id and a day."""
    in_gugus = and_(Material.visibility == "gugus", or_(within(guru_id, day), above(guru_id, day)))
    return or_(Material.visibility.in_(("masuk", "publik")), written_by(guru_id), in_gugus)


def written_by(guru_id: Any) -> ColumnElement[bool]:
    """The condition, on a query of Material, that someone is one of its authors."""
    return exists().where(Author.material_id == Material.id, Author.guru_id == guru_id, Author.ended_at.is_(None))


def _as_hasil(guru: Guru) -> ColumnElement[bool]:
    """It is a hasil, not withdrawn, of a paket that `guru` may read."""
    hasil = select(Hasil.id).join(Hasil.paket).join(Gugus, Gugus.id == Paket.gugus_id)
    source = literal("materi:") + Material.id
    return exists(
        hasil.where(Hasil.source == source, Hasil.removed_at.is_(None), paket_readable_by(guru)).correlate(Material)
    )


def _is_hasil_for(guru: Guru, material: Material) -> bool:
    return db.session.scalar(select(Material.id).where(Material.id == material.id, _as_hasil(guru))) is not None


def _is_author(material: Material, guru: Guru) -> bool:
    return any(each.guru_id == guru.id for each in material.authors)


def _loaded(query: Select[Any]) -> Select[Any]:
    return query.join(Material.gugus).options(
        contains_eager(Material.gugus).joinedload(Gugus.wilayah),
        joinedload(Material.current).joinedload(Version.by),
        joinedload(Material.current).selectinload(Version.files).joinedload(VersionFile.file),
        selectinload(Material.authors).joinedload(Author.guru).joinedload(Guru.sekolah),
    )

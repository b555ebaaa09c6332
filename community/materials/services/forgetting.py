"""When a person's own data are erased: what others read stays without the name, what nobody else could read goes."""

from sqlalchemy import exists, literal, select
from sqlalchemy.orm import aliased, selectinload

from community.kernel.clock import now
from community.kernel.database import db
from community.kernel.files import StoredFile, discard
from community.kernel.search import reindex
from community.lokakarya.models import Hasil
from community.materials.models import Author, Material, Version, VersionFile

_GONE = "Draf yang dihapus"
_TEXTS = ("topic", "mapel", "cp", "tp", "text", "html", "note")


def forget_author(guru_id: str) -> None:
    """Part of an act: empty and withdraw the drafts that an erased person alone could read.

    In what was written with others, or was shown to them, the person stays an author, as "Mantan anggota": the order
    and the shares of the others hang on it.
    """
    for material in db.session.scalars(_own_drafts(guru_id)).all():
        places = [place for version in material.versions for place in version.files]
        for version in material.versions:
            version.title = _GONE
            for name in _TEXTS:
                setattr(version, name, "")
        for place in places:
            db.session.delete(place)
        db.session.flush()
        for file_id in {place.file_id for place in places}:
            _discard(file_id)
        material.removed_at, material.removed_by_id = now(), guru_id
        material.removed_reason = "Akun penulisnya dihapus."
        reindex("materi", material.id)


def _own_drafts(guru_id: str):  # type: ignore[no-untyped-def]
    mine, other = aliased(Author), aliased(Author)
    wrote = exists().where(mine.material_id == Material.id, mine.guru_id == guru_id, mine.ended_at.is_(None))
    with_others = exists().where(other.material_id == Material.id, other.guru_id != guru_id, other.ended_at.is_(None))
    is_hasil = exists().where(Hasil.source == literal("materi:") + Material.id, Hasil.removed_at.is_(None))
    query = select(Material).where(Material.visibility == "penulis", Material.removed_at.is_(None))
    files = selectinload(Material.versions).selectinload(Version.files)
    return query.where(wrote, ~with_others, ~is_hasil).options(files)


def _discard(file_id: str) -> None:
    """An adaptation made while the draft could be read may hold the file still."""
    if db.session.scalar(select(VersionFile.id).where(VersionFile.file_id == file_id).limit(1)) is None:
        discard(db.session.get_one(StoredFile, file_id))

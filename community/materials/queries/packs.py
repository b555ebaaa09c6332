"""Offline packs, and what of a gugus may go into one."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from community.accounts.models import Guru
from community.gugus.models import Gugus
from community.kernel.clock import now
from community.kernel.database import db
from community.kernel.errors import NotFound
from community.kernel.files import StoredFile
from community.materials.models import Author, Material, MaterialPack, Version, VersionFile
from community.materials.queries.hiding import standing
from community.materials.queries.reach import readable
from community.permissions import PENGURUS, Role

KEPT = timedelta(days=7)
MOST = 100  # materi in one pack
MOST_BYTES = 500 * 1024 * 1024


class Choice(NamedTuple):
    """A version that may go into a pack, and how much its files weigh."""

    version: Version
    size: int

    @property
    def material(self) -> Material:
        return self.version.material


def packable(guru: Guru, gugus: Gugus) -> list[Choice]:
    """What of a gugus `guru` may take along: read by more than its authors, as it is shown now; by title."""
    query = _loaded(select(Version)).where(Version.number == Material.current_number, Material.gugus_id == gugus.id)
    found = list(db.session.scalars(query.where(_allowed(guru)).order_by(func.lower(Version.title), Version.id)))
    sizes = _sizes([version.id for version in found])
    return [Choice(version, sizes.get(version.id, 0)) for version in found]


def versions_in(guru: Guru, pack: MaterialPack) -> list[Version]:
    """What of a pack `guru` may still read, in its order; materi, gugus, authors and files loaded."""
    query = _loaded(select(Version)).where(Version.id.in_(pack.version_ids), _allowed(guru))
    query = query.options(
        selectinload(Version.files).joinedload(VersionFile.file),
        contains_eager(Version.material).joinedload(Material.gugus),
    )
    found = {version.id: version for version in db.session.scalars(query)}
    return [found[each] for each in pack.version_ids if each in found]


def lost_in(guru: Guru, pack: MaterialPack) -> int:
    """How many of what is in a pack `guru` may not read any more."""
    query = select(func.count(Version.id)).join(Version.material).join(Material.gugus)
    allowed = db.session.scalar(query.where(Version.id.in_(pack.packed_ids), _allowed(guru))) or 0
    return len(pack.packed_ids) - allowed


def packs_of(gugus: Gugus, limit: int = 20) -> list[MaterialPack]:
    """The packs of a gugus that were not removed, newest first; who asked and the file loaded."""
    query = select(MaterialPack).where(MaterialPack.gugus_id == gugus.id, MaterialPack.state != "dihapus")
    query = query.options(joinedload(MaterialPack.made_by), joinedload(MaterialPack.file))
    return list(db.session.scalars(query.order_by(MaterialPack.made_at.desc(), MaterialPack.id).limit(limit)))


def pack_in(gugus: Gugus, pack_id: str) -> MaterialPack:
    """One pack of `gugus` that was not removed. Raises NotFound."""
    query = select(MaterialPack).where(MaterialPack.id == pack_id, MaterialPack.gugus_id == gugus.id)
    query = query.options(joinedload(MaterialPack.gugus), joinedload(MaterialPack.file))
    found = db.session.scalar(query.where(MaterialPack.state != "dihapus"))
    if found is None:
        raise NotFound("Paket luring ini sudah dihapus atau bukan untuk akun Anda. Buat yang baru dari daftar materi.")
    return found


def pack_under_way(guru_id: str) -> bool:
    """Whether a pack of this person is being made."""
    query = select(MaterialPack.id).where(MaterialPack.made_by_id == guru_id, MaterialPack.state == "dikemas")
    return db.session.scalar(query.limit(1)) is not None


def unfinished_packs() -> list[str]:
    """Those whose making was begun and not ended, oldest first."""
    query = select(MaterialPack.id).where(MaterialPack.state == "dikemas").order_by(MaterialPack.made_at)
    return list(db.session.scalars(query))


def old_packs(before: datetime | None = None) -> list[MaterialPack]:
    """Those asked for longer ago than they are kept."""
    before = before or now() - KEPT
    query = select(MaterialPack).where(MaterialPack.state.in_(("siap", "gagal")), MaterialPack.made_at < before)
    return list(db.session.scalars(query.order_by(MaterialPack.made_at).limit(50)))


def may_read_pack(guru: Guru | None, pack_id: str) -> bool:
    """Who belongs to the gugus or leads it, and may still read everything in it."""
    pack = db.session.get(MaterialPack, pack_id)
    if guru is None or pack is None or pack.state != "siap":
        return False
    return bool(pack.gugus.roles_of(guru) & (PENGURUS | {Role.ANGGOTA})) and not lost_in(guru, pack)


def _allowed(guru: Guru) -> ColumnElement[bool]:
    """On a query that joins Material and Gugus. Every licence there is lets a materi be passed on as it is."""
    return and_(standing(), Material.visibility != "penulis", readable(guru))


def _loaded(query: Select[Any]) -> Select[Any]:
    material = contains_eager(Version.material)
    return (
        query.join(Version.material)
        .join(Material.gugus)
        .options(material, material.selectinload(Material.authors).joinedload(Author.guru))
    )


def _sizes(version_ids: Collection[str]) -> dict[str, int]:
    query = select(VersionFile.version_id, func.sum(StoredFile.size)).join(StoredFile)
    query = query.where(VersionFile.version_id.in_(version_ids)).group_by(VersionFile.version_id)
    return {version_id: int(size) for version_id, size in db.session.execute(query)}

"""Use in class, and letters of ratification."""

from collections.abc import Collection
from functools import cache

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.orm import joinedload

from community.accounts.models import Guru
from community.gugus.queries.hooks import Thing
from community.gugus.queries.moderation import hidden, hidden_ids
from community.kernel.database import db
from community.kernel.errors import NotFound
from community.materials.models import Material, Ratification, Use, Version
from community.materials.queries.reach import material_of
from community.materials.rules.places import shortened

USE_KIND = "pemakaian_materi"  # as reported to the pengurus


def uses_of(material_id: str, limit: int = 50) -> tuple[list[Use], set[str]]:
    """The newest uses in class, with who and their sekolah; and the ids of those that are hidden."""
    query = select(Use).where(Use.material_id == material_id, Use.removed_at.is_(None))
    query = query.options(joinedload(Use.guru).joinedload(Guru.sekolah))
    found = list(db.session.scalars(query.order_by(Use.used_on.desc(), Use.at.desc(), Use.id).limit(limit)))
    return found, hidden(USE_KIND, [each.id for each in found])


def use_counts(material_ids: Collection[str]) -> dict[str, int]:
    """How often each was used in class: one query, for the cards of the library. What is hidden does not count."""
    found = db.session.execute(_counts(), {"ids": list(material_ids)}) if material_ids else ()
    return {material_id: count for material_id, count in found}  # noqa: C416


@cache
def _counts() -> Select[str, int]:
    query = select(Use.material_id, func.count(Use.id)).where(
        Use.material_id.in_(bindparam("ids", expanding=True)),
        Use.removed_at.is_(None),
        Use.id.not_in(hidden_ids(USE_KIND)),
    )
    return query.group_by(Use.material_id)


def use_of(guru: Guru, use_id: str) -> Use:
    """A use of a materi that `guru` may read. Raises NotFound."""
    found = db.session.scalar(select(Use).where(Use.id == use_id).options(joinedload(Use.guru)))
    if found is None:
        raise NotFound
    material_of(guru, found.material_id)
    return found


def described_uses(ids: Collection[str]) -> dict[str, Thing]:
    """What the queue of reports shows of these uses; withdrawn ones are gone."""
    query = select(Use, Material.gugus_id, Version.title).join(Material, Material.id == Use.material_id)
    query = query.join(Version, (Version.material_id == Material.id) & (Version.number == Use.number))
    query = query.where(Use.id.in_(ids), Use.removed_at.is_(None)).options(joinedload(Use.guru))
    return {
        row.id: Thing(
            row.id,
            gugus_id,
            row.guru_id,
            row.guru.named,
            f"Cerita pemakaian “{title}”",
            shortened(row.text, 300),
            f"/materi/{row.material_id}#pemakaian-{row.id}",
        )
        for row, gugus_id, title in db.session.execute(query)
    }


def ratifications_of(material_id: str) -> list[Ratification]:
    """The letters that stand, the latest first; version, file and who recorded it loaded."""
    query = select(Ratification).where(Ratification.material_id == material_id, Ratification.withdrawn_at.is_(None))
    query = query.options(joinedload(Ratification.version), joinedload(Ratification.file), joinedload(Ratification.by))
    return list(db.session.scalars(query.order_by(Ratification.letter_on.desc(), Ratification.id)))


def ratification_of(guru: Guru, ratification_id: str) -> Ratification:
    """A letter of a materi that `guru` may read. Raises NotFound."""
    query = select(Ratification).where(Ratification.id == ratification_id, Ratification.withdrawn_at.is_(None))
    found = db.session.scalar(query.options(joinedload(Ratification.version)))
    if found is None:
        raise NotFound
    material_of(guru, found.material_id)
    return found


def may_read_letter(guru: Guru | None, ratification_id: str) -> bool:
    """The scan of a letter carries names and NIP: its gugus and the authors read it, nobody from outside."""
    found = db.session.get(Ratification, ratification_id)
    if guru is None or found is None or found.withdrawn_at:
        return False
    return bool(found.material.roles_of(guru))

"""What of materi was reported and hidden: it leaves lists, feed and search; its authors and pengurus still read it."""

from sqlalchemy import ColumnElement, and_

from community.accounts.models import Guru
from community.gugus.queries.moderation import hidden, hidden_ids
from community.kernel.reading import once
from community.materials.models import Material
from community.permissions import PENGURUS

MATERIAL = "materi"  # as reported to the pengurus


def not_hidden() -> ColumnElement[bool]:
    """The condition, on a query of Material, that no ruling hides it."""
    return Material.id.not_in(hidden_ids(MATERIAL))


def standing() -> ColumnElement[bool]:
    """The condition, on a query of Material, that it was neither withdrawn nor hidden."""
    return and_(Material.removed_at.is_(None), not_hidden())


@once
def is_hidden(material_id: str) -> bool:
    """Whether it is hidden now."""
    return bool(hidden(MATERIAL, [material_id]))


@once
def hidden_among(material_ids: frozenset[str]) -> frozenset[str]:
    """Those that are hidden now."""
    return frozenset(hidden(MATERIAL, material_ids))


def reads_hidden(guru: Guru | None, material: Material) -> bool:
    """Whether `guru` reads it also while it is hidden: who wrote it, and who decides about it."""
    if guru is None:
        return False
    return any(each.guru_id == guru.id for each in material.authors) or bool(material.gugus.roles_of(guru) & PENGURUS)

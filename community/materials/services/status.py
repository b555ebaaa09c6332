"""The status of a materi: a mark for each change, and the column that says the last one."""

from typing import Any

from community.kernel.clock import now
from community.kernel.command import announce
from community.kernel.database import add
from community.materials.events import MaterialChanged
from community.materials.models import Material, StatusMark


def mark_status(actor: Any, material: Material, status: str, reason: str = "") -> StatusMark:
    """Part of an act: give `material`, as its current version stands, another status."""
    material.status = status
    mark = add(
        StatusMark(
            material_id=material.id,
            number=material.current_number,
            status=status,
            reason=reason,
            by_id=actor.id,
            at=now(),
        )
    )
    announce(MaterialChanged(material.id))
    return mark


def after_new_version(actor: Any, material: Material) -> None:
    """Part of an act: a new version of what was approved is a draft again; the approval stays with its version."""
    if material.status == "disetujui":
        mark_status(actor, material, "draf", f"versi {material.current_number} belum ditinjau")

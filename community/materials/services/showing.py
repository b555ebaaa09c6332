"""Who reads a materi, and its withdrawal."""

from typing import Any

from sqlalchemy import select

from community.kernel.clock import now
from community.kernel.command import announce, command
from community.kernel.database import db, hold
from community.kernel.errors import Invalid
from community.kernel.notices import tell
from community.kernel.trail import note
from community.materials.events import MaterialChanged
from community.materials.models import VISIBILITIES, Author, Material, Version
from community.materials.refusals import MaterialRemoved
from community.permissions import Do


@command(Do.SHOW_MATERIAL)
def show_to(actor: Any, material: Material, *, visibility: str) -> Material:
    """Say who reads it, all its versions included. Raises Invalid, MaterialRemoved."""
    hold(material)
    if material.removed_at:
        raise MaterialRemoved
    if visibility not in VISIBILITIES:
        raise Invalid("Pilih siapa yang boleh membaca.", field="visibility")
    if visibility != material.visibility:
        material.visibility = visibility
        note(actor, f"membukanya untuk: {VISIBILITIES[visibility].lower()}", materi=material.id)
        announce(MaterialChanged(material.id))
    return material


@command(Do.REMOVE_MATERIAL)
def remove_material(actor: Any, material: Material, *, reason: str) -> Material:
    """Withdraw it: no longer found or read, except as the hasil it is of a paket. Raises Invalid, MaterialRemoved."""
    hold(material)
    if material.removed_at:
        raise MaterialRemoved
    if not reason.strip():
        raise Invalid("Tulis alasannya, supaya penulis dan pembacanya mengerti.", field="reason")
    material.removed_at, material.removed_by_id, material.removed_reason = now(), actor.id, reason
    title = db.session.scalar(
        select(Version.title).where(Version.material_id == material.id, Version.number == material.current_number)
    )
    note(actor, f"menarik “{title}”: {reason}", materi=material.id, gugus=_known_to_gugus(material))
    authors = select(Author.guru_id).where(Author.material_id == material.id, Author.ended_at.is_(None))
    ids = [each for each in db.session.scalars(authors) if each != actor.id]
    said = f"{actor.name} menarik “{title}”. Alasannya: {reason}"
    tell(ids, said, link=f"/materi/{material.id}", key=f"ditarik:{material.id}", kind="materi")
    announce(MaterialChanged(material.id))
    return material


def _known_to_gugus(material: Material) -> str | None:
    return None if material.visibility == "penulis" else material.gugus_id

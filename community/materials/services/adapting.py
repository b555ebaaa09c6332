"""Making something of one's own of what another gugus shared."""

from typing import Any

from sqlalchemy import select

from community.gugus.models import Gugus
from community.kernel.clock import now
from community.kernel.command import announce, command
from community.kernel.database import add, db
from community.kernel.errors import Invalid
from community.kernel.notices import tell
from community.kernel.trail import note
from community.materials.events import MaterialAdapted
from community.materials.models import Author, Material, Version
from community.materials.queries.hiding import is_hidden
from community.materials.refusals import MaterialHidden, MaterialRemoved, NoAdaptation
from community.materials.rules.content import Content, content_of
from community.materials.rules.licences import allowed_for_adaptation, why_not
from community.materials.services.versions import put
from community.permissions import Do


@command(Do.ADAPT_MATERIAL)
def adapt(actor: Any, gugus: Gugus, *, material: Material, licence: str = "") -> Material:
    """A draft of `gugus` that begins as the version of `material` that is shown, and says where it comes from.

    `material` was reached through `actor`. `licence`: one its licence allows, by default the same. Raises
    MaterialRemoved, MaterialHidden, NoAdaptation (ND), Invalid.
    """
    if material.removed_at:
        raise MaterialRemoved
    if is_hidden(material.id):
        raise MaterialHidden("Materi yang disembunyikan tidak diadaptasi. Tunggu keputusan pengurus gugusnya.")
    shown = select(Version).where(Version.material_id == material.id, Version.number == material.current_number)
    original = db.session.scalars(shown).one()
    if not allowed_for_adaptation(original.licence):
        raise NoAdaptation(why_not(original.licence, ""))
    licence = licence or original.licence
    if reason := why_not(original.licence, licence):
        raise Invalid(reason, field="licence")
    made = add(
        Material(
            gugus_id=gugus.id,
            kind=material.kind,
            adapted_from_id=material.id,
            adapted_from_number=original.number,
            created_by_id=actor.id,
            created_at=now(),
            changed_at=now(),
        )
    )
    add(Author(material_id=made.id, guru_id=actor.id, position=1, by_id=actor.id, at=now()))
    values = content_of(original).values | {"licence": licence, "note": f"Adaptasi dari versi {original.number}"}
    put(actor, made, Content(**values), kept=[each.file_id for each in original.files], uploads=(), based_on=None)
    note(actor, "memulainya sebagai adaptasi", materi=made.id)  # whose title not every reader may know
    announce(MaterialAdapted(material.id, made.id, actor.id))
    _tell_authors(actor, gugus, material, original.title)
    return made


def _tell_authors(actor: Any, gugus: Gugus, material: Material, title: str) -> None:
    authors = select(Author.guru_id).where(Author.material_id == material.id, Author.ended_at.is_(None))
    ids = [each for each in db.session.scalars(authors) if each != actor.id]
    said = f"{actor.name} dari {gugus.name} membuat adaptasi dari “{title}”."
    tell(ids, said, link=f"/materi/{material.id}", key=f"adaptasi:{material.id}:{gugus.id}", kind="materi")

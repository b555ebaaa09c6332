"""One materi, for whoever may read it: with an account, or (publik) without."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from community.accounts.current import guru_or_none
from community.accounts.models import Guru
from community.kernel.command import roles
from community.kernel.errors import NotFound, NotSignedIn
from community.kernel.trail import trail_of
from community.materials.forms.material import number_in
from community.materials.models import FASE, Material, Version
from community.materials.queries import (
    descendants_of,
    hasil_with,
    material_of,
    open_beside,
    original_of,
    version_of,
    versions_of,
)
from community.materials.queries.hiding import is_hidden
from community.materials.rules.licences import allowed_for_adaptation, licence
from community.materials.rules.shares import sharing
from community.materials.views import blueprint
from community.permissions import Do, may

TRAIL = 30


def reached(material_id: str) -> tuple[Guru | None, Material]:
    """Who asks, and the materi. A stranger who does not find it is asked to sign in: it may be for an account."""
    guru = guru_or_none()
    try:
        return guru, material_of(guru, material_id)
    except NotFound:
        if guru is None:
            raise NotSignedIn from None
        raise


@blueprint.get("/materi/<material_id>", endpoint="material")
def show_material(material_id: str) -> ResponseReturnValue:
    """The version that is shown, and all there is to it."""
    guru, material = reached(material_id)
    asked = number_in(request.args.get("versi"))
    if asked and asked != material.current_number:
        return redirect(url_for(".version", material_id=material_id, number=asked))
    return _page(guru, material, material.current)


@blueprint.get("/materi/<material_id>/versi/<int:number>", endpoint="version")
def show_version(material_id: str, number: int) -> ResponseReturnValue:
    """One version as it was."""
    guru, material = reached(material_id)
    if number == material.current_number:
        return redirect(url_for(".material", material_id=material_id))
    return _page(guru, material, version_of(material, number))


def _page(guru: Guru | None, material: Material, version: Version) -> str:
    held = roles(guru, material)
    terms = licence(version.licence)
    return render_template(
        "materials/material.html",
        material=material,
        version=version,
        guru=guru,
        terms=terms,
        can={do.name for do in Do if may(held, do)},
        can_adapt=bool(allowed_for_adaptation(version.licence)),
        sharing=sharing(len(material.authors)),
        fase=FASE.get(version.fase, ""),
        original=original_of(guru, material),
        descendants=descendants_of(guru, material),
        versions=versions_of(material),
        beside=open_beside(material) if guru else [],
        hasil=hasil_with(guru, material) if guru else [],
        trail=trail_of("materi", material.id, TRAIL) if may(held, Do.SAVE_VERSION) else [],
        address=url_for(".material", material_id=material.id, _external=True),
        summary=summary_of(material, version),
        is_hidden=is_hidden(material.id),
    )


def summary_of(material: Material, version: Version) -> str:
    """Two lines that stand for it where it is shared: what it is, for whom, by whom."""
    kelas = f"kelas {version.kelas}" if version.kelas else ""
    facts = [material.kind_name, version.mapel, FASE.get(version.fase, ""), kelas]
    who = ", ".join(each.guru.named for each in material.authors)
    return " · ".join(each for each in facts if each) + f". {who}, {material.gugus.name}."

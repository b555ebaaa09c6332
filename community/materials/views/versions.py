"""Versions: what changed between two, two that were written at once, an old one again."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from community.accounts.current import current_guru
from community.kernel.command import allowed
from community.materials import services
from community.materials.models import FASE, Version
from community.materials.queries import files_of, material_of, open_beside, version_of
from community.materials.rules.content import LABELS
from community.materials.rules.difference import Run, difference, folded, words_between
from community.materials.rules.licences import LICENCES
from community.materials.views import blueprint
from community.materials.views.material import reached
from community.permissions import Do


@blueprint.get("/materi/<material_id>/beda/<int:before>/<int:after>", endpoint="difference")
def show_difference(material_id: str, before: int, after: int) -> ResponseReturnValue:
    """What changed from one version to another."""
    _guru, material = reached(material_id)
    one, other = version_of(material, before), version_of(material, after)
    return render_template(
        "materials/difference.html", material=material, before=one, after=other, **_compared(one, other)
    )


@blueprint.get("/materi/<material_id>/berdampingan/<int:number>", endpoint="beside")
def show_beside(material_id: str, number: int) -> ResponseReturnValue:
    """A version that was written while somebody else saved, beside the one that is shown."""
    guru = current_guru()
    material = material_of(guru, material_id)
    version = version_of(material, number)
    if not version.beside:
        return redirect(url_for(".version", material_id=material_id, number=number))
    compared = _compared(material.current, version, around=None)
    return render_template(
        "materials/beside.html",
        material=material,
        shown=material.current,
        version=version,
        is_open=any(each.number == number for each in open_beside(material)),
        can_join=allowed(guru, Do.SAVE_VERSION, material),
        groups=folded(compared["parts"]),
        **compared,
    )


@blueprint.post("/materi/<material_id>/versi/<int:number>/pengembalian")
def restore(material_id: str, number: int) -> ResponseReturnValue:
    """An old version again, as a new one."""
    guru = current_guru()
    material = material_of(guru, material_id)
    version_of(material, number)
    made = services.restore_version(guru, material, number=number)
    flash(f"Versi {number} dikembalikan sebagai versi {made.number}.", "ok")
    return redirect(url_for(".material", material_id=material_id), 303)


def _compared(before: Version, after: Version, around: int | None = 1) -> dict[str, Any]:
    """The text by paragraphs, the other fields that differ by words, the files that came and went."""
    facts = []
    for name, label in LABELS.items():
        old, new = _said(before, name), _said(after, name)
        if name != "text" and old != new:
            facts.append((label, words_between(old, new)))
    files = _files_between(before, after)
    return {"parts": difference(before.text, after.text, around=around), "facts": facts, "files": files}


def _said(version: Version, name: str) -> str:
    value: str = getattr(version, name)
    if name == "licence":
        return LICENCES[value].name
    return FASE.get(value, value) if name == "fase" else value


def _files_between(before: Version, after: Version) -> list[Run]:
    old = {each.file_id: each.file.name for each in files_of(before)}
    new = {each.file_id: each.file.name for each in files_of(after)}
    gone = [Run("gone", name) for file_id, name in old.items() if file_id not in new]
    return gone + [Run("new", name) for file_id, name in new.items() if file_id not in old]

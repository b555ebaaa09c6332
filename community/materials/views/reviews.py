"""Asking for a review, and giving one."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from community.accounts.current import current_guru
from community.kernel.command import authorize
from community.kernel.errors import Refusal
from community.materials import services
from community.materials.forms.material import number_in, show
from community.materials.forms.reviewing import review_form
from community.materials.queries import material_of
from community.materials.queries.reviews import review_by, tally_for, wrote
from community.materials.queries.rubrics import rubric_of
from community.materials.refusals import OwnWork, ReviewNotAsked, RubricMoved, VersionMoved
from community.materials.views import blueprint
from community.permissions import Do


@blueprint.post("/materi/<material_id>/tinjauan/permintaan")
def ask_review(material_id: str) -> ResponseReturnValue:
    """Ask the anggota of the gugus for reviews."""
    guru = current_guru()
    material = material_of(guru, material_id)
    services.ask_review(guru, material)
    flash("Anggota gugus diminta meninjau. Anda diberi tahu setiap ada tinjauan.", "ok")
    return redirect(url_for(".material", material_id=material_id, _anchor="tinjauan"), 303)


@blueprint.route("/materi/<material_id>/tinjauan", methods=["GET", "POST"])
def review(material_id: str) -> ResponseReturnValue:
    """Fill in the rubric for the version that is shown."""
    guru = current_guru()
    material = material_of(guru, material_id)
    authorize(guru, Do.REVIEW_MATERIAL, material)
    if wrote(guru.id, material.id):
        raise OwnWork
    if material.status == "draf":
        raise ReviewNotAsked
    version = material.current
    form = review_form(rubric_of(material.gugus_id), version.number, review_by(guru.id, version.id))
    if form.validate_on_submit():
        try:
            given = services.review_material(
                guru,
                material,
                number=number_in(form.number.data),
                rubric_number=number_in(form.rubric_number.data),
                opinion=form.opinion,
            )
        except (VersionMoved, RubricMoved) as refusal:
            form.meet(version.number)
            show(form, refusal)
        except Refusal as refusal:
            show(form, refusal)
        else:
            flash(f"Tinjauan Anda tersimpan: {given.verdict_name.lower()}. Penulisnya diberi tahu.", "ok")
            return redirect(url_for(".material", material_id=material_id, _anchor="tinjauan"), 303)
    page = render_template(
        "materials/review.html",
        material=material,
        version=version,
        form=form,
        tally=tally_for(material, version.id),
    )
    return page, 422 if form.is_submitted() else 200

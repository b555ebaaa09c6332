"""Saya memakai ini di kelas."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from community.accounts.current import current_guru
from community.kernel.errors import Refusal
from community.materials import services
from community.materials.forms.material import show
from community.materials.forms.using import UseForm
from community.materials.queries import material_of
from community.materials.queries.uses import use_of
from community.materials.views import blueprint


@blueprint.route("/materi/<material_id>/pemakaian", methods=["GET", "POST"])
def record_use(material_id: str) -> ResponseReturnValue:
    """Tell that one taught with it, and what happened."""
    guru = current_guru()
    material = material_of(guru, material_id)
    form = UseForm(kelas=material.current.kelas, fase=material.current.fase)
    if form.validate_on_submit():
        try:
            use = services.record_use(
                guru,
                material,
                used_on=form.used_on.data,
                kelas=form.kelas.data,
                fase=form.fase.data or "",
                pupils=form.pupils.data,
                text=form.text.data,
            )
        except Refusal as refusal:
            show(form, refusal)
        else:
            flash("Tercatat. Penulisnya diberi tahu, dan guru lain dapat membaca cerita Anda.", "ok")
            return redirect(url_for(".material", material_id=material_id, _anchor=f"pemakaian-{use.id}"), 303)
    page = render_template("materials/use_form.html", material=material, form=form)
    return page, 422 if form.is_submitted() else 200


@blueprint.post("/pemakaian/<use_id>/penarikan")
def withdraw_use(use_id: str) -> ResponseReturnValue:
    """Take back one's own record."""
    guru = current_guru()
    use = use_of(guru, use_id)
    services.withdraw_use(guru, use)
    flash("Catatan pemakaian ditarik.", "ok")
    return redirect(url_for(".material", material_id=use.material_id, _anchor="pemakaian"), 303)

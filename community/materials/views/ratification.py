"""Letters that ratify a materi."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from community.accounts.current import current_guru
from community.kernel.command import authorize
from community.kernel.errors import Refusal
from community.kernel.web import begins_late
from community.materials import services
from community.materials.forms.material import number_in, show
from community.materials.forms.using import RatificationForm, WithdrawalForm
from community.materials.models import LEVELS
from community.materials.queries import material_of, versions_of
from community.materials.queries.uses import ratification_of
from community.materials.rules.ratifying import RATIFICATION_FACTS
from community.materials.views import blueprint
from community.permissions import Do


@blueprint.route("/materi/<material_id>/pengesahan", methods=["GET", "POST"])
@begins_late  # the scan is looked at and stored before the act begins
def record_ratification(material_id: str) -> ResponseReturnValue:
    """Write down a letter."""
    guru = current_guru()
    material = material_of(guru, material_id)
    authorize(guru, Do.RECORD_RATIFICATION, material)
    form = RatificationForm(version_number=str(material.current_number))
    form.offer(material, versions_of(material))
    if form.validate_on_submit():
        try:
            services.record_ratification(
                guru,
                material,
                version_number=number_in(form.version_number.data),
                letter=form.letter,
                scan=form.scan.data,
            )
        except Refusal as refusal:
            show(form, refusal)
        else:
            flash("Pengesahan tercatat. Penulisnya diberi tahu.", "ok")
            return redirect(url_for(".material", material_id=material_id, _anchor="pengesahan"), 303)
    page = render_template(
        "materials/ratification_form.html", material=material, form=form, facts=RATIFICATION_FACTS, levels=LEVELS
    )
    return page, 422 if form.is_submitted() else 200


@blueprint.route("/pengesahan-materi/<ratification_id>/penarikan", methods=["GET", "POST"])
def withdraw_ratification(ratification_id: str) -> ResponseReturnValue:
    """Take a letter back, with a reason."""
    guru = current_guru()
    found = ratification_of(guru, ratification_id)
    authorize(guru, Do.WITHDRAW_RATIFICATION, found)
    form = WithdrawalForm()
    if form.validate_on_submit():
        try:
            services.withdraw_ratification(guru, found, reason=form.reason.data)
        except Refusal as refusal:
            show(form, refusal)
        else:
            flash("Catatan pengesahan ditarik.", "ok")
            return redirect(url_for(".material", material_id=found.material_id, _anchor="pengesahan"), 303)
    page = render_template("materials/ratification_withdrawal.html", found=found, form=form)
    return page, 422 if form.is_submitted() else 200

"""A materi of the gugus as the hasil of a paket."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from community.accounts.current import current_guru
from community.kernel.command import authorize
from community.kernel.errors import Refusal
from community.lokakarya.queries import paket_of
from community.lokakarya.rules import JENIS_FACTS
from community.materials import services
from community.materials.forms.material import HasilChoiceForm, show
from community.materials.queries import gugus_materials, material_of
from community.materials.views import blueprint
from community.permissions import Do

OFFERED = 50  # newest first: what becomes a hasil was written of late


@blueprint.route("/paket/<paket_id>/materi", methods=["GET", "POST"], endpoint="choose_hasil")
def choose(paket_id: str) -> ResponseReturnValue:
    """Choose one of the materi of the gugus as hasil."""
    guru = current_guru()
    paket = paket_of(guru, paket_id)
    authorize(guru, Do.ATTACH_HASIL, paket)
    offered = {each.id: each for each in gugus_materials(guru, paket.gugus, size=OFFERED).rows}
    form = HasilChoiceForm()
    form.offer(list(offered.values()))
    if offered and form.validate_on_submit():
        material = material_of(guru, form.material_id.data)
        try:
            services.choose_for_paket(guru, paket, material=material, kind=form.kind.data or "")
        except Refusal as refusal:
            show(form, refusal)
        else:
            flash("Materi tercatat sebagai hasil paket.", "ok")
            return redirect(url_for("lokakarya.paket", paket_id=paket_id, _anchor="hasil"), 303)
    facts = JENIS_FACTS.get(paket.jenis)
    page = render_template("materials/choose_hasil.html", form=form, paket=paket, facts=facts, offered=offered)
    return page, 422 if form.is_submitted() else 200

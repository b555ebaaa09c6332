"""What is asked once more on a page of its own: who reads it, who wrote it, adapting it, withdrawing it."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from community.accounts.current import current_guru
from community.gugus.queries import my_gugus
from community.kernel.command import authorize
from community.kernel.errors import NotAllowed, Refusal
from community.materials import services
from community.materials.forms.material import AdaptationForm, RemovalForm, VisibilityForm, authors_form, show
from community.materials.queries import material_of, possible_authors
from community.materials.rules.licences import allowed_for_adaptation, licence, why_not
from community.materials.rules.shares import most_counted
from community.materials.services.authors import MOST_AUTHORS
from community.materials.views import blueprint
from community.permissions import Do


@blueprint.route("/materi/<material_id>/pembaca", methods=["GET", "POST"], endpoint="visibility")
def set_visibility(material_id: str) -> ResponseReturnValue:
    """Who reads it."""
    guru = current_guru()
    material = material_of(guru, material_id)
    authorize(guru, Do.SHOW_MATERIAL, material)
    form = VisibilityForm(visibility=material.visibility)
    if form.validate_on_submit():
        try:
            services.show_to(guru, material, visibility=form.visibility.data)
        except Refusal as refusal:
            show(form, refusal)
        else:
            flash(f"Terbaca oleh: {material.visibility_name.lower()}.", "ok")
            return redirect(url_for(".material", material_id=material_id), 303)
    page = render_template("materials/visibility.html", form=form, material=material)
    return page, 422 if form.is_submitted() else 200


@blueprint.route("/materi/<material_id>/penulis", methods=["GET", "POST"], endpoint="authors")
def set_authors(material_id: str) -> ResponseReturnValue:
    """Who wrote it, in order."""
    guru = current_guru()
    material = material_of(guru, material_id)
    authorize(guru, Do.NAME_AUTHORS, material)
    form = authors_form(possible_authors(material), [each.guru_id for each in material.authors], MOST_AUTHORS)
    if form.validate_on_submit():
        try:
            services.name_authors(guru, material, guru_ids=form.guru_ids)
        except Refusal as refusal:
            show(form, refusal)
        else:
            flash("Daftar penulis tersimpan. Yang baru dicantumkan diberi tahu.", "ok")
            return redirect(url_for(".material", material_id=material_id, _anchor="penulis"), 303)
    page = render_template("materials/authors.html", form=form, material=material, most=most_counted())
    return page, 422 if form.is_submitted() else 200


@blueprint.post("/materi/<material_id>/penulis/penolakan")
def decline(material_id: str) -> ResponseReturnValue:
    """No longer be named as an author."""
    guru = current_guru()
    material = material_of(guru, material_id)
    services.decline_authorship(guru, material)
    flash("Anda tidak lagi tercantum sebagai penulis.", "ok")
    return redirect(url_for(".library"), 303)


@blueprint.route("/materi/<material_id>/penarikan", methods=["GET", "POST"], endpoint="removal")
def remove(material_id: str) -> ResponseReturnValue:
    """Withdraw it."""
    guru = current_guru()
    material = material_of(guru, material_id)
    authorize(guru, Do.REMOVE_MATERIAL, material)
    form = RemovalForm()
    if form.validate_on_submit():
        services.remove_material(guru, material, reason=form.reason.data)
        flash("Materi ditarik.", "ok")
        return redirect(url_for(".library"), 303)
    page = render_template("materials/removal.html", form=form, material=material)
    return page, 422 if form.is_submitted() else 200


@blueprint.route("/materi/<material_id>/adaptasi", methods=["GET", "POST"], endpoint="adaptation")
def adapt(material_id: str) -> ResponseReturnValue:
    """Make something of one's own of it, for one of one's gugus."""
    guru = current_guru()
    material = material_of(guru, material_id)
    own = my_gugus(guru)
    if not own:
        raise NotAllowed("Adaptasi dibuat untuk sebuah gugus, dan Anda belum menjadi anggota gugus mana pun.")
    terms = licence(material.current.licence)
    fits = allowed_for_adaptation(terms.key)
    form = AdaptationForm(gugus_id=own[0].id, licence=terms.key)
    form.offer(own, fits)
    if fits and form.validate_on_submit():
        gugus = next(each for each in own if each.id == form.gugus_id.data)
        try:
            made = services.adapt(guru, gugus, material=material, licence=form.licence.data)
        except Refusal as refusal:
            show(form, refusal)
        else:
            flash("Adaptasi dimulai sebagai draf Anda. Ubah seperlunya, lalu tentukan pembacanya.", "ok")
            return redirect(url_for(".edit", material_id=made.id), 303)
    why = "" if fits else why_not(terms.key, "")
    page = render_template("materials/adaptation.html", form=form, material=material, terms=terms, why=why)
    return page, 422 if form.is_submitted() else 200

"""Freezing the document as the minutes, reading its editions, and opening it again."""

from flask import flash, redirect, render_template
from flask.typing import ResponseReturnValue

from community.accounts.current import current_guru
from community.kernel.command import authorize, roles
from community.kernel.errors import Refusal
from community.kernel.markdown import render
from community.lokakarya.queries import peserta_of
from community.notulen import services
from community.notulen.forms import FreezeForm, ReopenForm, show
from community.notulen.queries import attending, document_of, edition_of, holding, state_of
from community.notulen.refusals import NotFrozen
from community.notulen.rules.crdt import content_of
from community.notulen.rules.minutes import attendance_words
from community.notulen.views import blueprint
from community.permissions import Do, may


@blueprint.route("/pertemuan/<pertemuan_id>/notulen/bersama/pembekuan", methods=["GET", "POST"])
def freezing(pertemuan_id: str) -> ResponseReturnValue:
    """What would be frozen now, and then the freezing."""
    guru = current_guru()
    document = document_of(guru, pertemuan_id)
    authorize(guru, Do.FREEZE_NOTULEN, document)
    if holding(document.id):
        return redirect(document.link, 303)
    form = FreezeForm()
    if form.validate_on_submit():
        try:
            frozen = services.freeze(guru, document, seen_n=form.seen_n)
        except Refusal as refusal:
            show(form, refusal)
        else:
            flash(f"Notulen dibekukan sebagai edisi {frozen.number}.", "ok")
            return redirect(document.link, 303)
    state = state_of(document.id)
    content = content_of(state.doc, document.keys)
    form.show_state(state.n)
    page = render_template(
        "notulen/freezing.html",
        document=document,
        pertemuan=document.pertemuan,
        form=form,
        content=content,
        rendered={key: render(text) for key, text in content.texts.items() if text.strip()},
        names={each.id: each.name for each in peserta_of(document.pertemuan.paket)},
        attendance=attendance_words(attending(document.pertemuan)),
    )
    return page, 422 if form.is_submitted() else 200


@blueprint.route("/pertemuan/<pertemuan_id>/notulen/bersama/pembukaan", methods=["GET", "POST"])
def reopening(pertemuan_id: str) -> ResponseReturnValue:
    """Open a frozen notulen again, with a reason."""
    guru = current_guru()
    document = document_of(guru, pertemuan_id)
    authorize(guru, Do.REOPEN_NOTULEN, document)
    frozen = holding(document.id)
    if frozen is None:
        raise NotFrozen
    form = ReopenForm()
    if form.validate_on_submit():
        try:
            services.reopen(guru, document, reason=form.reason.data or "")
        except Refusal as refusal:
            show(form, refusal)
        else:
            flash("Notulen dibuka kembali. Edisi yang dibekukan tetap tersimpan.", "ok")
            return redirect(document.link, 303)
    page = render_template("notulen/reopening.html", document=document, form=form, frozen=frozen)
    return page, 422 if form.is_submitted() else 200


@blueprint.get("/pertemuan/<pertemuan_id>/notulen/bersama/edisi/<int:number>")
def edition(pertemuan_id: str, number: int) -> str:
    """One frozen edition as it was."""
    guru = current_guru()
    document = document_of(guru, pertemuan_id)
    held = roles(guru, document)
    return render_template(
        "notulen/frozen.html",
        document=document,
        pertemuan=document.pertemuan,
        guru=guru,
        unsaved=[],
        refused="",
        edition=edition_of(document, number),
        frozen=holding(document.id),
        editions=[],
        zone=document.pertemuan.paket.gugus.zone.name,
        can=lambda name: may(held, Do[name]),
        alive=False,
    )

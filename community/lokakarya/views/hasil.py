"""What a paket makes: attach and withdraw."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from community.accounts.current import current_guru
from community.kernel.command import authorize, roles
from community.kernel.errors import Refusal
from community.lokakarya import services
from community.lokakarya.forms import HasilForm, show
from community.lokakarya.queries import hasil_for, paket_of, peserta_of
from community.lokakarya.rules import JENIS_FACTS
from community.lokakarya.views import blueprint
from community.permissions import PENGURUS, Do


@blueprint.route("/paket/<paket_id>/hasil", methods=["GET", "POST"])
def new_hasil(paket_id: str) -> ResponseReturnValue:
    """Attach a hasil: a file, a link or a text."""
    guru = current_guru()
    paket = paket_of(guru, paket_id)
    authorize(guru, Do.ATTACH_HASIL, paket)
    facts = JENIS_FACTS.get(paket.jenis)
    form = HasilForm(kind=facts.hasil[0] if facts and facts.hasil else None)
    form.upload.gugus_id = paket.gugus_id
    form.offer(peserta_of(paket) if roles(guru, paket) & PENGURUS else [], guru)
    if form.validate_on_submit():
        try:
            services.attach_hasil(
                guru,
                paket,
                kind=form.kind.data,
                title=form.title.data,
                upload=form.upload.data,
                link=form.link.data or "",
                text=form.text.data or "",
                author_id=form.author.data or None,
            )
        except Refusal as refusal:
            show(form, refusal)
        else:
            flash("Hasil terlampir.", "ok")
            return redirect(url_for(".paket", paket_id=paket_id, _anchor="hasil"), 303)
    page = render_template("lokakarya/hasil_form.html", form=form, paket=paket, facts=facts)
    return page, 422 if form.is_submitted() else 200


@blueprint.post("/hasil/<hasil_id>/penarikan")
def withdraw_hasil(hasil_id: str) -> ResponseReturnValue:
    """Withdraw a hasil."""
    guru = current_guru()
    hasil = hasil_for(guru, hasil_id)
    services.remove_hasil(guru, hasil)
    flash("Hasil ditarik.", "ok")
    return redirect(url_for(".paket", paket_id=hasil.paket_id, _anchor="hasil"), 303)

"""Minutes, decisions, and who will do what."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from community.accounts.current import current_guru
from community.kernel.command import authorize
from community.kernel.errors import Refusal
from community.lokakarya import services
from community.lokakarya.forms import KeputusanForm, NotulenForm, TindakLanjutForm, show
from community.lokakarya.models import Keputusan, Pertemuan, TindakLanjut
from community.lokakarya.models.refusals import NotulenChanged
from community.lokakarya.queries import (
    editions_of,
    keputusan_of,
    line_of,
    notulen_of,
    pertemuan_of,
    peserta_of,
    tindak_lanjut_in,
)
from community.lokakarya.queries.hooks import written_elsewhere
from community.lokakarya.views import blueprint
from community.permissions import Do


@blueprint.route("/pertemuan/<pertemuan_id>/notulen", methods=["GET", "POST"])
def notulen(pertemuan_id: str) -> ResponseReturnValue:
    """Write the minutes. When someone else saved meanwhile, both texts stay in sight.

    Where they are written together the form leads there; what was typed in one opened before stays in sight.
    """
    guru = current_guru()
    pertemuan = pertemuan_of(guru, pertemuan_id)
    authorize(guru, Do.WRITE_NOTULEN, pertemuan)
    elsewhere = written_elsewhere(pertemuan_id)
    if elsewhere and request.method == "GET":
        return redirect(elsewhere.link, 303)
    last = notulen_of(pertemuan_id)
    form = NotulenForm(text=last.text if last else "", based_on=str(last.edition if last else 0))
    theirs = None
    if form.validate_on_submit():
        try:
            services.write_notulen(guru, pertemuan, text=form.text.data, based_on=form.edition)
        except NotulenChanged as refusal:
            theirs = notulen_of(pertemuan_id)
            form.based_on.data = str(theirs.edition if theirs else 0)
            show(form, refusal)
        except Refusal as refusal:
            show(form, refusal)
        else:
            flash("Notulen tersimpan.", "ok")
            return redirect(url_for(".notulen", pertemuan_id=pertemuan_id), 303)
    around = _around(pertemuan) | {"form": form, "theirs": theirs}
    page = render_template("lokakarya/notulen.html", **around)
    return page, 422 if form.is_submitted() else 200


@blueprint.post("/pertemuan/<pertemuan_id>/keputusan")
def add_keputusan(pertemuan_id: str) -> ResponseReturnValue:
    """Write down one decision."""
    guru = current_guru()
    pertemuan = pertemuan_of(guru, pertemuan_id)
    form = KeputusanForm(prefix="keputusan")
    if form.validate_on_submit():
        try:
            services.add_keputusan(guru, pertemuan, text=form.text.data)
        except Refusal as refusal:
            show(form, refusal)
        else:
            return redirect(url_for(".notulen", pertemuan_id=pertemuan_id, _anchor="keputusan"), 303)
    authorize(guru, Do.WRITE_NOTULEN, pertemuan)
    return render_template("lokakarya/notulen.html", **_around(pertemuan, keputusan_form=form)), 422


@blueprint.post("/pertemuan/<pertemuan_id>/tindak-lanjut")
def add_tindak_lanjut(pertemuan_id: str) -> ResponseReturnValue:
    """Write down who will do what until when."""
    guru = current_guru()
    pertemuan = pertemuan_of(guru, pertemuan_id)
    people = peserta_of(pertemuan.paket)
    form = TindakLanjutForm(prefix="tindak")
    form.offer(people)
    if form.validate_on_submit():
        by = next((each for each in people if each.id == form.guru_id.data), None)
        try:
            services.add_tindak_lanjut(
                guru,
                pertemuan,
                text=form.text.data,
                guru=by,
                who=form.who.data or "",
                until_on=form.until_on.data,
            )
        except Refusal as refusal:
            show(form, refusal)
        else:
            return redirect(url_for(".notulen", pertemuan_id=pertemuan_id, _anchor="tindak-lanjut"), 303)
    authorize(guru, Do.WRITE_NOTULEN, pertemuan)
    return render_template("lokakarya/notulen.html", **_around(pertemuan, tindak_form=form)), 422


@blueprint.post("/keputusan/<line_id>/penarikan")
def withdraw_keputusan(line_id: str) -> ResponseReturnValue:
    """Take back a decision that was written by mistake."""
    guru = current_guru()
    line = line_of(guru, Keputusan, line_id)
    services.withdraw_line(guru, line)
    return redirect(url_for(".notulen", pertemuan_id=line.pertemuan_id, _anchor="keputusan"), 303)


@blueprint.post("/tindak-lanjut/<line_id>/penarikan")
def withdraw_tindak_lanjut(line_id: str) -> ResponseReturnValue:
    """Take back what was written by mistake."""
    guru = current_guru()
    line = line_of(guru, TindakLanjut, line_id)
    services.withdraw_line(guru, line)
    return redirect(url_for(".notulen", pertemuan_id=line.pertemuan_id, _anchor="tindak-lanjut"), 303)


@blueprint.post("/tindak-lanjut/<line_id>/selesai")
def finish_tindak_lanjut(line_id: str) -> ResponseReturnValue:
    """Done."""
    return _finished(line_id, done=True)


@blueprint.post("/tindak-lanjut/<line_id>/belum")
def unfinish_tindak_lanjut(line_id: str) -> ResponseReturnValue:
    """Not done after all."""
    return _finished(line_id, done=False)


def _finished(line_id: str, *, done: bool) -> ResponseReturnValue:
    guru = current_guru()
    line = line_of(guru, TindakLanjut, line_id)
    services.finish_tindak_lanjut(guru, line, done=done)
    flash("Tindak lanjut selesai." if done else "Tindak lanjut dibuka lagi.", "ok")
    return redirect(url_for(".pertemuan", pertemuan_id=line.pertemuan_id, _anchor="tindak-lanjut"), 303)


def _around(
    pertemuan: Pertemuan,
    keputusan_form: KeputusanForm | None = None,
    tindak_form: TindakLanjutForm | None = None,
) -> dict[str, object]:
    """All that the page of the minutes shows."""
    editions = editions_of(pertemuan.id)
    if tindak_form is None:
        tindak_form = TindakLanjutForm(formdata=None, prefix="tindak")
        tindak_form.offer(peserta_of(pertemuan.paket))
    last = editions[0] if editions else None
    return {
        "pertemuan": pertemuan,
        "editions": editions,
        "form": NotulenForm(formdata=None, text=last.text if last else "", based_on=str(last.edition if last else 0)),
        "keputusan": keputusan_of(pertemuan.id),
        "tindak_lanjut": tindak_lanjut_in(pertemuan.id),
        "keputusan_form": keputusan_form or KeputusanForm(formdata=None, prefix="keputusan"),
        "tindak_form": tindak_form,
        "theirs": None,
        "elsewhere": written_elsewhere(pertemuan.id),
    }

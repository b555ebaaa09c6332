"""/catatan: one's own record."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from community.accounts.current import current_guru
from community.accounts.models import Guru
from community.angka_kredit.forms import EstimateForm, RecordStartForm
from community.angka_kredit.peraturan import peraturan
from community.angka_kredit.queries import (
    PAGE,
    claims_of,
    learned,
    lines_of,
    readings_of,
    sums_of,
    waiting_sentences,
    without_usulan,
)
from community.angka_kredit.refusals import FutureDay
from community.angka_kredit.rules import Estimate, estimate_b
from community.angka_kredit.services import set_record_start
from community.angka_kredit.views import blueprint
from community.kernel.trail import trail_of


@blueprint.get("/catatan")
def record() -> str:
    """The ledger and its sums, what waits with whom, what is missing."""
    guru = current_guru()
    page = max(request.args.get("halaman", 1, type=int), 1)
    claims = claims_of(guru.id)
    jp, minutes, attended = learned(guru.id)
    regulation = peraturan().regulation("permenpan-16-2009")
    return render_template(
        "angka_kredit/record.html",
        guru=guru,
        sums=sums_of(guru),
        lines=lines_of(guru.id, page),
        page=page,
        per_page=PAGE,
        claims=claims,
        waiting=waiting_sentences(guru, claims),
        without=without_usulan(guru.id),
        learned_jp=jp,
        learned_hours=minutes // 60,
        learned_pertemuan=attended,
        regulation=regulation,
        **_estimate(guru),
    )


@blueprint.route("/catatan/pangkat", methods=["GET", "POST"])
def start() -> ResponseReturnValue:
    """The days from which a record is counted."""
    guru = current_guru()
    form = RecordStartForm(obj=guru)
    if form.validate_on_submit():
        days = {"last_pangkat_on": form.last_pangkat_on.data, "sk_jabatan_on": form.sk_jabatan_on.data}
        try:
            set_record_start(guru, guru, **days)
        except FutureDay as refusal:
            form[refusal.field].errors = [refusal.message]
        else:
            flash("Tanggal tersimpan.", "ok")
            return redirect(url_for("angka_kredit.record"), 303)
    return render_template("angka_kredit/start.html", form=form), 422 if form.is_submitted() else 200


@blueprint.get("/catatan/jejak")
def trail() -> str:
    """What happened to one's record, and who read it."""
    guru = current_guru()
    return render_template("angka_kredit/trail.html", lines=trail_of("catatan", guru.id), readings=readings_of(guru.id))


def _estimate(guru: Guru) -> dict[str, object]:
    """Regime B: a calculator for PNS, beside the record and never added to it."""
    if not guru.is_pns:
        return {"estimate_form": None, "estimate": None}
    form, found = EstimateForm(request.args), None
    if "predikat" in request.args and form.validate():
        found = _estimated(form)
    return {"estimate_form": form, "estimate": found}


def _estimated(form: EstimateForm) -> Estimate:
    return estimate_b(form.predikat.data, form.jenjang.data, form.bulan.data, peraturan())

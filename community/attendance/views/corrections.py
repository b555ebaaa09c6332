"""One person's row: every mark of it, and a correction after the pertemuan is closed."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from community.accounts.current import current_guru
from community.attendance.forms import CorrectionForm
from community.attendance.models import STATUSES, VIA, Correction
from community.attendance.queries import marks_of, sheet_of
from community.attendance.services import decide_correction, propose_correction
from community.attendance.views import blueprint
from community.kernel.command import authorize
from community.kernel.database import db
from community.kernel.errors import NotFound, Refusal
from community.lokakarya.queries import pertemuan_of
from community.permissions import Do


@blueprint.route("/kehadiran/<guru_id>", methods=["GET", "POST"])
def person(pertemuan_id: str, guru_id: str) -> ResponseReturnValue:
    """How this presence came to be, and the way to correct it."""
    guru = current_guru()
    pertemuan = pertemuan_of(guru, pertemuan_id)
    authorize(guru, Do.MARK_ATTENDANCE, pertemuan)
    row = next((each for each in sheet_of(pertemuan) if each.guru.id == guru_id), None)
    if row is None:
        raise NotFound
    form = CorrectionForm(guru_id=guru_id)
    if form.validate_on_submit():
        try:
            propose_correction(guru, pertemuan, guru_id, status=form.status.data, reason=form.reason.data)
            flash("Koreksi diusulkan. Pengurus lain yang memutuskannya di lembar kehadiran.", "ok")
            return redirect(url_for(".sheet", pertemuan_id=pertemuan_id), 303)
        except Refusal as refusal:
            form.reason.errors = [refusal.message]
    page = render_template(
        "attendance/person.html",
        pertemuan=pertemuan,
        row=row,
        marks=marks_of(pertemuan.id).get(guru_id, []),
        form=form,
        statuses=STATUSES,
        via=VIA,
    )
    return page, 422 if form.is_submitted() else 200


@blueprint.post("/koreksi/<correction_id>/<decision>")
def decide(pertemuan_id: str, correction_id: str, decision: str) -> Response:
    """A second pengurus says yes (`setuju`) or no (`tolak`)."""
    guru = current_guru()
    pertemuan = pertemuan_of(guru, pertemuan_id)
    correction = db.session.get(Correction, correction_id)
    if correction is None or correction.pertemuan_id != pertemuan.id or decision not in {"setuju", "tolak"}:
        raise NotFound
    decide_correction(guru, correction, accept=decision == "setuju")
    flash("Koreksi disetujui dan dicatat." if decision == "setuju" else "Koreksi ditolak.", "ok")
    return redirect(url_for(".sheet", pertemuan_id=pertemuan_id), 303)

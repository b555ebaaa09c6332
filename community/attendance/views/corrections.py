"""One person's row: every mark of it, and a correction after the pertemuan is closed."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from community.accounts.current import current_guru
from community.attendance.forms import CorrectionForm, LeavingForm
from community.attendance.models import STATUSES, VIA, Correction
from community.attendance.queries import SheetRow, marks_of, sheet_of
from community.attendance.queries.online import online_of
from community.attendance.services import decide_correction, propose_correction, record_leaving
from community.attendance.views import blueprint
from community.discussion.rules.presence import UNKNOWABLE
from community.kernel.command import authorize
from community.kernel.database import db
from community.kernel.errors import Invalid, NotFound, Refusal
from community.lokakarya.models import Pertemuan
from community.lokakarya.queries import pertemuan_of
from community.permissions import Do


@blueprint.route("/kehadiran/<guru_id>", methods=["GET", "POST"])
def person(pertemuan_id: str, guru_id: str) -> ResponseReturnValue:
    """How this presence came to be, and the way to correct it."""
    guru = current_guru()
    pertemuan = pertemuan_of(guru, pertemuan_id)
    authorize(guru, Do.MARK_ATTENDANCE, pertemuan)
    row = _row(pertemuan, guru_id)
    there = online_of(pertemuan.id, guru_id)
    zone = pertemuan.paket.gugus.zone.name
    told = f"Tersambung di ruang daring {there.said(zone)}." if there and request.args.get("daring") else ""
    form = CorrectionForm(guru_id=guru_id, status="hadir" if told else None, reason=told, daring="1" if told else "")
    if form.validate_on_submit():
        try:
            propose_correction(
                guru,
                pertemuan,
                guru_id,
                status=form.status.data,
                reason=form.reason.data,
                online=bool(form.daring.data),
            )
            flash("Koreksi diusulkan. Pengurus lain yang memutuskannya di lembar kehadiran.", "ok")
            return redirect(url_for(".sheet", pertemuan_id=pertemuan_id), 303)
        except Refusal as refusal:
            form.reason.errors = [refusal.message]
    return _page(pertemuan, row, form, LeavingForm(formdata=None)), 422 if form.is_submitted() else 200


@blueprint.post("/kehadiran/<guru_id>/pulang")
def leave(pertemuan_id: str, guru_id: str) -> ResponseReturnValue:
    """Someone went home before the end."""
    guru = current_guru()
    pertemuan = pertemuan_of(guru, pertemuan_id)
    authorize(guru, Do.MARK_ATTENDANCE, pertemuan)
    row = _row(pertemuan, guru_id)
    form = LeavingForm()
    if form.validate_on_submit():
        try:
            record_leaving(guru, pertemuan, guru_id, at=_moment(pertemuan, form.left.data))
            flash("Jam pulang dicatat." if form.left.data else "Dicatat sampai selesai.", "ok")
            return redirect(url_for(".person", pertemuan_id=pertemuan_id, guru_id=guru_id), 303)
        except Invalid as refusal:
            form.left.errors = [refusal.message]
    return _page(pertemuan, row, CorrectionForm(formdata=None), form), 422


def _moment(pertemuan: Pertemuan, hour: time | None) -> datetime | None:
    """An hour of the day of the pertemuan, by the clocks of its gugus."""
    zone = ZoneInfo(pertemuan.paket.gugus.zone.name)
    return datetime.combine(pertemuan.starts_at.astimezone(zone).date(), hour, zone) if hour else None


def _row(pertemuan: Pertemuan, guru_id: str) -> SheetRow:
    row = next((each for each in sheet_of(pertemuan) if each.guru.id == guru_id), None)
    if row is None:
        raise NotFound
    return row


def _page(pertemuan: Pertemuan, row: SheetRow, form: CorrectionForm, leaving: LeavingForm) -> str:
    return render_template(
        "attendance/person.html",
        pertemuan=pertemuan,
        row=row,
        marks=marks_of(pertemuan.id).get(row.guru.id, []),
        form=form,
        leaving=leaving,
        statuses=STATUSES,
        via=VIA,
        online=online_of(pertemuan.id, row.guru.id),
        unknowable=UNKNOWABLE,
    )


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

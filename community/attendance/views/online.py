"""Below the sheet: what the room of a pertemuan says of who was there, and what a pengurus makes of it."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from community.accounts.current import current_guru
from community.attendance.forms import LeastForm
from community.attendance.queries import sheet_of
from community.attendance.services import accept_online, keep_mark, set_least
from community.attendance.views import blueprint
from community.attendance.views.sheet import reached, show_sheet
from community.kernel.errors import Invalid, Refusal


@blueprint.post("/kehadiran/daring")
def accept(pertemuan_id: str) -> ResponseReturnValue:
    """Take the time in the room of those who are ticked for presence; not of whom something else came meanwhile."""
    pertemuan = reached(pertemuan_id)
    seen = {guru_id: request.form.get(f"was-{guru_id}", "") for guru_id in request.form.getlist("guru")}
    try:
        taken = accept_online(current_guru(), pertemuan, seen)
    except Refusal as refusal:
        flash(refusal.message, "no")
        return show_sheet(reached(pertemuan_id), {}), refusal.status
    if count := len(taken.recorded):
        flash(f"{count} orang dicatat hadir daring.", "ok")
    if taken.passed_over:
        rows = sheet_of(pertemuan)
        names = ", ".join(row.guru.name for row in rows if row.guru.id in taken.passed_over)
        flash(f"Tidak ditimpa, karena catatannya berubah sejak halaman ini dibuka: {names}. Lihat lagi.", "no")
    elif not count:
        flash("Tidak ada yang berubah.", "ok")
    return redirect(url_for(".sheet", pertemuan_id=pertemuan_id, _anchor="ruang-daring"), 303)


@blueprint.post("/kehadiran/daring/<guru_id>/tetap")
def keep(pertemuan_id: str, guru_id: str) -> ResponseReturnValue:
    """Let the sheet stand as it is."""
    keep_mark(current_guru(), reached(pertemuan_id), guru_id)
    flash("Catatan di lembar tetap; pilihan Anda tersimpan di riwayatnya.", "ok")
    return redirect(url_for(".sheet", pertemuan_id=pertemuan_id, _anchor="ruang-daring"), 303)


@blueprint.post("/kehadiran/daring/batas")
def least(pertemuan_id: str) -> ResponseReturnValue:
    """Another least number of minutes for this pertemuan."""
    pertemuan = reached(pertemuan_id)
    form = LeastForm()
    if form.validate_on_submit():
        try:
            set_least(current_guru(), pertemuan, minutes=form.least.data)
        except Invalid as refusal:
            form.least.errors = [refusal.message]
        else:
            flash("Batas menit diubah untuk pertemuan ini.", "ok")
            return redirect(url_for(".sheet", pertemuan_id=pertemuan_id, _anchor="ruang-daring"), 303)
    return show_sheet(reached(pertemuan_id), {}, form), 422

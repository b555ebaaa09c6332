"""The sheet, for pengurus: everyone by name, one row of letters each."""

from collections.abc import Mapping

from flask import flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from community.accounts.current import current_guru
from community.attendance.forms import LeastForm
from community.attendance.models import STATUSES
from community.attendance.queries import corrections_of, counted, sheet_of
from community.attendance.queries.online import online_sheet
from community.attendance.services import mark_sheet
from community.attendance.views import blueprint
from community.discussion.rules.presence import UNKNOWABLE
from community.kernel.command import authorize
from community.kernel.errors import Refusal
from community.kernel.web import wants_json
from community.lokakarya.models import Pertemuan
from community.lokakarya.queries import pertemuan_of
from community.permissions import Do

# value, letter, word, kind: the order of the row and of the keyboard
MARKS = (
    ("hadir", "H", STATUSES["hadir"], "ok"),
    ("terlambat", "T", STATUSES["terlambat"], "wait"),
    ("izin", "I", STATUSES["izin"], "info"),
    ("sakit", "S", STATUSES["sakit"], "info"),
    ("tanpa_keterangan", "\N{EN DASH}", STATUSES["tanpa_keterangan"], "no"),
)


@blueprint.get("/kehadiran")
def sheet(pertemuan_id: str) -> ResponseReturnValue:
    return show_sheet(reached(pertemuan_id), {}), 200


@blueprint.post("/kehadiran")
def save_sheet(pertemuan_id: str) -> ResponseReturnValue:
    """Save what differs from what the page showed: a check-in that came meanwhile is not overwritten."""
    pertemuan = reached(pertemuan_id)
    marks = changed_marks(request.form)
    try:
        count = mark_sheet(current_guru(), pertemuan, marks)
    except Refusal as refusal:
        if wants_json():
            raise
        flash(refusal.message, "no")
        return show_sheet(pertemuan, marks), refusal.status
    if wants_json():
        return jsonify(saved=sorted(marks), counts=counted(sheet_of(pertemuan)))
    flash(f"{count} kehadiran disimpan." if count else "Tidak ada yang berubah.", "ok")
    place = f"g-{next(reversed(marks))}" if marks else None
    return redirect(url_for(".sheet", pertemuan_id=pertemuan_id, _anchor=place), 303)


def changed_marks(form: Mapping[str, str]) -> dict[str, str]:
    """guru id -> status, of the rows whose `status-<id>` differs from the `was-<id>` the page held."""
    found = {}
    for name, status in form.items():
        if name.startswith("status-") and status:
            guru_id = name.removeprefix("status-")
            if status != form.get(f"was-{guru_id}", ""):
                found[guru_id] = status
    return found


def reached(pertemuan_id: str) -> Pertemuan:
    """The pertemuan, for who keeps its sheet. Raises NotFound, NotAllowed."""
    guru = current_guru()
    pertemuan = pertemuan_of(guru, pertemuan_id)
    authorize(guru, Do.MARK_ATTENDANCE, pertemuan)
    return pertemuan


def show_sheet(pertemuan: Pertemuan, typed: Mapping[str, str], least_form: LeastForm | None = None) -> str:
    """The page; `typed` is what was chosen and not saved."""
    rows = sheet_of(pertemuan)
    online = online_sheet(pertemuan, rows)
    return render_template(
        "attendance/sheet.html",
        pertemuan=pertemuan,
        rows=rows,
        counts=counted(rows),
        marks=MARKS,
        typed=typed,
        corrections=corrections_of(pertemuan.id),
        statuses=STATUSES,
        online=online,
        least_form=least_form or LeastForm(formdata=None, least=online.least if online else None),
        unknowable=UNKNOWABLE,
    )

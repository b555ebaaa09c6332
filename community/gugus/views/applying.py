"""/gugus/<slug>/anggota/impor/<id>: how far it is, what each row would do, answers, applying, the errors as a file."""

import csv
import io

from flask import Response, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from community.gugus import services
from community.gugus.forms import UploadForm
from community.gugus.jobs import apply_import
from community.gugus.models import Gugus, TeacherImport
from community.gugus.queries.imports import (
    VERDICTS,
    counted,
    import_in,
    pending_count,
    rows_of,
    unanswered_count,
)
from community.gugus.views import blueprint
from community.gugus.views.common import page, page_number, reach
from community.gugus.views.importing import again
from community.kernel.database import db
from community.kernel.errors import NotFound, Refusal
from community.kernel.files import StoredFile
from community.kernel.files.kinds import XLSX
from community.kernel.jobs import later
from community.kernel.spreadsheet import is_formula
from community.permissions import Do

_ROWS = 50
_WORKING = ("dibaca", "diterapkan")
_HEADINGS = ("Baris", "Nama", "Kolom", "Alasan", "Cara memperbaiki")
_WORDS = {
    "baru": ("Baru", "ok"),
    "ubah": ("Diperbarui", "info"),
    "sama": ("Tidak berubah", "plain"),
    "tanya": ("Perlu jawaban", "wait"),
    "galat": ("Keliru", "no"),
}


@blueprint.get("/gugus/<slug>/anggota/impor/<import_id>")
def show_import(slug: str, import_id: str) -> ResponseReturnValue:
    """The progress while a job is at work (?potongan=kemajuan: only that), else what was found."""
    guru, gugus = reach(slug, Do.IMPORT_ANGGOTA)
    found = import_in(gugus, import_id)
    if request.args.get("potongan") == "kemajuan":
        return _progress(gugus, found)
    if found.state in _WORKING:
        return page("import_progress", guru, gugus, "anggota", found=found)
    verdict, number = request.args.get("keputusan", ""), page_number()
    verdict = verdict if verdict in VERDICTS else ""
    counts = counted(found.id)
    return page(
        "import_result",
        guru,
        gugus,
        "anggota",
        found=found,
        file=db.session.get_one(StoredFile, found.file_id),
        counts=counts,
        words=_WORDS,
        total=counts[verdict] if verdict else sum(counts.values()),
        verdict=verdict,
        rows=rows_of(found.id, verdict, limit=_ROWS, offset=(number - 1) * _ROWS),
        place=number,
        size=_ROWS,
        waiting=pending_count(found.id),
        unanswered=unanswered_count(found.id),
        form=UploadForm(formdata=None),
    )


@blueprint.post("/gugus/<slug>/anggota/impor/<import_id>/jawaban")
def answer_rows(slug: str, import_id: str) -> ResponseReturnValue:
    """Same person or another, row by row or all at once."""
    guru, gugus = reach(slug, Do.IMPORT_ANGGOTA)
    found = import_in(gugus, import_id)
    answers = {name.removeprefix("jawab-"): value for name, value in request.form.items() if name.startswith("jawab-")}
    try:
        number = services.answer_rows(guru, found, answers=answers, all_as=request.form.get("semua", ""))
    except Refusal as refusal:
        return again(slug, import_id, refusal.message, "no")
    return again(slug, import_id, f"{number} jawaban disimpan." if number else "Belum ada jawaban yang dipilih.")


@blueprint.post("/gugus/<slug>/anggota/impor/<import_id>/terapkan")
def apply(slug: str, import_id: str) -> ResponseReturnValue:
    """Have the list applied in the background; pressed again it goes on where it stopped."""
    guru, gugus = reach(slug, Do.IMPORT_ANGGOTA)
    try:
        services.begin_apply(guru, import_in(gugus, import_id))
    except Refusal as refusal:
        return again(slug, import_id, refusal.message, "no")
    later(apply_import, import_id)
    return again(slug, import_id, "Daftar sedang diterapkan.", "info")


@blueprint.get("/gugus/<slug>/anggota/impor/<import_id>/keliru.<kind>")
def errors(slug: str, import_id: str, kind: str) -> ResponseReturnValue:
    """Every error as a table: row, name, column, reason, remedy. Nothing in it runs as a formula."""
    _, gugus = reach(slug, Do.IMPORT_ANGGOTA)
    found = import_in(gugus, import_id)
    lines = [
        [str(row.number), row.name, problem["column"], problem["message"], problem["remedy"]]
        for row in rows_of(found.id, "galat")
        for problem in row.problems
    ]
    if kind == "csv":
        return _download(_csv(lines), "text/csv; charset=utf-8", f"keliru-{slug}.csv")
    if kind == "xlsx":
        return _download(_xlsx(lines), XLSX.mime, f"keliru-{slug}.xlsx")
    raise NotFound


def _progress(gugus: Gugus, found: TeacherImport) -> Response:
    answer = make_response(render_template("gugus/_progress.html", gugus=gugus, found=found))
    if found.state not in _WORKING:
        answer.headers["HX-Redirect"] = url_for(".show_import", slug=gugus.slug, import_id=found.id)
    return answer


def _csv(lines: list[list[str]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")  # what Excel opens in columns where the comma is the decimal sign
    writer.writerows([_HEADINGS, *([_harmless(cell) for cell in line] for line in lines)])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _xlsx(lines: list[list[str]]) -> bytes:
    import xlsxwriter  # here: a tenth of a second of every start

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet("Baris keliru")
    for column, heading in enumerate(_HEADINGS):
        sheet.write_string(0, column, heading, book.add_format({"bold": True}))
    for number, line in enumerate(lines, 1):
        for column, cell in enumerate(line):
            sheet.write_string(number, column, cell)
    sheet.set_column(1, 2, 22)
    sheet.set_column(3, 4, 60)
    book.close()
    return out.getvalue()


def _harmless(cell: str) -> str:
    return f"'{cell}" if is_formula(cell) or cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell


def _download(body: bytes, mime: str, name: str) -> Response:
    answer = Response(body, content_type=mime)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer

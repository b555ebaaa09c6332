"""/gugus/<slug>/anggota/impor: a teacher list, read first, applied when its findings are seen."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage

from community.gugus import services
from community.gugus.forms import UploadForm
from community.gugus.jobs import read_import
from community.gugus.queries.imports import imports_of
from community.gugus.views import blueprint
from community.gugus.views.common import page, reach
from community.kernel.errors import Refusal
from community.kernel.files import FileRefused
from community.kernel.jobs import later
from community.kernel.spreadsheet import SpreadsheetRefused, read_sheets
from community.permissions import Do


@blueprint.get("/gugus/<slug>/anggota/impor")
def import_list(slug: str) -> ResponseReturnValue:
    guru, gugus = reach(slug, Do.IMPORT_ANGGOTA)
    return page("import", guru, gugus, "anggota", form=UploadForm(), imports=imports_of(gugus))


@blueprint.post("/gugus/<slug>/anggota/impor")
def upload_list(slug: str) -> ResponseReturnValue:
    """Take a list in, and have it read in the background."""
    guru, gugus = reach(slug, Do.IMPORT_ANGGOTA)
    form = UploadForm()
    if form.validate_on_submit():
        try:
            import_id = services.start_import(guru, gugus, upload=form.file.data).id
        except FileRefused as refusal:
            form.file.errors = [_said(refusal, form.file.data)]
        else:
            later(read_import, import_id)
            return redirect(url_for(".show_import", slug=slug, import_id=import_id), 303)
    return page("import", guru, gugus, "anggota", form=form, imports=imports_of(gugus)), 422


def _said(refusal: Refusal, upload: FileStorage) -> str:
    """The sentence of a file that is no list: the reader of tables often knows more (old Excel, locked)."""
    upload.stream.seek(0)
    try:
        read_sheets(upload.stream.read())
    except SpreadsheetRefused as better:
        return better.message
    return refusal.message


def again(slug: str, import_id: str, sentence: str, kind: str = "ok") -> ResponseReturnValue:
    """Back to the import, with a sentence and the same filter."""
    flash(sentence, kind)
    verdict = request.values.get("keputusan", "")
    return redirect(url_for(".show_import", slug=slug, import_id=import_id, keputusan=verdict or None), 303)

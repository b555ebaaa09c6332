"""/kelola/wilayah: loading regions and schools. Here, above wilayah, because wilayah does not know who comes
in.
"""

from pathlib import Path
from tempfile import TemporaryDirectory

from flask import render_template
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage

from community.accounts.forms import RegionsForm, SchoolsForm
from community.accounts.models import Guru
from community.accounts.views.common import blueprint, operator, say_at_field
from community.kernel.command import INSTALLATION
from community.kernel.errors import Invalid
from community.wilayah.queries import counts, kabupaten_with_schools
from community.wilayah.rules.rows import Report
from community.wilayah.rules.tables import SHIPPED
from community.wilayah.services import import_sekolah, import_wilayah

_FILES = ("provinces", "regencies", "districts")


@blueprint.get("/kelola/wilayah")
def regions() -> ResponseReturnValue:
    operator()
    return _page(RegionsForm(formdata=None), SchoolsForm(formdata=None))


@blueprint.post("/kelola/wilayah/tabel")
def load_regions() -> ResponseReturnValue:
    guru = operator()
    form = RegionsForm()
    if not form.validate_on_submit():
        return _page(form, SchoolsForm(formdata=None)), 422
    try:
        report = _load_regions(guru, form)
    except Invalid as refusal:
        say_at_field(form, refusal, "provinces")
        return _page(form, SchoolsForm(formdata=None)), refusal.status
    return _result("Wilayah", report)


@blueprint.post("/kelola/wilayah/sekolah")
def load_schools() -> ResponseReturnValue:
    guru = operator()
    form = SchoolsForm()
    if form.validate_on_submit():
        try:
            return _result("Sekolah", _load_schools(guru, form))
        except Invalid as refusal:
            say_at_field(form, refusal, "file")
    return _page(RegionsForm(formdata=None), form), 422


def _load_regions(guru: Guru, form: RegionsForm) -> Report:
    if form.source.data != "berkas":
        return import_wilayah(guru, INSTALLATION, SHIPPED)
    with TemporaryDirectory() as folder:
        for name in _FILES:
            _keep(form[name].data, Path(folder) / f"{name}.csv", field=name)
        return import_wilayah(guru, INSTALLATION, Path(folder))


def _load_schools(guru: Guru, form: SchoolsForm) -> Report:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "sekolah"
        _keep(form.file.data, path, field="file")
        return import_sekolah(guru, INSTALLATION, path, form.kabupaten.data)


def _keep(upload: object, path: Path, *, field: str) -> None:
    """The uploaded file at `path`, under our own name. Raises Invalid when none was chosen."""
    if not isinstance(upload, FileStorage) or not upload.filename:
        raise Invalid("Pilih berkasnya lebih dulu.", field=field)
    upload.save(path)


def _page(regions: RegionsForm, schools: SchoolsForm) -> str:
    return render_template(
        "wilayah/page.html",
        regions=regions,
        schools=schools,
        counts=counts(),
        loaded=kabupaten_with_schools(),
    )


def _result(what: str, report: Report) -> str:
    return render_template("wilayah/result.html", what=what, report=report, most=200)

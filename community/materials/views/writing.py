"""Writing: a new materi, the next version of one, and what it will look like."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from community.accounts.current import current_guru
from community.accounts.models import Guru
from community.gugus.queries import gugus_of
from community.kernel.command import authorize
from community.kernel.errors import Invalid, Refusal
from community.kernel.forms import clean
from community.kernel.markdown import render_materi
from community.lokakarya.models import Paket
from community.lokakarya.queries import paket_of
from community.materials import services
from community.materials.forms.material import MaterialForm, number_in, show
from community.materials.models import Material, Version, VersionFile
from community.materials.queries import files_of, material_of, version_of
from community.materials.queries.inside import original_licence
from community.materials.rules.licences import LICENCES, Licence, allowed_for_adaptation
from community.materials.views import blueprint
from community.permissions import Do


@blueprint.route("/gugus/<slug>/materi/baru", methods=["GET", "POST"], endpoint="new_in_gugus")
def new_material(slug: str) -> ResponseReturnValue:
    """The first version of a materi of a gugus; with ?paket= it becomes its hasil at once."""
    guru = current_guru()
    gugus = gugus_of(guru, slug)
    authorize(guru, Do.WRITE_MATERIAL, gugus)
    paket = _paket(guru, gugus.id)
    form = MaterialForm(visibility="gugus" if paket else "penulis", mapel=gugus.mapel, jenjang=gugus.jenjang)
    form.files.gugus_id = gugus.id
    form.offer([])
    if form.validate_on_submit():
        try:
            material = services.write_material(
                guru,
                gugus,
                kind=form.kind.data,
                content=form.content,
                uploads=form.files.data,
                visibility=form.visibility.data,
                paket=paket,
            )
        except Refusal as refusal:
            show(form, refusal)
        else:
            flash("Materi tersimpan, dan tercatat sebagai hasil paket." if paket else "Materi tersimpan.", "ok")
            return redirect(url_for(".material", material_id=material.id), 303)
    return _editor(form, gugus=gugus, paket=paket, material=None, base=0, status=form.is_submitted())


@blueprint.route("/materi/<material_id>/ubah", methods=["GET", "POST"], endpoint="edit")
def edit_material(material_id: str) -> ResponseReturnValue:
    """The next version; with ?gabung=<n> one that joins a version beside."""
    guru = current_guru()
    material = material_of(guru, material_id)
    authorize(guru, Do.SAVE_VERSION, material)
    current = material.current
    form = MaterialForm(kind=material.kind, based_on=str(current.number))
    beside = _beside(material, form)
    form.files.gugus_id = material.gugus_id
    form.offer(_files(current, beside), _licences(material))
    if not form.is_submitted():
        form.begin(beside or current)
        form.joins.data = str(beside.number) if beside else ""
        form.kept.data = [each.value for each in form.kept.choices]
    if form.validate_on_submit():
        try:
            made = _saved(guru, material, form)
        except Refusal as refusal:
            show(form, refusal)
        else:
            return _after(material, current, made)
    return _editor(
        form,
        gugus=material.gugus,
        paket=None,
        material=material,
        base=current.number,
        status=form.is_submitted(),
        theirs=current if beside else None,
        files=_files(current, beside),
    )


@blueprint.post("/materi/pratinjau", endpoint="preview")
def show_preview() -> ResponseReturnValue:
    """What a text will look like, kept nowhere."""
    guru = current_guru()
    text = clean(request.form.get("text", ""))
    pictures = []
    if material_id := request.form.get("materi"):
        material = material_of(guru, material_id)
        pictures = [each.file_id for each in files_of(material.current)]
    html, refused = Markup(""), ""
    try:
        html = render_materi(text, pictures=pictures)
    except Invalid as refusal:
        refused = refusal.message
    whole = "materials/preview.html" if "sebagian" not in request.form else "materials/_preview.html"
    return render_template(whole, html=html, refused=refused), 422 if refused else 200


def _saved(guru: Guru, material: Material, form: MaterialForm) -> Version:
    return services.save_version(
        guru,
        material,
        kind=form.kind.data,
        content=form.content,
        based_on=form.base,
        kept=form.kept.data or [],
        uploads=form.files.data,
        joins=form.joined,
    )


def _after(material: Material, before: Version, made: Version) -> ResponseReturnValue:
    if made.beside:
        flash("Orang lain menyimpan lebih dulu. Keduanya tersimpan; sekarang gabungkan.", "wait")
        return redirect(url_for(".beside", material_id=material.id, number=made.number), 303)
    if made.number == before.number:
        flash("Tidak ada yang berubah, jadi tidak ada versi baru.", "info")
    else:
        flash(f"Tersimpan sebagai versi {made.number}.", "ok")
    return redirect(url_for(".material", material_id=material.id), 303)


def _editor(form: MaterialForm, *, status: bool, **context: Any) -> ResponseReturnValue:
    values = {"files": [], "theirs": None, **context}
    page = render_template("materials/editor.html", form=form, licences=LICENCES.values(), **values)
    return page, 422 if status else 200


def _paket(guru: Guru, gugus_id: str) -> Paket | None:
    """The paket one writes for. Raises NotFound, NotAllowed."""
    paket_id = request.args.get("paket")
    if not paket_id:
        return None
    paket = paket_of(guru, paket_id)
    authorize(guru, Do.ATTACH_HASIL, paket)
    if paket.gugus_id != gugus_id:
        raise Invalid("Paket itu milik gugus lain. Mulai lagi dari halaman paketnya.")
    return paket


def _beside(material: Material, form: MaterialForm) -> Version | None:
    number = form.joined if form.is_submitted() else number_in(request.args.get("gabung"))
    if not number:
        return None
    version = version_of(material, number)
    return version if version.beside else None


def _files(current: Version, beside: Version | None) -> list[VersionFile]:
    found = {each.file_id: each for each in files_of(current)}
    for each in files_of(beside) if beside else []:
        found.setdefault(each.file_id, each)
    return list(found.values())


def _licences(material: Material) -> list[Licence] | None:
    """Those to choose from, for an adaptation; None: all."""
    original = original_licence(material)
    return allowed_for_adaptation(original) if original else None

"""Forms of a materi: writing it, who reads it, who wrote it, adapting it, choosing it as hasil."""

from collections.abc import Sequence
from typing import Any

from wtforms import HiddenField

from community.accounts.models import Guru
from community.gugus.models import JENJANG, Gugus
from community.kernel import forms
from community.kernel.errors import Refusal
from community.kernel.files import MATERIALS
from community.kernel.forms import UploadsField
from community.kernel.markdown import MAX
from community.lokakarya.models import HASIL_KINDS
from community.materials.models import FASE, KINDS, VISIBILITIES, Version, VersionFile
from community.materials.queries import Line
from community.materials.rules.content import Content
from community.materials.rules.licences import LICENCES, Licence

_LICENCES = [(each.key, each.name) for each in LICENCES.values()]
_CONTENT = ("title", "licence", "text", "topic", "jenjang", "fase", "kelas", "mapel", "cp", "tp", "note")


def show(form: Any, refusal: Refusal) -> None:
    """Put a refusal where it belongs: at its field, or above the form. Everything typed stays."""
    name = getattr(refusal, "field", None)
    if name and name in form:
        form[name].errors = [*form[name].errors, refusal.message]
    else:
        form.form_errors = [*form.form_errors, refusal.message]


class MaterialForm(forms.Form):
    """A version of a materi; `based_on` is the number of the one its writer began with."""

    kind = forms.choice("Jenis", list(KINDS.items()), required="Pilih jenis materinya.")
    title = forms.text("Judul", required="Tulis judulnya.")
    mapel = forms.text("Mata pelajaran", required=False, most=100)
    fase = forms.choice("Fase", list(FASE.items()), required=False)
    kelas = forms.text("Kelas", required=False, most=40, description="Misalnya: 4, atau 4 dan 5.")
    topic = forms.text("Topik", required=False, description="Misalnya: pecahan senilai.")
    tp = forms.long_text("Tujuan pembelajaran", required=False, most=3000)
    cp = forms.long_text("Capaian pembelajaran", required=False, most=5000)
    jenjang = forms.choice("Jenjang", [(each, each) for each in JENJANG], required=False)
    text = forms.long_text("Isi", required=False, most=MAX)
    files = UploadsField(
        "Berkas",
        kinds=MATERIALS,
        description="Dokumen, gambar, suara, atau video. Boleh beberapa.",
    )
    kept = forms.several("Berkas yang sudah ada", [])
    licence = forms.choice("Lisensi", [("", "Pilih lisensi"), *_LICENCES], required="Pilih lisensinya.")
    visibility = forms.choice("Siapa yang boleh membaca", list(VISIBILITIES.items()), radio=True, default="penulis")
    note = forms.text("Apa yang berubah", required=False, description="Satu kalimat untuk daftar versi.")
    based_on = HiddenField()
    joins = HiddenField()

    @property
    def content(self) -> Content:
        return Content(**{name: self[name].data or "" for name in _CONTENT})

    @property
    def base(self) -> int:
        """The version the writer began with; what is no number is none."""
        return number_in(self.based_on.data)

    @property
    def joined(self) -> int | None:
        return number_in(self.joins.data) or None

    def begin(self, version: Version) -> None:
        """Show what a version says."""
        for name in _CONTENT[:-1]:
            self[name].data = getattr(version, name)
        self.kept.data = [each.file_id for each in version.files]

    def offer(self, files: Sequence[VersionFile], licences: Sequence[Licence] | None = None) -> None:
        """Which files may stay, and (for an adaptation) which licences there are to choose from."""
        self.kept.choices = forms.options(
            (each.file_id, f"{each.file.name} ({each.file.size_words})") for each in files
        )
        if licences is not None:
            self.licence.choices = forms.options((each.key, each.name) for each in licences)


class VisibilityForm(forms.Form):
    visibility = forms.choice(
        "Siapa yang boleh membaca", list(VISIBILITIES.items()), radio=True, required="Pilih siapa yang boleh membaca."
    )


class RemovalForm(forms.Form):
    reason = forms.long_text("Alasan", required="Tulis alasannya, supaya pembacanya mengerti.", most=500)


class AdaptationForm(forms.Form):
    gugus_id = forms.choice("Untuk gugus", [], radio=True, required="Pilih gugusnya.")
    licence = forms.choice("Lisensi adaptasi", [], required="Pilih lisensinya.")

    def offer(self, gugus: Sequence[Gugus], licences: Sequence[Licence]) -> None:
        self.gugus_id.choices = forms.options((each.id, each.name) for each in gugus)
        self.licence.choices = forms.options((each.key, each.name) for each in licences)


class HasilChoiceForm(forms.Form):
    material_id = forms.choice("Materi", [], radio=True, required="Pilih materinya.")
    kind = forms.choice("Dicatat sebagai", [("", "Sesuai jenis materinya"), *HASIL_KINDS.items()], required=False)

    def offer(self, materials: Sequence[Line]) -> None:
        self.material_id.choices = forms.options(
            (each.id, f"{each.title} ({each.kind_name}, versi {each.number})") for each in materials
        )


def authors_form(people: Sequence[Guru], chosen: Sequence[str], most: int) -> forms.Form:
    """One select for each author in order, a few more than there are; people named twice are the act's to refuse."""
    choices = [("", "\N{EN DASH}"), *((each.id, each.named) for each in people)]
    places = min(max(len(chosen) + 2, 4), most)

    class AuthorsForm(forms.Form):
        @property
        def guru_ids(self) -> list[str]:
            return [field.data for field in self if field.name.startswith("author") and field.data]

    for place in range(1, places + 1):
        default = chosen[place - 1] if place <= len(chosen) else ""
        required = "Pilih penulis pertamanya." if place == 1 else False
        field = forms.choice(f"Penulis {place}", choices[1:], required=required, default=default)
        setattr(AuthorsForm, f"author{place}", field)
    return AuthorsForm()


def number_in(raw: str | None) -> int:
    """The version number someone sent; what is none is 0."""
    return int(raw) if raw and raw.isascii() and raw.isdigit() and len(raw) < 7 else 0

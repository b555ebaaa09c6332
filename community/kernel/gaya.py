"""What the style guide at /gaya shows, in development: one form with every kind of field, and samples."""

from datetime import date

from flask_wtf import FlaskForm
from markupsafe import Markup
from werkzeug.datastructures import MultiDict
from wtforms import (
    BooleanField,
    DateField,
    FileField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    TimeField,
)
from wtforms.validators import InputRequired
from wtforms.widgets import CheckboxInput, ListWidget

from community.kernel.colour import pairs, tokens
from community.kernel.files import StoredFile, Use
from community.kernel.forms import options

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
JENIS = [("lokakarya", "Lokakarya perangkat pembelajaran"), ("ilmiah", "Kegiatan ilmiah")]
CARA = [("luring", "Tatap muka"), ("daring", "Daring")]
KELAS = [("4", "Kelas 4"), ("5", "Kelas 5"), ("6", "Kelas 6")]
TEMA = "Menyusun modul ajar pecahan kelas 4"
MEETINGS = [date(2026, 11, 14), date(2026, 11, 21), date(2026, 11, 28)]

# The three corners of a code and nothing between them, so that nobody scans a sample.
QR = Markup(
    '<svg viewBox="0 0 25 25" shape-rendering="crispEdges" aria-hidden="true"><path fill-rule="evenodd" d="'
    "M0 0h7v7h-7zm1 1v5h5v-5zm1 1h3v3h-3zM18 0h7v7h-7zm1 1v5h5v-5zm1 1h3v3h-3z"
    'M0 18h7v7h-7zm1 1v5h5v-5zm1 1h3v3h-3z"/></svg>'
)


class SampleForm(FlaskForm):
    """Every kind of field, as the forms of the product use them."""

    tema = StringField("Tema paket", [InputRequired(f"Tema belum diisi. Tulis misalnya “{TEMA}”.")])
    jenis = SelectField("Jenis", [InputRequired("Pilih jenis paket.")], choices=options(JENIS))
    tanggal = DateField("Tanggal", [InputRequired("Tanggal belum diisi. Pilih hari pertemuan pertama.")])
    mulai = TimeField("Mulai", [InputRequired("Jam mulai belum diisi.")])
    selesai = TimeField("Selesai", [InputRequired("Jam selesai belum diisi.")])
    cara = RadioField("Cara bertemu", [InputRequired("Pilih salah satu.")], choices=options(CARA))
    kelas = SelectMultipleField(
        "Untuk guru kelas", choices=options(KELAS), option_widget=CheckboxInput(), widget=ListWidget()
    )
    catatan = TextAreaField("Catatan untuk anggota")
    surat = FileField("Surat tugas", description="PDF atau foto, paling besar 5 MB.")
    setuju = BooleanField("Beri tahu anggota lewat Kabar")


class SampleCodeForm(FlaskForm):
    """The code on the wall, as it is typed."""

    kode = StringField("Tulis kode di layar depan", [InputRequired("Kode belum diisi.")])


def style_guide() -> dict[str, object]:
    """The context of templates/gaya/page.html; needs a request, for the forms."""
    filled = {
        "tema": TEMA,
        "jenis": "lokakarya",
        "tanggal": MEETINGS[1],
        "cara": "luring",
        "kelas": ["4", "5"],
    }
    wrong = SampleForm(formdata=MultiDict(), prefix="salah", meta={"csrf": False})
    wrong.validate()
    return {
        "form": SampleForm(formdata=None, data=filled),
        "wrong": wrong,
        "code_form": SampleCodeForm(formdata=None, prefix="kode"),
        "pairs": pairs(),
        "tokens": tokens(),
        "days": MEETINGS,
        "qr_svg": QR,
        "files": _files(),
        "use": Use(used=1_720_000_000, most=2_000_000_000, files=214),
    }


def _files() -> list[StoredFile]:
    """Samples that are stored nowhere: with a light copy, without one, and one that plays."""
    heavy = {"size": 3_250_000, "light_mime": "application/pdf", "light_size": 410_000}
    return [
        StoredFile(id="contoh1", name="Modul ajar pecahan kelas 4.pdf", mime="application/pdf", **heavy),
        StoredFile(id="contoh2", name="Rubrik menilai pecahan.xlsx", mime=EXCEL, size=18_400),
        StoredFile(id="contoh3", name="Melipat kertas.mp4", mime="video/mp4", size=24_000_000),
    ]

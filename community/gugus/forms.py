"""What people type into the pages of a gugus. The services judge again."""

from typing import Any

from flask_wtf.file import FileField, FileRequired
from wtforms import HiddenField, RadioField
from wtforms.validators import DataRequired

from community.accounts.forms import PersonForm
from community.accounts.models import Guru
from community.accounts.queries import people_found
from community.gugus.models import JENJANG, KINDS, PENGURUS_OFFICES, REPORT_REASONS, Anggota
from community.kernel import forms
from community.kernel.errors import Refusal
from community.wilayah.queries import sekolah_found, sekolah_of_ids, wilayah_found, wilayah_of

_OFFERED = 12


def say(form: Any, refusal: Refusal) -> None:
    """Put a refusal where it belongs: at its field, or above the form. Everything typed stays."""
    name = getattr(refusal, "field", None)
    if name and name in form:
        form[name].errors = [*form[name].errors, refusal.message]
    else:
        form.form_errors = [*form.form_errors, refusal.message]


class GugusForm(forms.Form):
    """The data of a gugus; the columns of Gugus by name."""

    kind = forms.choice("Jenis", [(key, f"{key} ({name})") for key, name in KINDS.items()])
    name = forms.text("Nama gugus", most=100, description="Misalnya KKG Banjarwangi atau MGMP IPA Garut.")
    jenjang = forms.choice("Jenjang", [(each, each) for each in JENJANG], required=False)
    mapel = forms.text("Mata pelajaran", required=False, most=100, description="Untuk MGMP, misalnya IPA.")
    wilayah_words = forms.text(
        "Cari wilayah", required=False, most=100, description="Nama kecamatan atau kabupaten/kota."
    )
    wilayah_code = RadioField(
        "Wilayah",
        choices=[],
        validate_choice=False,
        validators=[DataRequired("Cari wilayahnya, lalu pilih satu.")],
    )
    sk_number = forms.text("Nomor SK", required=False, most=100)
    sk_on = forms.day("Tanggal SK", required=False)
    sk_issuer = forms.text("Penerbit SK", required=False, most=150)
    minutes_per_jp = forms.whole("Menit per JP", least=30, most=60, default=45)

    def offer_wilayah(self) -> None:
        """The regions found by the words, and the one already chosen; a single one is taken."""
        words, chosen = self.wilayah_words.data or "", self.wilayah_code.data
        found = {each.code: each for each in wilayah_found(words, limit=_OFFERED) if each.level != "provinsi"}
        if chosen and chosen not in found and (kept := wilayah_of(chosen)):
            found = {chosen: kept} | found
        self.wilayah_code.choices = forms.options((code, each.path) for code, each in found.items())
        if not chosen and len(found) == 1:
            self.wilayah_code.data = next(iter(found))

    def values(self) -> dict[str, Any]:
        """What was typed, by column."""
        left = {"csrf_token", "wilayah_words", "ketua_words", "ketua_id"}
        return {name: value for name, value in self.data.items() if name not in left}


class NewGugusForm(GugusForm):
    """A new gugus, and who leads it first, if that is known."""

    ketua_words = forms.text(
        "Cari ketua pertama",
        required=False,
        most=100,
        description="Nama, NIP, atau surel orang yang sudah ada.",
    )
    ketua_id = RadioField("Ketua pertama", choices=[], validate_choice=False)

    def offer_ketua(self) -> None:
        """The people found by the words."""
        self.ketua_id.choices = _people(self.ketua_words.data or "", self.ketua_id.data)


class PengurusForm(forms.Form):
    """An office for an anggota."""

    office = forms.choice("Jabatan", list(PENGURUS_OFFICES.items()), radio=True)
    bidang = forms.text("Nama bidang", required=False, most=80, description="Hanya untuk jabatan bidang.")
    guru = forms.choice("Anggota", [], required="Pilih anggotanya.")
    from_on = forms.day("Mulai")
    until_on = forms.day("Sampai", required=False, description="Menurut AD/ART; kosongkan bila belum ditentukan.")

    def offer(self, rows: list[Anggota]) -> None:
        """The anggota to choose from."""
        self.guru.choices = forms.options([("", "\N{EN DASH}"), *((row.guru_id, row.guru.name) for row in rows)])


class ReasonForm(forms.Form):
    reason = forms.text("Alasan", most=300, required="Tulis alasannya.")


class InviteForm(forms.Form):
    days = forms.whole("Berlaku berapa hari", least=1, most=90, default=14)
    needs_approval = forms.choice(
        "Yang memakai undangan",
        [("ya", "menunggu persetujuan ketua atau sekretaris"), ("tidak", "langsung menjadi anggota")],
        radio=True,
        default="ya",
    )


class JoinCodeForm(forms.Form):
    kode = forms.text(
        "Kode undangan",
        required="Tulis kode undangan dari pengurus.",
        most=40,
        render_kw={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"},
    )


class FindPersonForm(forms.Form):
    """Someone who has an account already."""

    guru_id = RadioField(
        "Orang",
        choices=[],
        validate_choice=False,
        validators=[DataRequired("Pilih satu orang dari hasil pencarian.")],
    )

    def offer(self, words: str) -> None:
        self.guru_id.choices = _people(words, self.guru_id.data) if len(words) > 2 else []


class NewPersonForm(PersonForm):
    """A new person as a pengurus writes them: what only the person or the operator writes is left out."""

    last_pangkat_on = None
    sk_jabatan_on = None

    def offer_schools(self, members: list[Any]) -> None:
        """The member schools of the gugus, and what the words find."""
        chosen, words = self.sekolah_id.data, self.sekolah_words.data or ""
        found = {each.id: each.name for each in members}
        found |= {each.id: f"{each.name}, {each.kecamatan.title}" for each in sekolah_found(words, limit=_OFFERED)}
        if chosen and chosen not in found:
            found |= {each.id: each.name for each in sekolah_of_ids([chosen])}
        self.sekolah_id.choices = forms.options([*found.items(), ("", "Belum ada sekolah induk")])


class UploadForm(forms.Form):
    file = FileField(
        "Berkas daftar guru",
        validators=[FileRequired("Pilih berkas daftar gurunya dulu.")],
        description="XLSX, ODS, atau CSV, paling besar 10 MB dan 20.000 baris.",
    )


class CardsForm(forms.Form):
    who = forms.choice(
        "Untuk siapa",
        [("belum", "Anggota yang belum pernah membuat kata sandi"), ("semua", "Semua anggota")],
        radio=True,
        default="belum",
    )


class DecideForm(forms.Form):
    decision = HiddenField()
    reason = forms.text("Alasan penolakan", required=False, most=300)


class ReportForm(forms.Form):
    """Why something should not stand there."""

    reason = forms.choice("Mengapa", list(REPORT_REASONS.items()), radio=True, required="Pilih alasannya.")
    words = forms.text("Keterangan", required=False, most=500, description="Hanya pengurus yang membacanya.")


class RulingForm(forms.Form):
    """What becomes of what was reported."""

    verdict = forms.choice(
        "Keputusan",
        [("sembunyikan", "Sembunyikan"), ("tampilkan", "Tampilkan")],
        radio=True,
        required="Pilih keputusannya.",
    )
    reason = forms.text("Alasan", most=500, required="Tulis alasannya: penulis dan pelapor akan membacanya.")
    based_on = HiddenField()  # the last ruling the page showed

    @property
    def number(self) -> int:
        said = self.based_on.data or ""
        return int(said) if said.isascii() and said.isdigit() and len(said) < 6 else -1


class HideAfterForm(forms.Form):
    hide_after = forms.whole(
        "Sembunyikan dengan sendirinya setelah berapa laporan",
        least=2,
        most=20,
        description="Laporan anggota yang berbeda. Sesudahnya pengurus tetap memutuskan.",
    )


def _people(words: str, chosen: str | None) -> list[Any]:
    rows = people_found(words, _OFFERED).rows if words.strip() else []
    return forms.options((each.id, _described(each)) for each in rows if each.id == chosen or words.strip())


def _described(guru: Guru) -> str:
    return f"{guru.name}, {guru.sekolah.name}" if guru.sekolah else guru.name

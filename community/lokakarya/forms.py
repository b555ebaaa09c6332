"""Forms of paket and pertemuan."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from wtforms import HiddenField
from wtforms.validators import ValidationError

from community.accounts.models import Guru
from community.kernel import forms
from community.kernel.errors import Refusal
from community.kernel.files import MATERIALS
from community.lokakarya.models import (
    HASIL_KINDS,
    JENIS,
    MODES,
    PAKET_ROLES,
    Hasil,
    Paket,
    Pertemuan,
)
from community.lokakarya.models.refusals import PastPertemuan, PlanDoubtful
from community.lokakarya.rules import MOST_IN_SERIES, MOST_WEEKS_BETWEEN, Plan

_WEEKS = [("1", "Setiap minggu"), *((str(n), f"Setiap {n} minggu") for n in range(2, MOST_WEEKS_BETWEEN + 1))]


def show(form: Any, refusal: Refusal) -> None:
    """Put a refusal where it belongs: at its field, or above the form. Everything typed stays."""
    name = getattr(refusal, "field", None)
    if isinstance(refusal, PastPertemuan):
        name = "past"
    if isinstance(refusal, PlanDoubtful):
        form.warnings = refusal.warnings
        form.despite.errors = ["Lihat peringatan di atas. Ubah waktunya, atau centang ini untuk tetap menyimpan."]
    elif name and name in form:
        form[name].errors = [*form[name].errors, refusal.message]
    else:
        form.form_errors = [*form.form_errors, refusal.message]


def _address(form: Any, field: Any) -> None:
    """An address of the web; "meet.google.com/abc" is one too."""
    if not field.data:
        return
    if "://" not in field.data:
        field.data = f"https://{field.data}"
    try:
        parts = urlsplit(field.data)
        fits = parts.scheme in {"http", "https"} and "." in (parts.hostname or "") and " " not in field.data
    except ValueError:
        fits = False
    if not fits:
        raise ValidationError("Tautan ini tidak dikenali. Salin utuh dari peramban, diawali https://.")


def _sensible_year(field: Any) -> None:
    if field.data and not date(2010, 1, 1) <= field.data <= date(2100, 1, 1):
        raise ValidationError("Tanggal ini terlalu jauh. Periksa tahunnya.")


class PaketForm(forms.Form):
    theme = forms.text(
        "Tema", required="Tulis temanya.", description="Satu kalimat pendek, seperti judul pada surat tugas."
    )
    jenis = forms.choice("Jenis", list(JENIS.items()), radio=True, required="Pilih jenis paketnya.")
    expected_hasil = forms.long_text(
        "Hasil yang diharapkan", required=False, most=1000, description="Misalnya: satu modul ajar pecahan."
    )
    competence = forms.long_text("Kompetensi yang dituju", required=False, most=1000)


class _PlaceForm(forms.Form):
    """What every form that plans asks again when something is doubtful."""

    warnings: Sequence[str] = ()

    past = forms.yes("Catat pertemuan yang sudah lewat")
    despite = forms.yes("Tetap simpan")


class PertemuanForm(_PlaceForm):
    title = forms.text("Judul pertemuan", required=False, description="Misalnya: Membedah capaian pembelajaran.")
    day = forms.day("Tanggal", required="Pilih tanggalnya.")
    start = forms.hour("Mulai", required="Isi jam mulainya.")
    end = forms.hour("Selesai", required="Isi jam selesainya.")
    times = forms.whole(
        "Berapa kali",
        least=1,
        most=MOST_IN_SERIES,
        default=1,
        description="Lebih dari satu membuat pertemuan berulang di hari yang sama.",
    )
    weeks = forms.choice("Diulang", _WEEKS, default="1")
    mode = forms.choice("Cara bertemu", list(MODES.items()), radio=True, default="luring")
    place = forms.text("Tempat", required=False)
    link = forms.text("Tautan ruang daring", required=False, most=500, rules=[_address])
    agenda = forms.long_text("Agenda", required=False)
    narasumber = forms.long_text(
        "Narasumber",
        required=False,
        most=2000,
        description="Satu nama per baris; topiknya setelah titik dua. Nama anggota dikenali sendiri.",
    )
    break_minutes = forms.whole("Istirahat (menit)", least=0, most=600, default=0)
    minutes_per_jp = forms.whole("Menit per JP", least=30, most=60, default=45)
    capacity = forms.whole("Jumlah tempat", least=1, most=5000, required=False)

    def validate_day(self, field: Any) -> None:
        _sensible_year(field)  # a series that begins in the year 9999 has no end

    @property
    def plan(self) -> Plan:
        return Plan(
            start=self.start.data,
            end=self.end.data,
            title=self.title.data or "",
            break_minutes=self.break_minutes.data,
            mode=self.mode.data,
            place=self.place.data or "",
            link=self.link.data or "",
            agenda=self.agenda.data or "",
            narasumber=self.narasumber.data or "",
            minutes_per_jp=self.minutes_per_jp.data,
            capacity=self.capacity.data,
        )


class EditPertemuanForm(forms.Form):
    title = forms.text("Judul pertemuan", required=False)
    mode = forms.choice("Cara bertemu", list(MODES.items()), radio=True)
    link = forms.text("Tautan ruang daring", required=False, most=500, rules=[_address])
    agenda = forms.long_text("Agenda", required=False)
    narasumber = forms.long_text(
        "Narasumber",
        required=False,
        most=2000,
        description="Satu nama per baris; topiknya setelah titik dua.",
    )
    break_minutes = forms.whole("Istirahat (menit)", least=0, most=600)
    minutes_per_jp = forms.whole("Menit per JP", least=30, most=60)
    capacity = forms.whole("Jumlah tempat", least=1, most=5000, required=False)

    @property
    def values(self) -> dict[str, Any]:
        names = ("title", "mode", "link", "agenda", "narasumber")
        numbers = ("break_minutes", "minutes_per_jp", "capacity")
        return {name: self[name].data or "" for name in names} | {name: self[name].data for name in numbers}


class MoveForm(_PlaceForm):
    day = forms.day("Tanggal baru", required="Pilih tanggalnya.")
    start = forms.hour("Mulai", required="Isi jam mulainya.")
    end = forms.hour("Selesai", required="Isi jam selesainya.")
    place = forms.text("Tempat", required=False)
    reason = forms.text("Alasan", required=False, most=500, description="Dibaca anggota di pemberitahuannya.")


class ReasonForm(forms.Form):
    reason = forms.long_text("Alasan", required="Tulis alasannya, supaya anggota mengerti.", most=500)


class ConfirmForm(forms.Form):
    """Nothing but the token: an act that is asked once more on its own page."""


class SplitForm(forms.Form):
    pertemuan_ids = forms.several(
        "Pertemuan untuk paket yang baru", [], required="Pilih pertemuan yang masuk paket baru."
    )
    hasil_ids = forms.several("Hasil untuk paket yang baru", [])
    theme = forms.text("Tema paket yang baru", required="Tulis temanya.")
    expected_hasil = forms.long_text("Hasil yang diharapkan dari paket yang baru", required=False, most=1000)

    def offer(self, pertemuan: Sequence[tuple[str, str]], hasil: Sequence[Hasil]) -> None:
        self.pertemuan_ids.choices = forms.options(pertemuan)
        self.hasil_ids.choices = forms.options((each.id, each.title) for each in hasil)


class RoleForm(forms.Form):
    guru_id = forms.choice("Peserta", [], required=False)
    login = forms.text(
        "Atau orang dari luar gugus",
        required=False,
        description="Nama pengguna, nomor HP, atau surel akunnya, ditulis lengkap.",
    )
    role = forms.choice("Peran", list(PAKET_ROLES.items()), required="Pilih perannya.")

    def offer(self, people: Sequence[Guru]) -> None:
        self.guru_id.choices = forms.options([("", "–"), *((each.id, each.name) for each in people)])


class HasilForm(forms.Form):
    kind = forms.choice("Macam hasil", list(HASIL_KINDS.items()), required="Pilih macamnya.")
    title = forms.text("Judul", required="Tulis judulnya.")
    upload = forms.UploadField(
        "Berkas", kinds=MATERIALS, description="PDF, Word, Excel, PowerPoint, foto, suara, atau video."
    )
    link = forms.text("Atau tautan", required=False, most=500, rules=[_address])
    text = forms.long_text("Atau tulis di sini", required=False, most=100_000)
    author = forms.choice("Pembuat", [], required=False)

    def offer(self, people: Sequence[Guru], me: Guru) -> None:
        """Whose work it may be said to be: everyone's, one's own, or (for pengurus) a peserta's."""
        others = [(each.id, each.name) for each in people if each.id != me.id]
        self.author.choices = forms.options([("", "Karya bersama"), (me.id, f"Saya sendiri ({me.name})"), *others])


class NotulenForm(forms.Form):
    text = forms.long_text("Notulen", required="Notulen masih kosong. Tulis dulu, lalu simpan.", most=100_000)
    based_on = HiddenField(default="0")

    @property
    def edition(self) -> int:
        """The edition the writer had read; what is no number is none."""
        raw = self.based_on.data or ""
        return int(raw) if raw.isascii() and raw.isdigit() and len(raw) < 7 else 0


class KeputusanForm(forms.Form):
    text = forms.text("Keputusan", required="Tulis keputusannya.", most=500)


class TindakLanjutForm(forms.Form):
    text = forms.text("Yang akan dikerjakan", required="Tulis apa yang akan dikerjakan.", most=500)
    guru_id = forms.choice("Oleh", [], required=False)
    who = forms.text("Atau nama lain", required=False)
    until_on = forms.day("Paling lambat", required=False)

    def offer(self, people: Sequence[Guru]) -> None:
        self.guru_id.choices = forms.options([("", "–"), *((each.id, each.name) for each in people)])

    def validate_until_on(self, field: Any) -> None:
        _sensible_year(field)


def prefilled(paket: Paket, last: Pertemuan | None) -> dict[str, Any]:
    """What a form for the next pertemuan begins with: the place and hours of the last one."""
    values: dict[str, Any] = {"minutes_per_jp": paket.gugus.minutes_per_jp}
    if last is not None:
        names = ("place", "link", "mode", "break_minutes", "minutes_per_jp", "capacity")
        values |= {name: getattr(last, name) for name in names}
    return values

"""Forms of what becomes of a materi: comments, use in class, letters, offline packs."""

from collections.abc import Sequence
from datetime import date

from wtforms import HiddenField

from community.kernel import forms
from community.kernel.forms import UploadField
from community.materials.forms.material import number_in
from community.materials.models import FASE, LEVELS, Material, Version
from community.materials.services.commenting import LONGEST as LONGEST_COMMENT
from community.materials.services.ratifying import SCANS, Letter
from community.materials.services.using import LONGEST as LONGEST_STORY
from community.materials.services.using import MOST_PUPILS


class CommentForm(forms.Form):
    """A comment at a paragraph, or (without one) an answer."""

    text = forms.long_text("Komentar", required="Tulis komentarnya dulu.", most=LONGEST_COMMENT)
    number = HiddenField()
    block = HiddenField()

    @property
    def version_number(self) -> int:
        return number_in(self.number.data)

    @property
    def place(self) -> int:
        return number_in(self.block.data)


class UseForm(forms.Form):
    used_on = forms.day("Tanggal", required="Pilih hari Anda memakainya.")
    kelas = forms.text("Kelas", required="Tulis kelasnya, misalnya 4A.", most=60, description="Misalnya: 4A.")
    fase = forms.choice("Fase", list(FASE.items()), required=False)
    pupils = forms.whole("Jumlah murid", least=1, most=MOST_PUPILS, required=False)
    text = forms.long_text(
        "Apa yang terjadi",
        required="Tulis apa yang terjadi di kelas, supaya penulis dan guru lain belajar darinya.",
        most=LONGEST_STORY,
        description="Apa yang berhasil, apa yang Anda ubah, apa yang perlu diperbaiki. Jangan menulis nama murid.",
    )


class RatificationForm(forms.Form):
    level = forms.choice("Disahkan di tingkat", list(LEVELS.items()), radio=True, required="Pilih tingkatnya.")
    letter_number = forms.text(
        "Nomor surat", required="Tulis nomor suratnya.", most=100, description="Seperti tertulis pada surat."
    )
    letter_on = forms.day("Tanggal surat", required="Pilih tanggal suratnya.")
    issuer = forms.text(
        "Yang mengesahkan",
        required="Tulis siapa yang mengesahkan.",
        most=150,
        description="Misalnya: Kepala SDN 1 Banjarwangi.",
    )
    version_number = forms.choice("Versi yang disahkan", [], required="Pilih versinya.")
    scan = UploadField(
        "Pindaian surat",
        kinds=SCANS,
        required="Pilih pindaian atau foto suratnya.",
        description="PDF atau foto. Hanya dibaca anggota gugus dan penulisnya.",
    )

    def offer(self, material: Material, versions: Sequence[Version]) -> None:
        self.version_number.choices = forms.options(
            (str(each.number), f"Versi {each.number}: {each.title}") for each in versions
        )
        self.scan.gugus_id = material.gugus_id

    @property
    def letter(self) -> Letter:
        on: date = self.letter_on.data
        return Letter(self.level.data, self.letter_number.data or "", on, self.issuer.data or "")


class WithdrawalForm(forms.Form):
    reason = forms.long_text("Alasan", required="Tulis alasannya, supaya penulis mengerti.", most=500)


class PackForm(forms.Form):
    """The boxes are drawn by the page, one in each row; what they say is the act's to judge."""

"""What people type into kabar. The services judge again."""

from collections.abc import Sequence
from typing import Any

from wtforms import HiddenField

from community.kabar.models import KINDS
from community.kernel import forms
from community.kernel.errors import Refusal
from community.kernel.files import DOCUMENTS, StoredFile
from community.kernel.ids import new_id

_HOW = "Boleh memakai daftar dengan tanda - di depan, **tebal**, dan @nama untuk menyebut seorang anggota."
_FILES = "Paling banyak 5: PDF, gambar, Word, Excel, atau PowerPoint."


def show(form: Any, refusal: Refusal) -> None:
    """Put a refusal at its field, or above the form. Everything typed stays."""
    name = getattr(refusal, "field", None)
    if name and name in form:
        form[name].errors = [*form[name].errors, refusal.message]
    else:
        form.form_errors = [*form.form_errors, refusal.message]


class _Posting(forms.Form):
    """What is written once however often it is sent: the form carries a key of its own."""

    kunci = HiddenField(default=new_id)

    @property
    def key(self) -> str:
        return (self.kunci.data or "")[:40] or new_id()


class KabarForm(_Posting):
    kind = forms.choice("Apa yang Anda tulis", list(KINDS.items()), radio=True, default="utas")
    title = forms.text("Judul", most=150, required="Tulis judulnya.")
    text = forms.long_text("Isi", most=100_000, required="Tulis isinya dulu.", description=_HOW)
    important = forms.yes("Penting: minta setiap anggota mengonfirmasi sudah membaca")
    files = forms.UploadsField("Lampiran", kinds=DOCUMENTS, description=_FILES)

    def offer(self, *, announces: bool) -> None:
        """An announcement is for who may announce; the others begin a thread."""
        if not announces:
            del self.kind
            del self.important

    @property
    def is_announcement(self) -> bool:
        return "kind" in self and self.kind.data == "pengumuman"


class ReplyForm(_Posting):
    text = forms.long_text("Balasan Anda", most=100_000, required="Tulis balasannya dulu.", description=_HOW)
    files = forms.UploadsField("Lampiran", kinds=DOCUMENTS, description=_FILES)
    balas = HiddenField()  # the post it answers


class EditForm(forms.Form):
    title = forms.text("Judul", most=150, required="Tulis judulnya.")
    text = forms.long_text("Isi", most=100_000, required="Tulis isinya dulu.", description=_HOW)
    files = forms.UploadsField("Tambah lampiran", kinds=DOCUMENTS, description=_FILES)
    without = forms.several("Lepas lampiran", [])
    based_on = HiddenField()

    def offer(self, files: Sequence[StoredFile], *, titled: bool) -> None:
        """The files it has; a title only for a first post."""
        self.without.choices = forms.options((each.id, each.name) for each in files)
        if not files:
            del self.without
        if not titled:
            del self.title

    @property
    def edition(self) -> int:
        said = self.based_on.data or ""
        return int(said) if said.isascii() and said.isdigit() and len(said) < 9 else 0


class WithdrawForm(forms.Form):
    reason = forms.text("Alasan", most=300, required=False)


class PinForm(forms.Form):
    place = forms.whole("Urutan di antara yang disematkan", least=1, most=9, default=1)
    until_on = forms.day("Sampai tanggal", required=False, description="Kosongkan bila sampai dilepas.")

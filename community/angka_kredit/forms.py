"""Forms of angka_kredit."""

from typing import Any

from community.angka_kredit.models import EVIDENCE_KINDS, OWN_PARTS, Usulan
from community.angka_kredit.peraturan import peraturan
from community.kernel import forms
from community.kernel.files import IMAGES, PDF
from community.kernel.indonesian import nilai


class ReportForm(forms.Form):
    """The owner's own part. Nothing is required: what is there is kept, and the page says what is missing."""

    materi = forms.long_text(OWN_PARTS["materi"].label, required=False, most=6000)
    tindak_lanjut = forms.long_text(OWN_PARTS["tindak_lanjut"].label, required=False, most=6000)
    dampak = forms.long_text(OWN_PARTS["dampak"].label, required=False, most=6000)
    butir = forms.choice("Butir yang diusulkan", [], required=False, radio=True, validate_choice=False)

    def offer(self, usulan: Usulan) -> "ReportForm":
        """Offer the butir that the role leaves to choose; without a choice the field is not shown."""
        for name in OWN_PARTS:
            self[name].flags.required = True  # for who reads it; saving half a report is allowed
        codes = usulan.kegiatan.facts.get("choices", [])
        if len(codes) < 2:
            del self.butir
            return self
        found = [peraturan().butir(code, on=usulan.on) for code in codes]
        self.butir.choices = forms.options(
            (each.code, f"{each.code}: {each.name} ({nilai(each.value)})") for each in found
        )
        return self

    @property
    def parts(self) -> dict[str, str]:
        return {name: self[name].data or "" for name in OWN_PARTS}

    @property
    def chosen(self) -> str | None:
        return self.butir.data if "butir" in self else None


class EvidenceForm(forms.Form):
    kind = forms.choice("Jenis bukti", list(EVIDENCE_KINDS.items()))
    file = forms.UploadField(
        "Berkas", kinds=IMAGES | {PDF}, required="Pilih berkasnya dulu.", description="PDF atau foto."
    )


class AcceptForm(forms.Form):
    text = forms.long_text("Catatan untuk guru", required=False, most=2000)


class ReasonForm(forms.Form):
    """A numbered reason of the group of the claim's butir."""

    reason_code = forms.choice("Alasan menurut Buku 5", [], required="Pilih satu alasan bernomor.")
    text = forms.long_text("Catatan untuk guru", required=False, most=2000)

    def offer(self, usulan: Usulan) -> "ReasonForm":
        reasons = peraturan().reasons_for(usulan.rule.group)
        self.reason_code.choices = forms.options(
            (each.code, f"{each.code}: {each.text}" + (f" ({each.confirmation})" if each.is_local else ""))
            for each in reasons
        )
        return self


class ReverseForm(forms.Form):
    reason = forms.long_text(
        "Alasan pembatalan", required="Tulis alasannya: guru dan penilai akan membacanya.", most=2000
    )


class SettleForm(forms.Form):
    text = forms.long_text(
        "Alasan atau catatan", required="Tulis alasannya: ikut tercatat pada entri pembalik.", most=2000
    )


class RecordStartForm(forms.Form):
    last_pangkat_on = forms.day(
        "TMT pangkat terakhir",
        required=False,
        description="Tanggal berlaku pangkat terakhir, tertulis pada SK pangkat.",
    )
    sk_jabatan_on = forms.day(
        "Tanggal SK jabatan terakhir",
        required=False,
        description="Kegiatan sebelum tahun SK ini dapat dianggap kedaluwarsa oleh penilai.",
    )


class EstimateForm(forms.Form):
    """A calculator: read from the address, so it carries no token."""

    jenjang = forms.choice("Jenjang jabatan", [])
    predikat = forms.choice("Predikat kinerja", [])
    bulan = forms.whole("Banyak bulan dalam setahun", least=1, most=12, default=12)

    class Meta(forms.Form.Meta):
        csrf = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.jenjang.choices = forms.options((each.id, each.label) for each in peraturan().jenjang_list)
        self.predikat.choices = forms.options(
            (each.id, f"{each.label} ({each.percent}%)") for each in peraturan().predikat_list
        )

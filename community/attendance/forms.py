"""Forms of attendance."""

from wtforms import HiddenField

from community.attendance.models import STATUSES
from community.kernel import forms


class CodeForm(forms.Form):
    """The six digits on the wall; someone with a ticket leaves them empty."""

    kode = forms.text("Kode enam angka", required=False, most=12)


class CorrectionForm(forms.Form):
    guru_id = HiddenField()
    daring = HiddenField()  # the hours and minutes of the room
    status = forms.choice("Seharusnya", list(STATUSES.items()), radio=True, required="Pilih yang seharusnya tercatat.")
    reason = forms.long_text(
        "Alasan", required="Tulis alasan koreksinya: pengurus kedua memutuskan dari alasan itu.", most=500
    )


class LeavingForm(forms.Form):
    """When someone went home before the end; empty: stayed until the end."""

    left = forms.hour("Pulang pukul", required=False)


class LeastForm(forms.Form):
    """From how many minutes in the room someone may be taken for present."""

    least = forms.whole("Paling sedikit (menit)", least=1, most=1440)

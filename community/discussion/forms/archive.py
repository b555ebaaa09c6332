"""How long the room of a pertemuan can be answered in."""

from community.kernel import forms


class ReplyDaysForm(forms.Form):
    reply_days = forms.whole(
        "Berapa hari sesudah pertemuan ruangnya masih dapat dibalas",
        least=0,
        most=365,
        description="Yang berhalangan membaca dan bertanya dulu; sesudahnya ruang hanya dibaca. Topik tidak ditutup.",
    )

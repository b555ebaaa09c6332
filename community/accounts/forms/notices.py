"""What people choose of notices, and what a browser says of itself."""

from typing import Any

from wtforms import HiddenField
from wtforms.validators import InputRequired, Length

from community.kernel.forms import Form, choice, hour, several
from community.kernel.notices import CHANNELS, NOTICE_KINDS
from community.kernel.notices.times import LETTERS
from community.kernel.push.guard import LONGEST

_WAYS = "cara_"


class NoticesForm(Form):
    """How one wants to be told: the ways of each kind (a field per kind, below), letters, quiet hours."""

    letters = choice("Surat ringkasan", list(LETTERS.items()), radio=True)
    quiet_from = hour("Tenang dari pukul")
    quiet_until = hour("Sampai pukul")

    @property
    def kinds(self) -> list[Any]:
        """The fields of the kinds, in the order of the table."""
        return [self[_WAYS + kind] for kind in NOTICE_KINDS]

    @classmethod
    def filled(cls, wishes: Any) -> "NoticesForm":
        """The form of someone's present `wishes`."""
        ways = {_WAYS + kind: on for kind, on in wishes.ways.items()}
        times = {"quiet_from": wishes.quiet_from, "quiet_until": wishes.quiet_until}
        return cls(data={**ways, **times, "letters": wishes.letters})

    def values(self) -> dict[str, Any]:
        """What `choose_notices` takes."""
        return {
            "ways": {kind: self[_WAYS + kind].data or [] for kind in NOTICE_KINDS},
            "letters": self.letters.data,
            "quiet_from": self.quiet_from.data,
            "quiet_until": self.quiet_until.data,
        }


for _kind, _row in NOTICE_KINDS.items():
    setattr(NoticesForm, _WAYS + _kind, several(_row.words, list(CHANNELS.items()), description=_row.about))


class DeviceForm(Form):
    """What a browser says of itself when it is to show notices; a script fills it in."""

    endpoint = HiddenField(validators=[InputRequired(), Length(max=LONGEST)])
    p256dh = HiddenField(validators=[InputRequired(), Length(max=200)])
    auth = HiddenField(validators=[InputRequired(), Length(max=100)])

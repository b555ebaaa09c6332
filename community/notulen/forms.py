"""What people type in the plain forms of the shared notulen. The services judge again."""

from collections.abc import Sequence
from typing import Any

from flask import request
from wtforms import HiddenField

from community.accounts.models import Guru
from community.kernel import forms
from community.kernel.errors import Refusal
from community.notulen.rules.shape import LONGEST_LINE, LONGEST_WORD
from community.notulen.services.writing import Typed


def show(form: Any, refusal: Refusal) -> None:
    """Put a refusal at its field, or above the form. Everything typed stays."""
    name = getattr(refusal, "field", None)
    if name and name in form:
        form[name].errors = [*form[name].errors, refusal.message]
    else:
        form.form_errors = [*form.form_errors, refusal.message]


class TextsForm(forms.Form):
    """The texts of all sections: each a field `<key>`, and beside it `<key>-semula`, what the page showed at first."""

    def typed(self, keys: list[str]) -> dict[str, Typed]:
        """What came of each section. One that did not come was not touched."""
        return {
            key: Typed(_kept(request.form.get(f"{key}-semula", "")), _kept(request.form[key]))
            for key in keys
            if key in request.form
        }


class KeputusanForm(forms.Form):
    text = forms.text("Keputusan baru", required="Tulis keputusannya.", most=LONGEST_LINE)


class TindakForm(forms.Form):
    text = forms.text("Yang akan dikerjakan", required="Tulis apa yang akan dikerjakan.", most=LONGEST_LINE)
    guru_id = forms.choice("Oleh", [], required=False)
    who = forms.text("Atau nama lain", required=False, most=LONGEST_WORD)
    until_on = forms.day("Paling lambat", required=False)

    def offer(self, people: Sequence[Guru]) -> None:
        self.guru_id.choices = forms.options([("", "–"), *((each.id, each.name) for each in people)])


class WithdrawForm(forms.Form):
    """Whether a line is taken back (1) or put in force again (0)."""

    ada = HiddenField()


class FreezeForm(forms.Form):
    """What is frozen is what the page showed: `n` is the number of the last change in it."""

    n = HiddenField()

    @property
    def seen_n(self) -> int:
        """That number; -1, which no change has, for anything else."""
        said = self.n.data or ""
        return int(said) if said.isdecimal() and len(said) < 10 else -1

    def show_state(self, n: int) -> None:
        """The page now shows the document after change `n`."""
        self.n.data = str(n)


class ReopenForm(forms.Form):
    reason = forms.text("Alasan", most=300, required="Tulis alasannya: orang lain akan membacanya.")


def _kept(text: str) -> str:
    """Text as it may be kept, with the spaces at its ends: they are part of what others are writing."""
    return str(forms.clean(f"|{text}|"))[1:-1]

"""What moderators type and choose while a session goes on."""

from itertools import groupby
from typing import Any

from wtforms import HiddenField

from community.accounts.models import Guru
from community.discussion.queries.exhibits import Choice
from community.discussion.rules.session import LONGEST_NOTICE
from community.kernel import forms
from community.kernel.ids import new_id


class NoticeForm(forms.Form):
    """An announcement. `kunci` is the name of this one: the form sent twice is one announcement."""

    kunci = HiddenField(default=new_id)
    text = forms.long_text("Pengumuman", most=LONGEST_NOTICE * 4, required="Tulis pengumumannya dulu.")

    @property
    def key(self) -> str:
        return (self.kunci.data or "")[:40] or new_id()


class ExhibitForm(forms.Form):
    pilihan: Any = forms.choice("Bahan", [], required="Pilih bahannya dulu.")

    def offer(self, choices: list[Choice]) -> None:
        """Say what can be shown, by where it comes from."""
        grouped = groupby(choices, key=lambda each: each.group)
        self.pilihan.choices = {group: [(each.value, each.title) for each in some] for group, some in grouped}


class ModeratorForm(forms.Form):
    guru: Any = forms.choice("Orang", [], required="Pilih orangnya dulu.")

    def offer(self, people: list[Guru]) -> None:
        """Say who can be named."""
        self.guru.choices = forms.options([("", "\N{EN DASH}"), *((each.id, each.name) for each in people)])

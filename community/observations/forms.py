"""Forms of observations; the sheet itself has none: its fields are the instrument's."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from wtforms.validators import ValidationError

from community.accounts.models import Guru
from community.kernel import forms
from community.kernel.errors import Refusal
from community.observations.models import Observation
from community.observations.queries import PARTS, Offer
from community.observations.services.planning import Lesson

OBSERVER_FIELDS = ("observer1", "observer2", "observer3", "observer4")


def show(form: Any, refusal: Refusal) -> None:
    """Put a refusal where it belongs: at its field, or above the form. Everything typed stays."""
    name = {"observer_ids": "observer1"}.get(str(getattr(refusal, "field", None)), getattr(refusal, "field", None))
    if name and name in form:
        form[name].errors = [*form[name].errors, refusal.message]
    else:
        form.form_errors = [*form.form_errors, refusal.message]


def _sensible_year(field: Any) -> None:
    if field.data and not date(2010, 1, 1) <= field.data <= date(2100, 1, 1):
        raise ValidationError("Tanggal ini terlalu jauh. Periksa tahunnya.")


class _TimeForm(forms.Form):
    day = forms.day("Tanggal", required="Pilih tanggalnya.")
    start = forms.hour("Mulai", required="Isi jam mulainya.")
    end = forms.hour("Selesai", required="Isi jam selesainya.")

    def validate_day(self, field: Any) -> None:
        _sensible_year(field)

    def span(self, zone: str) -> tuple[datetime, datetime]:
        """From when to when, by the clocks of `zone`."""
        return self._at(self.start.data, zone), self._at(self.end.data, zone)

    def _at(self, hour: time, zone: str) -> datetime:
        return datetime.combine(self.day.data, hour, ZoneInfo(zone))


class ProposeForm(_TimeForm):
    edition = forms.choice("Instrumen", [], required="Pilih instrumennya.")
    teacher_id = forms.choice("Guru yang mengajar", [], required="Pilih guru yang mengajar.")
    observer1 = forms.choice("Pengamat", [], required="Pilih sedikitnya satu pengamat.")
    observer2 = forms.choice("Pengamat kedua", [], required=False)
    observer3 = forms.choice("Pengamat ketiga", [], required=False)
    observer4 = forms.choice("Pengamat keempat", [], required=False)
    class_name = forms.text("Kelas", required=False, most=60, description="Misalnya: 4A.")
    mapel = forms.text("Mata pelajaran", required=False, most=100)
    topic = forms.text("Topik", required=False, most=200)

    def offer(self, offers: Sequence[Offer], people: Sequence[Guru]) -> None:
        """What may be chosen: instruments, and people with their school."""
        self.edition.choices = forms.options((each.code, each.label) for each in offers)
        named = [(each.id, f"{each.name} ({each.sekolah.name})" if each.sekolah else each.name) for each in people]
        for field in (self.teacher_id, *(self[name] for name in OBSERVER_FIELDS)):
            field.choices = forms.options([("", "–"), *named])

    @property
    def observer_ids(self) -> list[str]:
        return [self[name].data for name in OBSERVER_FIELDS if self[name].data]

    def lesson(self, zone: str) -> Lesson:
        starts_at, ends_at = self.span(zone)
        return Lesson(starts_at, ends_at, self.class_name.data or "", self.mapel.data or "", self.topic.data or "")


class MoveForm(_TimeForm):
    reason = forms.text("Alasan", required="Tulis alasannya, supaya yang lain mengerti.", most=500)


class ReasonForm(forms.Form):
    reason = forms.long_text("Alasan", required="Tulis alasannya, supaya yang lain mengerti.", most=500)


class DeclineForm(forms.Form):
    reason = forms.text("Alasan", required=False, most=500, description="Dibaca guru dan pengamat lain.")


class InviteForm(forms.Form):
    guru_id = forms.choice("Pengamat lain", [], required="Pilih pengamatnya.")

    def offer(self, people: Sequence[Guru], observation: Observation) -> None:
        taking_part = {observation.teacher_id, *(each.guru_id for each in observation.observers)}
        self.guru_id.choices = forms.options(
            [("", "–"), *((each.id, each.name) for each in people if each.id not in taking_part)]
        )


class FollowUpForm(forms.Form):
    text = forms.text("Yang akan dikerjakan", required="Tulis apa yang akan dikerjakan.", most=500)
    who_id = forms.choice("Oleh", [], required="Pilih siapa yang mengerjakan.")
    until_on = forms.day("Paling lambat", required=False)

    def offer(self, observation: Observation) -> None:
        people = [observation.teacher, *(each.guru for each in observation.observers)]
        self.who_id.choices = forms.options((each.id, each.name) for each in people)

    def validate_until_on(self, field: Any) -> None:
        _sensible_year(field)


class PartsForm(forms.Form):
    """Which parts the draft is made of; asked by GET, so it carries no token."""

    class Meta(forms.Form.Meta):
        csrf = False

    bagian = forms.several("Bagian yang dibagikan", list(PARTS.items()))


class ShareForm(forms.Form):
    title = forms.text("Judul", required="Tulis judulnya.", most=150)
    text = forms.long_text("Yang akan dibaca gugus", required="Tulisannya masih kosong.", most=40_000)
    despite = forms.yes("Yang disebut di atas bukan nama orang yang terlibat")

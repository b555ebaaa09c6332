"""Forms: Indonesian messages, clean text, and one way to write each kind of field."""

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from flask_wtf import FlaskForm
from markupsafe import Markup
from wtforms import (
    BooleanField,
    DateField,
    DecimalField,
    Field,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    TimeField,
)
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional, ValidationError
from wtforms.widgets import CheckboxInput, FileInput, ListWidget, html_params

from community.kernel.database import end_transaction
from community.kernel.errors import Refusal
from community.kernel.files import DOCUMENTS, FileRefused, Kind, Sent, Upload, accepted, look_at, prepare

SENT = "-unggahan"  # after the name of a field: the ids of what was sent before the form

_INVISIBLE = {"Cc", "Cf", "Cs", "Co"}
_KEPT = {"\n", "\t", "\u200d", "\ufe0f"}  # the last two join emoji
_MESSAGES = {
    "Not a valid date value.": "Tanggal ini tidak ada. Pilih atau tulis tanggal yang benar.",
    "Not a valid time value.": "Jam ini tidak ada. Tulis seperti 08:00.",
    "Not a valid integer value.": "Tulis bilangan bulat, misalnya 45.",
    "Not a valid decimal value.": "Tulis angka, misalnya 4 atau 2,5.",
    "Not a valid choice.": "Pilihan ini tidak ada dalam daftar.",
    "Not a valid choice": "Pilihan ini tidak ada dalam daftar.",
    "Invalid Choice: could not coerce.": "Pilihan ini tidak ada dalam daftar.",
    "'%(value)s' is not a valid choice for this field.": "Pilihan ini tidak ada dalam daftar.",
    "'%(value)s' are not valid choices for this field.": "Pilihan ini tidak ada dalam daftar.",
    "This field is required.": "Bagian ini perlu diisi.",
    "Invalid input.": "Isian ini tidak sesuai.",
}


def clean(text: Any) -> Any:
    """Text as it may be kept: composed (NFC), trimmed, without control and direction-changing characters."""
    if not isinstance(text, str):
        return text
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(c for c in text if c in _KEPT or unicodedata.category(c) not in _INVISIBLE).strip()


def one_line(text: Any) -> Any:
    """`clean`, and any white space is one space."""
    return " ".join(clean(text).split()) if isinstance(text, str) else text


class _Indonesian:
    def gettext(self, string: str) -> str:
        return _MESSAGES.get(string, string)

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        return self.gettext(singular if n == 1 else plural)


class Form(FlaskForm):
    """Base of all forms: WTForms' own messages in Indonesian."""

    class Meta(FlaskForm.Meta):
        def get_translations(self, form: Any) -> _Indonesian:
            return _Indonesian()

    def validate(self, *args: Any, **kw: Any) -> bool:
        """Whether all is well; once it is, what was uploaded is prepared, before the act and its transaction begin."""
        if not super().validate(*args, **kw):
            return False
        return all(field.receive() for field in self if isinstance(field, UploadField))


class _UploadInput(FileInput):
    """A file input that sends in pieces where the browser can (behaviours/unggah.js), and what it has sent already."""

    def __call__(self, field: Any, **kw: Any) -> Markup:
        kw.setdefault("accept", accepted(field.kinds))
        kw.setdefault("data-behaviour", "unggah")
        if field.gugus_id:
            kw.setdefault("data-gugus", field.gugus_id)
        sent = [Markup("<input {}>").format(Markup(html_params(**field.hidden(each)))) for each in field.sent]  # noqa: S704
        return super().__call__(field, **kw) + Markup("").join(sent)


class UploadField(Field):
    """A file, as a plain part of the form or sent before it, in pieces (`<name>-unggahan=<id>`).

    `data` is what `files.keep` takes, or None. Set `gugus_id` where its quota will count, so that a full one is told
    before the sending begins. A page that reads it does slow work first: its act begins the transaction by itself.
    """

    widget = _UploadInput()
    multiple = False
    gugus_id: str | None = None

    def __init__(self, label: str, *, kinds: frozenset[Kind] = DOCUMENTS, required: bool | str = False, **kw: Any):
        super().__init__(label, validators=_rules(required) if required else [], **kw)
        self.kinds = kinds
        self.sent: list[Sent] = []

    def hidden(self, sent: Sent) -> dict[str, str]:
        return {"type": "hidden", "name": f"{self.name}{SENT}", "value": sent.upload_id}

    def process(self, formdata: Any, *args: Any, **kw: Any) -> None:
        ids = formdata.getlist(f"{self.name}{SENT}") if formdata else []
        self.sent = [Sent(each) for each in dict.fromkeys(ids) if each][: self.most]
        super().process(formdata, *args, **kw)

    @property
    def most(self) -> int:
        return 20 if self.multiple else 1

    @property
    def chosen(self) -> list[Upload]:
        """All that was handed in."""
        if isinstance(self.data, list):
            return self.data
        return [self.data] if self.data else []

    def process_data(self, value: Any) -> None:
        self.data: Any = [] if self.multiple else None

    def process_formdata(self, valuelist: list[Any]) -> None:
        plain = [each for each in valuelist if getattr(each, "filename", "")]
        found = [*self.sent, *plain][: self.most]
        self.data = found if self.multiple else next(iter(found), None)

    def pre_validate(self, form: Any) -> None:
        """What it is, is told at once, together with what is wrong elsewhere."""
        for each in self.chosen:
            try:
                look_at(each, self.kinds)
            except FileRefused as refusal:
                raise ValidationError(refusal.message) from refusal

    def receive(self) -> bool:
        """Check, clean and store what came; whether it may be kept. Nothing is locked meanwhile."""
        if self.chosen:
            end_transaction(keep=False)
        try:
            found = [prepare(each, self.kinds) for each in self.chosen]
        except Refusal as refusal:
            self.errors = [*self.errors, refusal.message]
            return False
        self.data = found if self.multiple else next(iter(found), None)
        return True


class UploadsField(UploadField):
    """Several files; `data` is a list."""

    widget = _UploadInput(multiple=True)
    multiple = True


def _rules(required: bool | str, *more: Any, whole: bool = False) -> list[Any]:
    """`required` may be the sentence to say."""
    said = required if isinstance(required, str) else "Bagian ini perlu diisi."
    first = (InputRequired(said) if whole else DataRequired(said)) if required else Optional()
    return [first, *more]


def text(label: str, *, required: bool | str = True, most: int = 200, rules: Sequence[Any] = (), **kw: Any) -> Any:
    """One line of text of at most `most` characters."""
    limit = Length(max=most, message=f"Terlalu panjang: paling banyak {most} huruf.")
    return StringField(label, filters=[one_line], validators=_rules(required, limit, *rules), **kw)


def long_text(label: str, *, required: bool | str = True, most: int = 20_000, **kw: Any) -> Any:
    """Several lines of text."""
    limit = Length(max=most, message=f"Terlalu panjang: paling banyak {most} huruf.")
    return TextAreaField(label, filters=[clean], validators=_rules(required, limit), **kw)


def day(label: str, *, required: bool | str = True, **kw: Any) -> Any:
    formats = ["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"]
    return DateField(label, format=formats, validators=_rules(required, whole=True), **kw)


def hour(label: str, *, required: bool | str = True, **kw: Any) -> Any:
    return TimeField(label, format=["%H:%M", "%H.%M", "%H:%M:%S"], validators=_rules(required, whole=True), **kw)


def whole(label: str, *, least: int, most: int, required: bool | str = True, **kw: Any) -> Any:
    """A whole number from `least` to `most`."""
    bounds = NumberRange(least, most, f"Tulis bilangan dari {least} sampai {most}.")
    return IntegerField(label, validators=_rules(required, bounds, whole=True), **kw)


def decimal(label: str, *, least: int, most: int, required: bool | str = True, **kw: Any) -> Any:
    """A Decimal, with comma or point."""
    bounds = NumberRange(least, most, f"Tulis angka dari {least} sampai {most}.")
    comma: Callable[[Any], Any] = lambda value: value.replace(",", ".") if isinstance(value, str) else value  # noqa: E731
    return DecimalField(label, places=None, filters=[comma], validators=_rules(required, bounds, whole=True), **kw)


def options(pairs: Iterable[tuple[str, str]]) -> list[Any]:
    """(value, label) of each as WTForms wants its choices to be given."""
    return [SelectChoice(value=value, label=label) for value, label in pairs]


def choice(
    label: str,
    pairs: Sequence[tuple[str, str]],
    *,
    required: bool | str = True,
    radio: bool = False,
    **kw: Any,
) -> Any:
    """One of `pairs` (value, label); an optional select begins with an empty line."""
    if not required and not radio:
        pairs = [("", "\N{EN DASH}"), *pairs]
    kind = RadioField if radio else SelectField
    return kind(label, choices=options(pairs), validators=_rules(required), **kw)


def several(label: str, pairs: Sequence[tuple[str, str]], *, required: bool | str = False, **kw: Any) -> Any:
    """Any of `pairs` (value, label), as check boxes."""
    return SelectMultipleField(
        label,
        choices=options(pairs),
        validators=_rules(required),
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
        **kw,
    )


def yes(label: str, **kw: Any) -> Any:
    return BooleanField(label, **kw)

"""A poll as it is written down, and a question."""

from typing import Any

from wtforms import HiddenField

from community.discussion.forms.showing import show
from community.discussion.models import Poll
from community.discussion.rules.polls import (
    KINDS,
    LONGEST_LABEL,
    LONGEST_POLL,
    MOST_OPTIONS,
    MOST_SCALE,
    ONE,
    Draft,
    drafted,
)
from community.discussion.rules.questions import LONGEST_QUESTION
from community.kernel import forms
from community.kernel.errors import Invalid
from community.kernel.ids import new_id


class PollForm(forms.Form):
    """A poll. Fields that its kind does not ask for are passed over."""

    kunci = HiddenField(default=new_id)
    question = forms.text("Pertanyaan", most=LONGEST_POLL, required="Tulis apa yang ditanyakan.")
    kind = forms.choice("Jenis", list(KINDS.items()), radio=True, default=ONE)
    options = forms.long_text(
        "Pilihan",
        required=False,
        description=f"Satu di setiap baris, 2 sampai {MOST_OPTIONS}. Untuk skala dan kata tidak perlu.",
    )
    right = forms.text(
        "Jawaban yang benar",
        required=False,
        most=40,
        description="Untuk kuis: nomor barisnya, misalnya 2 atau 1, 3. Baru terlihat saat hasil ditampilkan.",
    )
    scale_most = forms.whole("Angka tertinggi skala", least=2, most=MOST_SCALE, required=False, default=5)
    label_low = forms.text("Arti angka 1", most=LONGEST_LABEL, required=False)
    label_high = forms.text("Arti angka tertinggi", most=LONGEST_LABEL, required=False)
    anonymous = forms.yes(
        "Anonim",
        default=True,
        description=(
            "Yang disimpan hanya jumlah setiap pilihan dan siapa yang sudah memilih; pilihan seseorang tidak disimpan, "
            "jadi tidak dapat dilihat siapa pun dan tidak dapat diubah."
        ),
    )
    live = forms.yes("Hasil langsung terlihat semua", description="Bila tidak, hasil terlihat setelah Anda tampilkan.")

    def __init__(self, *args: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.options.flags.required = True  # where it shows: styles leave out what a kind does not ask for

    @property
    def key(self) -> str:
        return (self.kunci.data or "")[:40] or new_id()

    def draft(self) -> Draft:
        """What was written. Raises Invalid at the field."""
        return drafted(
            kind=self.kind.data or "",
            question=self.question.data or "",
            options=self.options.data or "",
            right=self.right.data or "",
            anonymous=bool(self.anonymous.data),
            live=bool(self.live.data),
            scale_most=self.scale_most.data or 5,
            label_low=self.label_low.data or "",
            label_high=self.label_high.data or "",
        )


def written_of(poll: Poll) -> dict[str, Any]:
    """What the form of a poll begins with, where one is changed or copied."""
    return {
        "question": poll.question,
        "kind": poll.kind,
        "options": "\n".join(each.text for each in poll.options),
        "right": ", ".join(str(each.number) for each in poll.options if each.right),
        "scale_most": poll.scale_most or 5,
        "label_low": poll.label_low,
        "label_high": poll.label_high,
        "anonymous": poll.anonymous,
        "live": poll.live,
    }


class QuestionForm(forms.Form):
    """A question. The form sent twice is one question."""

    kunci = HiddenField(default=new_id)
    text = forms.text("Pertanyaan Anda", most=LONGEST_QUESTION, required="Tulis pertanyaannya dulu.")
    nameless = forms.yes("Tanpa nama")

    @property
    def key(self) -> str:
        return (self.kunci.data or "")[:40] or new_id()


class HideForm(forms.Form):
    reason = forms.text("Alasan", most=300, required=False)


def judged(form: PollForm) -> Draft | None:
    """The draft, or None with what is wrong said at its field."""
    if not form.validate_on_submit():
        return None
    try:
        return form.draft()
    except Invalid as refusal:
        show(form, refusal)
        return None

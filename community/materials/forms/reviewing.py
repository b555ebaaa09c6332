"""Forms of reviewing: the rubric of a gugus, and a review by it."""

from typing import Any

from wtforms import FieldList, FormField, HiddenField

from community.kernel import forms
from community.kernel.forms import clean
from community.materials.forms.material import number_in
from community.materials.models import Review
from community.materials.rules.rubric import LONGEST_TEXT, LONGEST_TITLE, MOST_LINES, MOST_NEEDED, Line, RubricText
from community.materials.services.reviewing import LONGEST_NOTE, Opinion

EMPTY_ROWS = 2  # offered below what there is


class _LineForm(forms.Form):
    """One line of a rubric; left empty it is none."""

    class Meta(forms.Form.Meta):
        csrf = False  # the form around it has one

    title = forms.text("Hal yang dilihat", required=False, most=LONGEST_TITLE)
    description = forms.text("Penjelasan", required=False, most=LONGEST_TEXT)
    level1 = forms.text("Tingkat 1 (terendah)", required=False, most=LONGEST_TEXT)
    level2 = forms.text("Tingkat 2", required=False, most=LONGEST_TEXT)
    level3 = forms.text("Tingkat 3", required=False, most=LONGEST_TEXT)
    level4 = forms.text("Tingkat 4", required=False, most=LONGEST_TEXT)

    @property
    def line(self) -> Line | None:
        said = [self[f"level{number}"].data or "" for number in range(1, 5)]
        while said and not said[-1]:
            said.pop()
        title, description = self.title.data or "", self.description.data or ""
        return Line(title, tuple(said), description) if title or description or said else None


class RubricForm(forms.Form):
    title = forms.text("Judul rubrik", required="Tulis judul rubriknya.", most=LONGEST_TITLE)
    needed = forms.whole(
        "Berapa yang perlu setuju",
        least=1,
        most=MOST_NEEDED,
        required=f"Tulis bilangan dari 1 sampai {MOST_NEEDED}.",
        description="Sebanyak ini anggota yang bukan penulisnya menyetujui sebuah versi, barulah disetujui gugus.",
    )
    lines = FieldList(FormField(_LineForm), label="Hal yang dilihat", max_entries=MOST_LINES + EMPTY_ROWS)
    based_on = HiddenField(default="0")

    @property
    def base(self) -> int:
        return number_in(self.based_on.data)

    @property
    def written(self) -> list[Line]:
        return [entry.form.line for entry in self.lines if entry.form.line is not None]


def rubric_form(rubric: RubricText) -> RubricForm:
    """What is sent, or else `rubric` to be changed; with empty rows below."""
    form = RubricForm(title=rubric.title, needed=rubric.needed, based_on=str(rubric.number))
    if not form.is_submitted():
        for line in rubric.lines:
            levels = {f"level{number}": text for number, text in enumerate(line.levels, 1)}
            form.lines.append_entry({"title": line.title, "description": line.description, **levels})
    used = len(form.written)
    while len(form.lines) < min(used + EMPTY_ROWS, MOST_LINES):
        form.lines.append_entry()
    return form


def review_form(rubric: RubricText, number: int, last: Review | None) -> Any:
    """A review of version `number` by `rubric`: a level and a note for each line, and what it comes to.

    It begins with what the person said `last` of this version, where that was by the same rubric.
    """
    fields: dict[str, Any] = {}
    for position, line in enumerate(rubric.lines, 1):
        levels = [(str(level), words) for level, words in enumerate(line.levels, 1)]
        wanted = f"Pilih tingkat untuk “{line.title}”."
        fields[f"score_{position}"] = forms.choice(line.title, levels, radio=True, required=wanted)
        fields[f"note_{position}"] = forms.text(f"Catatan: {line.title}", required=False, most=LONGEST_NOTE)
    form_class = type("ReviewForm", (_ReviewForm,), fields)
    form = form_class(data={"number": str(number), "rubric_number": str(rubric.number)} | _said(last, rubric))
    form.rubric = rubric
    return form


class _ReviewForm(forms.Form):
    rubric: RubricText

    verdict = forms.choice(
        "Kesimpulan",
        [("setuju", "Setuju: siap dipakai guru lain"), ("perlu_perbaikan", "Perlu perbaikan")],
        radio=True,
        required="Pilih kesimpulannya: setuju, atau perlu perbaikan.",
    )
    text = forms.long_text("Pesan untuk penulis", required=False, most=20_000)
    number = HiddenField()
    rubric_number = HiddenField()

    @property
    def rows(self) -> list[tuple[Line, Any, Any]]:
        """Each line with its fields."""
        found = enumerate(self.rubric.lines, 1)
        return [(line, self[f"score_{position}"], self[f"note_{position}"]) for position, line in found]

    @property
    def opinion(self) -> Opinion:
        given = [(position, score.data, note.data) for position, (_, score, note) in enumerate(self.rows, 1)]
        return Opinion(
            verdict=self.verdict.data,
            scores={position: int(score) for position, score, _ in given},
            notes={position: note for position, _, note in given if note},
            text=clean(self.text.data or ""),
        )

    def meet(self, number: int) -> None:
        """Ask again about what stands there now: its writer has been told that it moved."""
        self.number.data, self.rubric_number.data = str(number), str(self.rubric.number)


def _said(last: Review | None, rubric: RubricText) -> dict[str, Any]:
    if last is None or last.rubric.number != rubric.number:
        return {}
    found: dict[str, Any] = {"verdict": last.verdict, "text": last.text}
    for score in last.scores:
        found |= {f"score_{score.line.position}": str(score.score), f"note_{score.line.position}": score.note}
    return found

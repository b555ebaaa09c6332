"""What someone typed in a plain form that is taken no more: it is shown again, to be copied."""

from collections.abc import Mapping, Sequence

from community.accounts.models import Guru
from community.kernel.indonesian import tanggal
from community.notulen.forms import KeputusanForm, TindakForm
from community.notulen.models import SharedNotulen
from community.notulen.services.writing import Typed

Unsaved = list[tuple[str, str]]  # where it was typed, and what


def unsaved(
    document: SharedNotulen,
    people: Sequence[Guru],
    typed: Mapping[str, Typed],
    keputusan: KeputusanForm | None,
    tindak: TindakForm | None,
) -> Unsaved:
    """The texts that were changed, and the line that was to be added."""
    titles = {each["key"]: each["title"] for each in document.sections}
    found = [(titles[key], each.text) for key, each in typed.items() if each.text != each.base]
    if keputusan is not None:
        found.append(("Keputusan baru", keputusan.text.data or ""))
    if tindak is not None:
        found.append(("Tindak lanjut baru", _words_of(tindak, people)))
    return [(where, text) for where, text in found if text.strip()]


def sentence_of(wrong: Mapping[str, str], *lines: KeputusanForm | TindakForm | None) -> str:
    """Why it was not taken."""
    said = [*wrong.values(), *(str(error) for form in lines if form is not None for error in form.form_errors)]
    return next(iter(said), "")


def _words_of(form: TindakForm, people: Sequence[Guru]) -> str:
    by = next((each.name for each in people if each.id == form.guru_id.data), form.who.data or "")
    until = f"paling lambat {tanggal(form.until_on.data)}" if form.until_on.data else ""
    return "\n".join(each for each in (form.text.data or "", by, until) if each)

"""What may be asked: the kinds of polls, and what each needs."""

import re
from typing import Any, NamedTuple

from community.kernel.errors import Invalid
from community.kernel.forms import clean, one_line

ONE, MANY, SCALE, WORDS, ORDER = "satu", "beberapa", "skala", "kata", "urutan"
KINDS: dict[str, str] = {
    ONE: "Satu pilihan",
    MANY: "Beberapa pilihan",
    SCALE: "Skala",
    WORDS: "Kata",
    ORDER: "Urutan",
}
WITH_OPTIONS = frozenset({ONE, MANY, ORDER})
WITH_RIGHT = frozenset({ONE, MANY})

LONGEST_POLL = 300  # characters of what is asked
LONGEST_OPTION = 120
LONGEST_LABEL = 40
MOST_OPTIONS = 10
MOST_SCALE = 10
_NUMBERS = re.compile(r"[\s,;.]+")


class Option(NamedTuple):
    """Something that may be chosen; `right`: in a quiz, a right answer."""

    id: str
    text: str
    right: bool = False


class Asked(NamedTuple):
    """What a poll asks, as far as ballots and results depend on it."""

    kind: str
    options: tuple[Option, ...] = ()
    scale_most: int = 0
    label_low: str = ""
    label_high: str = ""

    @property
    def is_quiz(self) -> bool:
        return any(each.right for each in self.options)


class Draft(NamedTuple):
    """A poll as it was written down: clean, and complete for its kind. `right` holds numbers of options, from 1."""

    kind: str
    question: str
    options: tuple[str, ...] = ()
    right: frozenset[int] = frozenset()
    anonymous: bool = True
    live: bool = False
    scale_most: int = 0
    label_low: str = ""
    label_high: str = ""


def drafted(
    *,
    kind: str,
    question: Any,
    options: Any = "",
    right: Any = "",
    anonymous: bool = True,
    live: bool = False,
    scale_most: Any = 5,
    label_low: Any = "",
    label_high: Any = "",
) -> Draft:
    """A poll as it is kept: `options` one a line, `right` their numbers. Raises Invalid at the field."""
    if kind not in KINDS:
        raise Invalid("Pilih jenisnya.", field="kind")
    said = _short(question, "question", LONGEST_POLL)
    if not any(sign.isalnum() for sign in said):
        raise Invalid("Tulis apa yang ditanyakan.", field="question")
    draft = Draft(kind, said, anonymous=anonymous, live=live)
    if kind in WITH_OPTIONS:
        lines = _lines(options)
        return draft._replace(options=lines, right=_right(right, len(lines)) if kind in WITH_RIGHT else frozenset())
    if kind == SCALE:
        if isinstance(scale_most, bool) or not isinstance(scale_most, int) or not 2 <= scale_most <= MOST_SCALE:
            raise Invalid(f"Tulis bilangan dari 2 sampai {MOST_SCALE}.", field="scale_most")
        low = _short(label_low, "label_low", LONGEST_LABEL)
        high = _short(label_high, "label_high", LONGEST_LABEL)
        return draft._replace(scale_most=scale_most, label_low=low, label_high=high)
    return draft


def _lines(options: Any) -> tuple[str, ...]:
    if not isinstance(options, str) or len(options) > MOST_OPTIONS * LONGEST_OPTION * 4:
        raise Invalid(f"Terlalu panjang: paling banyak {MOST_OPTIONS} pilihan.", field="options")
    lines = [line for each in str(clean(options)).split("\n") if (line := str(one_line(each)))]
    if len(lines) < 2:
        raise Invalid("Tulis paling sedikit dua pilihan, satu di setiap baris.", field="options")
    if len(lines) > MOST_OPTIONS:
        raise Invalid(f"Ada {len(lines)} pilihan, paling banyak {MOST_OPTIONS}.", field="options")
    for number, line in enumerate(lines, 1):
        if len(line) > LONGEST_OPTION:
            raise Invalid(f"Pilihan {number} terlalu panjang: paling banyak {LONGEST_OPTION} huruf.", field="options")
        if line.casefold() in {each.casefold() for each in lines[: number - 1]}:
            raise Invalid(f"Pilihan “{line}” tertulis dua kali.", field="options")
    return tuple(lines)


def _right(numbers: Any, options: int) -> frozenset[int]:
    said = str(one_line(numbers or ""))
    found = [each for each in _NUMBERS.split(said) if each]
    if any(not each.isascii() or not each.isdigit() or len(each) > 2 for each in found):
        raise Invalid("Tulis nomor baris jawaban yang benar, misalnya 2 atau 1, 3.", field="right")
    right = frozenset(int(each) for each in found)
    if right and not right <= set(range(1, options + 1)):
        raise Invalid(f"Nomor jawaban yang benar dari 1 sampai {options}.", field="right")
    return right


def _short(text: Any, field: str, most: int) -> str:
    said = str(one_line(text)) if isinstance(text, str) and len(text) <= most * 20 else None
    if said is None or len(said) > most:
        raise Invalid(f"Terlalu panjang: paling banyak {most} huruf.", field=field)
    return said

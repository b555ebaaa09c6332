"""What a ballot may hold: looked at before anything is counted."""

import unicodedata
from collections.abc import Iterable
from typing import Any

from community.discussion.rules.polls.asking import MANY, ONE, ORDER, SCALE, WORDS, Asked
from community.kernel.errors import Invalid
from community.kernel.forms import one_line

LONGEST_WORD = 40
MOST_WORDS = 3
_MOST = 40  # of anything that anyone may send at once
_FIELD = "pilihan"


def choices_of(asked: Asked, sent: Any) -> tuple[str, ...]:
    """What was chosen, as it is kept: ids of options (in an order: the first first), a number, or words.

    `sent` is a list of texts. What is empty is left out; equal words are one. Raises Invalid at `pilihan`.
    """
    if not isinstance(sent, list | tuple) or len(sent) > _MOST or not all(isinstance(each, str) for each in sent):
        raise Invalid("Isi pilihan perlu berupa daftar teks. Lihat /bantuan/protokol.", field=_FIELD)
    if asked.kind == WORDS:
        return _words(sent)
    chosen = [each for each in sent if each]
    if asked.kind == SCALE:
        return _number(asked, chosen)
    known = [each.id for each in asked.options]
    if any(each not in known for each in chosen):
        raise Invalid("Pilihan ini tidak ada dalam jajak pendapat ini. Muat ulang halamannya.", field=_FIELD)
    if asked.kind == ONE and len(chosen) != 1:
        raise Invalid("Pilih satu.", field=_FIELD)
    if asked.kind == MANY and not chosen:
        raise Invalid("Pilih paling sedikit satu.", field=_FIELD)
    if asked.kind == ORDER and (len(chosen) != len(known) or len(set(chosen)) != len(known)):
        raise Invalid(f"Isi setiap tempat dari 1 sampai {len(known)}, masing-masing pilihan sekali.", field=_FIELD)
    return tuple(chosen) if asked.kind == ORDER else tuple(each for each in known if each in chosen)


def fold(word: str) -> str:
    """A word as it is counted: case, width, white space and signs around it make no difference."""
    plain = unicodedata.normalize("NFKC", str(one_line(word))).casefold()
    first = next((place for place, sign in enumerate(plain) if _carries(sign)), None)
    if first is None:
        return ""
    last = next(place for place in range(len(plain) - 1, -1, -1) if _carries(plain[place]))
    return " ".join(plain[first : last + 1].split())


def is_right(asked: Asked, choices: Iterable[str]) -> bool:
    """In a quiz: whether just the right answers were chosen."""
    return asked.is_quiz and set(choices) == {each.id for each in asked.options if each.right}


def in_words(asked: Asked, choices: Iterable[str]) -> list[str]:
    """What was chosen, as a person reads it."""
    texts = {each.id: each.text for each in asked.options}
    return [texts.get(each, each) for each in choices]


def _carries(sign: str) -> bool:
    return unicodedata.category(sign)[0] in "LNSM"


def _number(asked: Asked, chosen: list[str]) -> tuple[str, ...]:
    if len(chosen) != 1:
        raise Invalid(f"Pilih satu angka dari 1 sampai {asked.scale_most}.", field=_FIELD)
    if chosen[0] not in {str(each) for each in range(1, asked.scale_most + 1)}:
        raise Invalid(f"Angkanya dari 1 sampai {asked.scale_most}.", field=_FIELD)
    return (chosen[0],)


def _words(sent: Iterable[str]) -> tuple[str, ...]:
    for each in sent:
        if len(each) > LONGEST_WORD * 4 or len(one_line(each)) > LONGEST_WORD:
            raise Invalid(f"Terlalu panjang: satu kata paling banyak {LONGEST_WORD} huruf.", field=_FIELD)
    words = list(dict.fromkeys(word for each in sent if (word := fold(each))))
    if not words:
        raise Invalid("Tulis paling sedikit satu kata.", field=_FIELD)
    if len(words) > MOST_WORDS:
        raise Invalid(f"Paling banyak {MOST_WORDS} kata.", field=_FIELD)
    if any(len(each) > LONGEST_WORD * 2 for each in words):  # some signs fold into several
        raise Invalid(f"Terlalu panjang: satu kata paling banyak {LONGEST_WORD} huruf.", field=_FIELD)
    return tuple(words)

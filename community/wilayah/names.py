"""Names of regions and schools as people write them, matched to the names in the tables.

"Kec. Banjarwangi", "KARANG PAWITAN", "Blubur Limbangan" (the table: "Bl. Limbangan"), "Pamengpeuk": found,
and how, so that a report can list what was not simply the same. Where two would fit, neither is taken.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Literal, NamedTuple

How = Literal["sama", "alias", "mirip"]

_CLOSE = 0.86  # one wrong letter in seven; "Cibatu" and "Cibiuk", neighbours in Garut, are 0.67
_CLEARLY = 0.05  # how much the second best must be behind
_SHORTEST_TYPO = 5  # shorter names lie too close together for guessing
_LEVEL_WORDS = re.compile(
    r"^(?:kecamatan|kec|distrik|kabupaten administrasi|kabupaten|kab|provinsi|propinsi|prov|prop)\b[\s.]*",
    re.IGNORECASE,
)
_CITY = re.compile(r"^(?:kota administrasi|kota adm|kotamadya|kodya|kota)\b[\s.]*", re.IGNORECASE)
_REGENCY = re.compile(r"^(?:kabupaten|kab)\b", re.IGNORECASE)
_ROMAN = {
    "i": "1",
    "ii": "2",
    "iii": "3",
    "iv": "4",
    "v": "5",
    "vi": "6",
    "vii": "7",
    "viii": "8",
    "ix": "9",
    "x": "10",
}
_SCHOOL_FORMS = re.compile(r"^(sd|smp|sma|smk|mi|mts|ma|tk|slb)(n|s)?$")
_SCHOOL_WORDS = {"negeri": "n", "neg": "n", "swasta": "s"}


class Match(NamedTuple):
    """What a written name was taken for, and `how`: the same, by shortening or spacing, or by a slip."""

    code: str
    name: str
    how: How


def region_key(text: str) -> str:
    """A region's name without level word, case and punctuation: "Kec. Bl. Limbangan" is "bl limbangan".

    A kota keeps its word ("Kota Bandung" is not Kabupaten Bandung), a kabupaten does not.
    """
    text = _LEVEL_WORDS.sub("", " ".join(text.split()))
    return _plain(_CITY.sub("kota ", text))


def school_key(text: str) -> str:
    """A school's name with its parts in one order: "SD Negeri Banjarwangi IV" is "sdn 4 banjarwangi"."""
    words = _plain(re.sub(r"(?<=[A-Za-z])\.(?=[A-Za-z]\b)", "", text)).split()
    if not words:
        return ""
    head, rest = words[0], words[1:]
    found = _SCHOOL_FORMS.match(head)
    form, status = (found[1], found[2] or "") if found else (head, "")
    if not status and rest and rest[0] in _SCHOOL_WORDS:
        status = _SCHOOL_WORDS[rest.pop(0)]
    rest = [_ROMAN.get(word, word.lstrip("0") or word) for word in rest]
    numbers = [word for word in rest if word.isdigit()]
    return " ".join([form + status, *numbers, *(word for word in rest if not word.isdigit())])


class NameIndex:
    """Names to match against: `NameIndex((row.code, row.name) for row in kecamatan)`.

    `key` is region_key for regions, school_key for schools. Keep it narrow, since names repeat: the kecamatan
    of one kabupaten, the schools of one kecamatan.
    """

    def __init__(self, names: Iterable[tuple[str, str]], key: Callable[[str], str] = region_key) -> None:
        self._key = key
        self._names = dict(names)
        self._by_key: dict[str, list[str]] = defaultdict(list)
        self._by_letters: dict[str, list[str]] = defaultdict(list)
        for code, name in self._names.items():
            self._by_key[key(name)].append(code)
            self._by_letters[_letters(key(name))].append(code)
        self.match = lru_cache(maxsize=4096)(self._match)

    def _match(self, written: str) -> Match | None:
        key = self._key(written)
        if not key or self._may_be_a_kota(written, key):
            return None
        tries: tuple[tuple[How, list[str]], ...] = (
            ("sama", self._by_key.get(key, [])),
            ("alias", self._by_letters.get(_letters(key), [])),
            ("alias", self._abbreviated(key)),
        )
        for how, codes in tries:
            if codes:  # two of one name: nothing further can tell them apart
                return Match(codes[0], self._names[codes[0]], how) if len(codes) == 1 else None
        return self._similar(key)

    def _may_be_a_kota(self, written: str, key: str) -> bool:
        """A bare "Bandung" where the table has both Kabupaten Bandung and Kota Bandung."""
        codes = self._by_key.get(key, [])
        is_regency = any(_REGENCY.match(self._names[code]) for code in codes)
        return is_regency and f"kota {key}" in self._by_key and not _REGENCY.match(written.strip())

    def _abbreviated(self, key: str) -> list[str]:
        words = key.split()
        return [code for other, codes in self._by_key.items() if _abbreviates(words, other.split()) for code in codes]

    def _similar(self, key: str) -> Match | None:
        letters = _letters(key)
        if len(letters) < _SHORTEST_TYPO:
            return None
        others = {_letters(other) for other in self._by_key if _fixed(other) == _fixed(key)}
        ranked = sorted(
            (
                (SequenceMatcher(None, letters, other).ratio(), other)
                for other in others
                if abs(len(other) - len(letters)) <= 2
            ),
            reverse=True,
        )
        if not ranked or ranked[0][0] < _CLOSE or len(self._by_letters[ranked[0][1]]) > 1:
            return None
        if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < _CLEARLY:
            return None
        code = self._by_letters[ranked[0][1]][0]
        return Match(code, self._names[code], "mirip")


def _plain(text: str) -> str:
    """Lower case letters and digits, words parted by one blank; accents and apostrophes fall away."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(sign for sign in decomposed if not unicodedata.combining(sign) and sign not in "'’‘`")
    return " ".join(re.findall(r"[^\W_]+", kept))


def _letters(key: str) -> str:
    return key.replace(" ", "")


def _fixed(key: str) -> list[str]:
    """What is never a slip: numbers, and a school's form. SDN 1, SDN 2 and SMPN 1 are three schools."""
    form = _SCHOOL_FORMS.match(key.partition(" ")[0])
    return [form[1] if form else "", *re.findall(r"\d+", key)]


def _abbreviates(words: list[str], others: list[str]) -> bool:
    """Whether the names agree word by word, some words shortened: "bl limbangan", "blubur limbangan"."""
    if len(words) != len(others) or len(words) < 2:
        return False
    pairs = list(zip(words, others, strict=True))
    whole = sum(1 for one, other in pairs if one == other and len(one) > 3)
    return whole > 0 and all(one == other or _shortens(one, other) or _shortens(other, one) for one, other in pairs)


def _shortens(short: str, word: str) -> bool:
    """Whether `short` (three letters at most) is `word` with letters left out: "bl", "blubur"."""
    if not short.isalpha() or len(short) > 3 or len(short) >= len(word) or short[0] != word[0]:
        return False
    rest = iter(word)
    return all(letter in rest for letter in short)

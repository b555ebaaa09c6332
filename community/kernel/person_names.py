"""Names of Indonesian people: degrees before and behind, shouting, and a key to find the same person twice.

There is no family name, and one word is a whole name. Degrees come and go between two lists ("Ujang, S.Pd.I."
and "Ujang"), so they are no part of the key.
"""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

# As they are usually written; known again by their letters alone, whatever dots and capitals are used.
_FORMS_BEFORE = "Drs. Dra. Dr. Ir. Prof. H. Hj. KH. Ust. apt."
_FORMS_BEHIND = """
    S.Pd. S.Pd.SD S.Pd.I. S.Pd.K. S.Pd.H. S.Pd.B. S.Pd.AUD S.Pd.PAUD S.Pd.Jas. Gr. M.Pd. M.Pd.I. M.Pd.K.
    M.M.Pd. M.PFis. M.PMat. A.Ma.Pd. A.Ma.Pd.SD A.Ma.Pust. A.Ma. A.M.Pd. A.Md. A.Md.Pd. A.Md.Kom. B.Ed.
    B.A. B.Sc. S.Ag. S.Th. S.Th.I. S.H.I. S.E.I. S.Si. S.E. S.Sos. S.Sos.I. S.Kom. S.Hum. S.Sn. S.Psi.
    S.IP. S.I.Pust. S.I.Kom. S.Or. S.K.M. S.Kep. S.S.T. S.T.P. S.Pt. S.H. S.T. S.S. S.P. S.Fil. S.Fil.I.
    S.Tr. S.Tr.Pd. M.Ag. M.Si. M.Sc. M.Kom. M.Hum. M.Psi. M.Sn. M.Or. M.Ed. M.T.Pd. M.M. M.T. M.A. M.H.
    M.E. M.IP. M.I.Kom. M.Fil. M.Fil.I. M.TP. M.B.A. Ph.D. Lc. Drs. Dra.
"""
_LONGEST_IN_WORDS = 4  # "A. Ma. Pd. SD"
_GLUED_BEFORE = re.compile(r"^(drs|dra|prof|hj|dr|ir|kh|h)\.(?=\S)", re.IGNORECASE)
_WORD_START = re.compile(r"(?<![\w'’‘`])[^\W\d_]")


def _letters(word: str) -> str:
    return "".join(sign for sign in word.lower() if sign.isalpha())


_BEFORE = {_letters(form): form for form in _FORMS_BEFORE.split()}
_BEHIND = {_letters(form): form for form in _FORMS_BEHIND.split()}


class PersonName(NamedTuple):
    """“Drs. H. Jajang Rukmana, S.Pd.SD” in three parts: ("Drs.", "H."), "Jajang Rukmana", ("S.Pd.SD",)."""

    before: tuple[str, ...]
    base: str
    behind: tuple[str, ...]

    def __str__(self) -> str:
        return ", ".join([" ".join([*self.before, self.base]), *self.behind])


@lru_cache(maxsize=8192)
def split_name(text: str) -> PersonName:
    """The degrees and honorifics of a name apart from it; what is not known as a degree stays in the base."""
    head, *tail = [part.strip() for part in " ".join(text.split()).split(",")]
    words, before = _take_before(head)
    words, behind = _take_behind(words)
    for part in tail:
        rest, degrees = _take_behind(part.split(), after_comma=True)
        if rest and not degrees and not behind and "." not in part:
            words = [*words, *rest]  # a comma within the name: "Rukmana, Jajang"
        else:
            behind += [*([" ".join(rest)] if rest else []), *degrees]
    return PersonName(before, " ".join(words), tuple(degree for degree in behind if degree))


@lru_cache(maxsize=8192)  # a list of 5,000 asks three times for each name
def name_key(text: str) -> str:
    """What two spellings of one person share: small letters, no degrees, no honorifics, no punctuation."""
    base = split_name(text).base or text
    decomposed = unicodedata.normalize("NFKD", base.casefold())
    kept = "".join(sign for sign in decomposed if not unicodedata.combining(sign) and sign not in "'’‘`")
    return " ".join(re.findall(r"[^\W_]+", kept))


def tidy_name(text: str) -> str:
    """A name with single blanks; one that shouts, "TATI SETIAWAN, M.PD.", as "Tati Setiawan, M.Pd.".

    A name in mixed case keeps its letters, and its degrees as people write them ("S.Pd").
    """
    text = " ".join(text.split()).strip(" ,;")
    name = split_name(text)
    if len(_letters(name.base)) < 4 or not (name.base.isupper() or name.base.islower()):
        return text
    return str(name._replace(base=_WORD_START.sub(lambda found: found[0].upper(), name.base.lower())))


def _take_before(head: str) -> tuple[list[str], tuple[str, ...]]:
    before: list[str] = []
    words = _parted(head)
    while len(words) > 1 and (form := _BEFORE.get(_letters(words[0]))):
        before.append(form)
        words = _parted(" ".join(words[1:]))
    return words, tuple(before)


def _parted(text: str) -> list[str]:
    """The words of `text`, "H.Asep" taken apart."""
    return _GLUED_BEFORE.sub(r"\1. ", text).split()


def _take_behind(words: list[str], after_comma: bool = False) -> tuple[list[str], list[str]]:
    """Take known degrees off the end; the last word of a name is never taken unless a comma came before."""
    behind: list[str] = []
    least = 0 if after_comma else 1
    while len(words) > least:
        for size in range(min(_LONGEST_IN_WORDS, len(words) - least), 0, -1):
            form = _BEHIND.get(_letters("".join(words[-size:])))
            if form and (after_comma or not _is_loose(words[-size:])):
                behind.insert(0, form)
                words = words[:-size]
                break
        else:
            break
    return words, behind


def _is_loose(words: list[str]) -> bool:
    """Without comma or dot, two or three letters may as well be part of the name: "Siti Ma", "Agus St"."""
    joined = "".join(words).lower()
    return "." not in joined and (len(words) > 1 or len(joined) < 3 or not joined.endswith(("pd", "pdi", "sd")))

"""Free text of a list, cleaned of what cannot be seen and refused for what does not belong there."""

import re
import unicodedata
from collections.abc import Callable

from community.kernel.identifiers import Unfit
from community.kernel.person_names import tidy_name
from community.kernel.spreadsheet import is_formula

MAX_NAME = 120
MAX_TEXT = 80
# What people write for nothing, and what Excel writes for a formula that failed.
_BLANK = frozenset(
    {"", "tidak ada", "belum ada", "tdk ada", "blm ada", "kosong", "tidak punya", "belum punya", "nihil"}
    | set("- -- --- – — . 0 null n/a #n/a #ref! #value! nan none".split())  # noqa: SIM905
)
_EMOJI = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\u2190-\u21ff\u2300-\u23ff\ufe0f\u20e3]")
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_NO_NAME_SIGN = re.compile(r"[<>{}\[\]|\\^~$#*=@%!?+_&:;\"]")


def cleaned(text: str, note: Callable[[str], None]) -> str:
    """`text` on one line, without invisible signs and Excel's leading apostrophe; "-" is empty."""
    if not (text.isascii() and text.isprintable()):
        seen = unicodedata.normalize("NFC", "".join(" " if sign.isspace() else sign for sign in text))
        kept = "".join(sign for sign in seen if unicodedata.category(sign) not in _UNSEEN)
        if kept != seen:
            note("tanda yang tidak tampak dihapus")
        text = kept
    text = " ".join(text.split())
    if text.startswith(("'", "`")):
        text = text.lstrip("'` ")
        note("tanda petik di depan dihapus")
    return "" if text.lower() in _BLANK else text


def plain_text(text: str, limit: int = MAX_TEXT) -> str:
    """Text of at most `limit` signs that is no formula and has no emoji; raises Unfit."""
    if is_formula(text):
        raise Unfit(
            "rumus",
            f"Isinya rumus {text[:50]}, bukan teks.",
            "Hapus rumusnya, lalu ketik isinya sebagai teks biasa.",
        )
    if _EMOJI.search(text):
        raise Unfit("emoji", f"“{text[:40]}” berisi emoji.", "Hapus emojinya.")
    if "\N{REPLACEMENT CHARACTER}" in text:
        raise Unfit(
            "huruf_rusak",
            f"“{text[:40]}” berisi huruf yang rusak.",
            "Simpan ulang berkasnya sebagai .xlsx atau CSV UTF-8.",
        )
    if len(text) > limit:
        raise Unfit("terlalu_panjang", f"Isinya {len(text)} huruf; batasnya {limit}.", "Pendekkan isinya.")
    return text


def person_name(text: str) -> str:
    """A person's name, tidied if it shouts; raises Unfit. Latin letters, as on every Indonesian decree."""
    text = plain_text(text, MAX_NAME)
    letters = [sign for sign in text if sign.isalpha()]
    if len(letters) < 2:
        raise Unfit("nama_bukan_nama", f"“{text[:40]}” bukan nama orang.", "Tulis nama lengkap dengan huruf.")
    if not text.isascii() and any(not _is_latin(letter) for letter in letters):
        raise Unfit(
            "nama_huruf",
            f"“{text[:40]}” tidak ditulis dengan huruf Latin.",
            "Tulis nama dengan huruf Latin, seperti di SK.",
        )
    if found := _NO_NAME_SIGN.search(text):
        raise Unfit("nama_tanda", f"Nama berisi tanda {found[0]}", "Hapus tanda itu; tulis nama dan gelar saja.")
    return tidy_name(text)


def _is_latin(letter: str) -> bool:
    return letter.isascii() or unicodedata.name(letter, "").startswith(("LATIN", "MODIFIER LETTER"))


_GOLONGAN = re.compile(r"\b(IV|I{1,3}|[1-4])\s*[/.\-]?\s*([a-e])\b", re.IGNORECASE)
_PPPK_GRADES = tuple("I.II.III.IV.V.VI.VII.VIII.IX.X.XI.XII.XIII.XIV.XV.XVI.XVII".split("."))  # noqa: SIM905
_ROMAN = dict(zip("1234", _PPPK_GRADES, strict=False))


def golongan(text: str) -> str | None:
    """III/b of a PNS in any spelling ("Penata Muda Tk. I, III/b", "3b"), IX of a PPPK, or None if neither."""
    if found := _GOLONGAN.search(text):
        return f"{_ROMAN.get(found[1], found[1].upper())}/{found[2].lower()}"
    grade = text.upper().removeprefix("GOLONGAN").removeprefix("GOL").strip(" .")
    if grade.isascii() and grade.isdigit() and len(grade) < 3 and 1 <= int(grade) <= 17:
        return _PPPK_GRADES[int(grade) - 1]
    return grade if grade in _PPPK_GRADES else None


def gender(text: str) -> str:
    """L or P; raises Unfit."""
    key = re.sub(r"[\W_]+", "", text.casefold())
    if key in ("l", "lk", "laki", "lakilaki", "pria", "male"):
        return "L"
    if key in ("p", "pr", "perempuan", "wanita", "female"):
        return "P"
    raise Unfit("kelamin", f"“{text[:20]}” bukan L atau P.", "Tulis L (laki-laki) atau P (perempuan).")


def kepegawaian(text: str) -> str:
    """The status in its usual word: P3K is PPPK, Pegawai Negeri Sipil is PNS; others as written."""
    text = plain_text(text)
    key = re.sub(r"[\W_]+", "", text.casefold())
    if key in ("pppk", "p3k", "asnpppk", "asnp3k", "pegawaipemerintahdenganperjanjiankerja"):
        return "PPPK"
    if key in ("pns", "asnpns", "pegawainegerisipil"):
        return "PNS"
    return text

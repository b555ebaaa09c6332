"""The numbers and addresses a person or school is known by, as people type them and as we keep them: text.

Each function takes what was typed, and the number where a spreadsheet held one, and returns the clean text or
raises Unfit. Sources: handbook 7 (NIP1, NIP2, NUP; NRG's length and letters in NPSN are R).
"""

import re
from datetime import date
from typing import ClassVar

from email_validator import EmailNotValidError, validate_email

from community.kernel.errors import Invalid

_EXACT = 2**53  # a file keeps whole numbers up to here
_SCIENTIFIC = re.compile(r"[+-]?\d+(?:[.,]\d+)?[eE]\+?\d+")
_NPSN = re.compile(r"[0-9A-Z]{8}")
_USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{2,31}")
_QUOTES = "'’‘`\""
_AS_TEXT = "Ubah format kolom {label} menjadi Teks, lalu ketik ulang {label}."


class Unfit(Invalid):
    """What was typed is no such number; `why` is the case, `reason` what is wrong, `remedy` what to do."""

    code: ClassVar[str] = "isian_keliru"

    def __init__(self, why: str, reason: str, remedy: str) -> None:
        self.why, self.reason, self.remedy = why, reason, remedy
        super().__init__(f"{reason} {remedy}")


def nip(text: str, number: float | None = None) -> str:
    """18 digits: birth yyyymmdd, start yyyymm, sex 1 or 2, serial from 001. The month is not judged."""
    digits = _digits("NIP", text, number, lengths=(18,))
    if digits.endswith("000"):
        raise _lost("NIP", f"NIP {digits} berakhiran 000, tanda angka terakhirnya hilang di lembar kerja.")
    if nip_birth(digits) is None:
        raise Unfit(
            "nip_tanggal",
            f"8 angka pertama NIP ({digits[:8]}) bukan tanggal lahir yang ada.",
            "Cocokkan NIP dengan SK, lalu ketik ulang.",
        )
    if digits[14] not in "12":
        raise Unfit(
            "nip_kelamin",
            f"Angka ke-15 NIP adalah {digits[14]}, seharusnya 1 (laki-laki) atau 2 (perempuan).",
            "Cocokkan NIP dengan SK, lalu ketik ulang.",
        )
    return digits


def nip_birth(digits: str) -> date | None:
    """The birth date in a NIP, if it is one."""
    try:
        day = date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return None
    return day if 1920 <= day.year <= 2020 else None


def nip_gender(digits: str) -> str:
    """L or P, by digit 15 of a NIP."""
    return {"1": "L", "2": "P"}[digits[14]]


def nip_has_start_month(digits: str) -> bool:
    """Whether digits 13 and 14 are a month, as a PNS has; PPPK may have a contract code there."""
    return "01" <= digits[12:14] <= "12"


def nuptk(text: str, number: float | None = None) -> str:
    """16 digits; there is no public check digit."""
    return _digits("NUPTK", text, number, lengths=(16,))


def nrg(text: str, number: float | None = None) -> str:
    """12 digits. 14 digits are a nomor peserta sertifikasi, which people take for it."""
    if len(_bare(text)) == 14 and _bare(text).isdigit():
        raise Unfit(
            "nrg_nomor_peserta",
            "14 angka adalah nomor peserta sertifikasi, bukan NRG.",
            "Isi NRG (12 angka) dari sertifikat pendidik atau Info GTK, atau kosongkan.",
        )
    return _digits("NRG", text, number, lengths=(12,))


def npsn(text: str, number: float | None = None) -> str:
    """Eight digits or capital letters."""
    bare = _bare(text).upper()
    if not (bare.isascii() and _NPSN.fullmatch(bare)):
        raise Unfit(
            "npsn_bentuk",
            f"NPSN “{_short(text)}” bukan 8 angka atau huruf.",
            "Lihat NPSN sekolah di Dapodik, lalu ketik ulang sebagai Teks.",
        )
    return bare


def email(text: str) -> str:
    """An address in small letters."""
    try:
        found = validate_email(text.strip(_QUOTES + " "), check_deliverability=False)
    except (EmailNotValidError, ValueError) as fault:
        raise Unfit(
            "email_bentuk",
            f"“{_short(text)}” bukan alamat surel.",
            "Tulis lengkap, misalnya nama@contoh.id, atau kosongkan.",
        ) from fault
    return found.normalized.lower()


def phone(text: str, number: float | None = None) -> str:
    """+62 and the number without its first 0; of two numbers the first. "812" lost its 0 in a table."""
    first = re.split(r"[/;,]|\batau\b|\bdan\b", text.strip(_QUOTES + " "))[0]
    digits = re.sub(r"[\s().-]", "", first)
    if _SCIENTIFIC.fullmatch(first):
        raise _lost("HP", f"Nomor HP tertulis {_short(text)}: angkanya hilang di lembar kerja.")
    plus, digits = digits.startswith("+"), digits.lstrip("+")
    if digits.isascii() and digits.isdigit():
        if plus and not digits.startswith("62") and 8 <= len(digits) <= 15:
            return "+" + digits
        local = digits.removeprefix("62") if plus or digits.startswith("62") else digits
        local = local.lstrip("0")
        if 8 <= len(local) <= 12 and (local != digits or local.startswith("8")):
            return "+62" + local
    raise Unfit(
        "hp_bentuk",
        f"“{_short(text)}” bukan nomor telepon.",
        "Tulis angka saja, misalnya 0812 3456 7890, atau kosongkan.",
    )


def username(text: str) -> str:
    """3 to 32 small letters, digits, dot, hyphen, underscore; digits alone would pass for a phone number."""
    name = text.strip(_QUOTES + " ").lower()
    if not _USERNAME.fullmatch(name) or not any(sign.isalpha() for sign in name):
        raise Unfit(
            "nama_pengguna_bentuk",
            f"Nama pengguna “{_short(text)}” tidak dapat dipakai.",
            "Pakai 3 sampai 32 huruf kecil, angka, titik, atau garis, tanpa spasi; setidaknya satu huruf.",
        )
    return name


def _digits(label: str, text: str, number: float | None, lengths: tuple[int, ...]) -> str:
    why = label.lower()
    bare = _bare(text.removeprefix(label).removeprefix("."))
    if _SCIENTIFIC.fullmatch(text.strip(_QUOTES + " ")):
        raise _lost(label, f"{label} tertulis {_short(text)}: sebagian angkanya hilang di lembar kerja.")
    if not (bare.isascii() and bare.isdigit()):
        raise Unfit(
            f"{why}_bukan_angka",
            f"{label} “{_short(text)}” berisi tanda selain angka.",
            f"Ketik ulang {label}: {lengths[0]} angka, atau kosongkan.",
        )
    if number is not None and len(bare) > 15 and (abs(number) > _EXACT or bare.endswith("0")):
        shown = f"{number:.5E}".replace(".", ",")
        raise _lost(label, f"{label} tersimpan sebagai angka ({shown}), sehingga angka terakhirnya hilang.")
    if len(bare) not in lengths:
        remedy = _AS_TEXT.format(label=label) if number is not None else f"Cocokkan {label}, lalu ketik ulang."
        raise Unfit(f"{why}_panjang", f"{label} berisi {len(bare)} angka, seharusnya {lengths[0]}.", remedy)
    return bare


def _lost(label: str, reason: str) -> Unfit:
    return Unfit(f"{label.lower()}_kehilangan_angka", reason, _AS_TEXT.format(label=label))


def _bare(text: str) -> str:
    """Without what people put between digits: blanks, dots, hyphens, Excel's apostrophe."""
    return re.sub(r"[\s.\-'’‘`\"]", "", text)


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"

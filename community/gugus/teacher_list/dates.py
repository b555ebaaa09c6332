"""Birth dates as lists write them: 1969-11-13, 13/11/1969, 13 November 1969, or Excel's own."""

import re
from datetime import date, timedelta

from community.kernel.identifiers import Unfit
from community.kernel.spreadsheet import Cell

_MONTH_NAMES = "jan feb mar apr mei jun jul agu sep okt nov des"
_OTHER_NAMES = {"peb": 2, "may": 5, "ags": 8, "agt": 8, "aug": 8, "oct": 10, "nop": 11, "dec": 12}
_MONTHS = {name: number for number, name in enumerate(_MONTH_NAMES.split(), 1)} | _OTHER_NAMES
_YEAR_FIRST = re.compile(r"(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})(?:[T ]\d{1,2}[:.]\d{2}(?:[:.]\d{2})?)?")
_DAY_FIRST = re.compile(r"(\d{1,2})[-/. ]+(\d{1,2})[-/. ]+(\d{4})(?:[T ]\d{1,2}[:.]\d{2}(?:[:.]\d{2})?)?")
_SHORT_YEAR = re.compile(r"\d{1,2}[-/. ]+(?:\d{1,2}|[A-Za-z]+)[-/. ]+\d{2}")
_WORDS = re.compile(r"(?:[A-Za-z']+,\s*)?(\d{1,2})[-/.\s]*([A-Za-z]{3,9})[-/.\s]*(\d{4})")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_EXCEL_ZERO = date(1899, 12, 30)
_EARLIEST = date(1920, 1, 1)
_YOUNGEST_YEARS = 15
_REMEDY = "Tulis hari/bulan/tahun, misalnya 13/11/1969."


def birth_date(cell: Cell, today: date) -> date:
    """The day in `cell`.

    Raises Unfit for what is no date, a date that does not exist, a year of two digits, and a day on which
    nobody who works at a school today was born.
    """
    day = cell.day or _serial(cell) or _written(cell.text.strip().strip("'"))
    latest = date(today.year - _YOUNGEST_YEARS, today.month, min(today.day, 28))
    if not _EARLIEST <= day <= latest:
        raise Unfit("tanggal_mustahil", f"Tanggal lahir {day.isoformat()} tidak mungkin untuk seorang guru.", _REMEDY)
    return day


def _serial(cell: Cell) -> date | None:
    """A date whose column was left in number format: days since 30 December 1899."""
    if cell.number is None or not cell.number.is_integer() or not 3653 < cell.number < 60_000:
        return None
    return _EXCEL_ZERO + timedelta(days=int(cell.number))


def _written(text: str) -> date:
    shown = text if len(text) <= 40 else text[:39] + "…"
    if found := _YEAR_FIRST.fullmatch(text) or (_COMPACT.fullmatch(text) if text[:2] in ("19", "20") else None):
        year, month, day = int(found[1]), int(found[2]), int(found[3])
    elif found := _DAY_FIRST.fullmatch(text):
        day, month, year = int(found[1]), int(found[2]), int(found[3])
    elif (found := _WORDS.fullmatch(text)) and found[2][:3].lower() in _MONTHS:
        day, month, year = int(found[1]), _MONTHS[found[2][:3].lower()], int(found[3])
    elif _SHORT_YEAR.fullmatch(text):
        raise Unfit(
            "tanggal_tahun_pendek",
            f"Tahun pada “{shown}” hanya dua angka.",
            "Tulis tahunnya empat angka, misalnya 1969.",
        )
    else:
        raise Unfit("tanggal_tidak_terbaca", f"“{shown}” tidak terbaca sebagai tanggal.", _REMEDY)
    try:
        return date(year, month, day)
    except ValueError:
        raise Unfit("tanggal_tidak_ada", f"Tanggal {shown} tidak ada di kalender.", _REMEDY) from None

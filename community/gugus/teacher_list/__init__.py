"""A teacher list as schools export it, read into one TeacherRow per teacher. No database is asked here.

    found = read_teacher_list(upload.read(), today())
    for row in found.rows: row.values, row.problems, row.warnings, row.notes
    duplicates_within(found.rows)

Whether an NPSN, a NUPTK or a person is already known is for whoever holds the database to find out.
"""

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from community.gugus.teacher_list.columns import Header, HeaderNotFound, find_header
from community.gugus.teacher_list.duplicates import Duplicate, duplicates_within
from community.gugus.teacher_list.rows import Problem, TeacherRow, TeacherValues, read_row
from community.kernel.spreadsheet import Cell, SpreadsheetRefused, read_sheets

__all__ = [
    "Duplicate",
    "Header",
    "HeaderNotFound",
    "NoTeachers",
    "Problem",
    "TeacherList",
    "TeacherRow",
    "TeacherValues",
    "duplicates_within",
    "read_teacher_list",
]

_BELOW_A_LIST = re.compile(
    r"(?:jumlah|total|mengetahui|catatan|keterangan|nip\b|kepala\b|ketua\b|.*\b\d{1,2} [a-z]+ \d{4}$)",
    re.IGNORECASE,
)
_PERSONAL = frozenset(
    "nuptk nip nrg gender birth_place birth_on birth npsn phone email username".split()  # noqa: SIM905
)


class NoTeachers(SpreadsheetRefused):
    code = "daftar_kosong"
    message = "Di bawah judul kolom tidak ada satu guru pun. Isi daftarnya, lalu unggah lagi."


class TeacherList(NamedTuple):
    """What was read; `skipped` are the numbers of rows that are no teacher: sums, signatures."""

    sheet: str
    header: Header
    rows: list[TeacherRow]
    skipped: list[int]


def read_teacher_list(data: bytes, today: date) -> TeacherList:
    """The teachers in an XLSX, ODS or CSV; `today` judges birth dates.

    Raises SpreadsheetRefused: what read_sheets raises, HeaderNotFound, or NoTeachers.
    """
    sheet, header = find_header(read_sheets(data))
    rows: list[TeacherRow] = []
    skipped: list[int] = []
    below = False
    for number, cells in enumerate(sheet.rows[header.number :], header.number + 1):
        if not any(cell.text.strip() for cell in cells):
            continue
        said = _said(header, cells)
        if not said.keys() & _PERSONAL:
            below = below or bool(_BELOW_A_LIST.match(said.get("name", "")))
        if _is_teacher(said, below):
            rows.append(read_row(header, number, cells, today))
        else:
            skipped.append(number)
    if not rows:
        raise NoTeachers
    return TeacherList(sheet.name, header, rows, skipped)


def _said(header: Header, cells: Sequence[Cell]) -> dict[str, str]:
    """The fields a row says anything in."""
    width = len(cells)
    texts = {field: cells[index].text.strip() for field, index in header.columns.items() if index < width}
    return {field: text for field, text in texts.items() if text}


def _is_teacher(said: dict[str, str], below: bool) -> bool:
    """Not a sum, not a signature `below` the list, not the column numbers (1, 2, 3) some forms have."""
    if len(said) > 2 and all(text.strip("()").isdigit() and len(text) < 5 for text in said.values()):
        return False
    return bool(said.keys() & _PERSONAL) or ("name" in said and not below)

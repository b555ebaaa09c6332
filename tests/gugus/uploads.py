"""Teacher lists for the stories: rows as a school would type them, as CSV or XLSX bytes."""

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

import xlsxwriter

import community.gugus
from community.gugus.models import Gugus, TeacherImport
from community.gugus.services import start_import
from community.kernel.files import Named

BANJARWANGI = Path(community.gugus.__file__).parent / "data" / "daftar-guru-banjarwangi.xlsx"
HEADINGS = ("Nama", "NUPTK", "NIP", "Tanggal Lahir", "NPSN", "HP", "Email")
Line = Mapping[str, str]


def teacher(number: int, **over: str) -> dict[str, str]:
    """The one of that number, like nobody else."""
    return {
        "Nama": f"Guru Ke{_word(number)}",
        "NUPTK": f"{7000000000000000 + number}",
        "NPSN": "20225687",
        "HP": f"0812{number:08d}",
        "Email": f"guru{number}@contoh.id",
        "Tanggal Lahir": f"{1 + number % 28:02d}/03/1980",
    } | over


def as_csv(lines: Sequence[Line]) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, HEADINGS, delimiter=";", restval="")
    writer.writeheader()
    writer.writerows(lines)
    return out.getvalue().encode()


def as_xlsx(lines: Sequence[Line]) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, HEADINGS)
    for row, line in enumerate(lines, 1):
        for column, heading in enumerate(HEADINGS):
            sheet.write_string(row, column, line.get(heading, ""))
    book.close()
    return out.getvalue()


def read_in(actor: object, gugus: Gugus, lines: Sequence[Line]) -> TeacherImport:
    """A list of `lines`, uploaded and read."""
    from community.gugus.jobs import read_import

    found = start_import(actor, gugus, upload=Named("daftar.csv", as_csv(lines)))
    read_import(found.id)
    return found


def _word(number: int) -> str:
    """A number in letters: names carry no digits."""
    return "".join(chr(ord("a") + int(digit)) for digit in str(number))

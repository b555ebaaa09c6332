"""Tables as files: CSV for one, sheets of a workbook for several. What someone typed never runs as a formula."""

import csv
import io
import re
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from community.discussion.jobs.writing import said
from community.discussion.queries.archive import Table
from community.kernel.spreadsheet import is_formula

_LONGEST = 32_000  # characters that Excel takes in a cell
_LONGEST_NAME = 28  # of a sheet: Excel takes 31, and one of several of a name has its number behind it
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\']")
_RUNS = ("=", "+", "-", "@", "\t", "\r")
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


class Book:
    """A workbook that is written row by row; times in `zone`."""

    def __init__(self, target: Path | io.BytesIO, zone: str) -> None:
        import xlsxwriter  # here: a tenth of a second of every start

        self._book = xlsxwriter.Workbook(str(target) if isinstance(target, Path) else target, _OPTIONS)
        self._names: set[str] = set()
        self._zone = zone
        self.bold = self._book.add_format({"bold": True})
        self.wrapped = self._book.add_format({"text_wrap": True, "valign": "top"})

    def sheet(self, title: str) -> Any:
        """A new sheet under the nearest name that Excel takes."""
        return self._book.add_worksheet(self._free(title))

    def table(self, sheet: Any, row: int, table: Table) -> int:
        """Write a table from `row` on; the row at which another one begins."""
        if table.title:
            write(sheet, row, 0, table.title, self.bold)
            row += 1
        for column, heading in enumerate(table.head):
            write(sheet, row, column, heading, self.bold)
        for cells in table.rows:
            row += 1
            for column, cell in enumerate(cells):
                if isinstance(cell, int | Decimal):
                    sheet.write_number(row, column, cell)
                else:
                    write(sheet, row, column, said(cell, self._zone))
        return row + 2

    def close(self) -> None:
        self._book.close()

    def _free(self, wanted: str) -> str:
        """The name of a sheet: short, without what Excel forbids, no two alike."""
        plain = " ".join(_NOT_IN_NAMES.sub(" ", wanted).split())[:_LONGEST_NAME].strip() or "Lembar"
        name, number = plain, 1
        while name.casefold() in self._names:
            number += 1
            name = f"{plain} {number}"
        self._names.add(name.casefold())
        return name


def write(sheet: Any, row: int, column: int, words: str, style: Any = None) -> None:
    """Words into a cell, as many as it holds."""
    sheet.write_string(row, column, words[:_LONGEST], style)


def as_workbook(tables: Sequence[Table], zone: str) -> bytes:
    """A sheet for each table, its title in the first row."""
    out = io.BytesIO()
    book = Book(out, zone)
    for table in tables:
        sheet = book.sheet(table.title)
        sheet.set_column(0, 0, 44)
        sheet.set_column(1, 6, 22)
        book.table(sheet, 0, table)
    book.close()
    return out.getvalue()


def as_csv(tables: Sequence[Table], zone: str) -> bytes:
    """One table after the other, with its title above it where there are several; opens in columns in Excel."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")  # where the comma is the decimal sign
    for table in tables:
        if len(tables) > 1:
            writer.writerow([harmless(table.title)])
        writer.writerow(table.head)
        writer.writerows([harmless(said(cell, zone)) for cell in row] for row in table.rows)
        if len(tables) > 1:
            writer.writerow([])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def harmless(cell: str) -> str:
    """Text that a spreadsheet does not take for a formula."""
    return f"'{cell}" if is_formula(cell) or cell.startswith(_RUNS) else cell

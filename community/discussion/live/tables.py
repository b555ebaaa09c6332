"""Tables as files: CSV for one, a workbook for several. What someone typed never runs as a formula."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from community.discussion.queries.archive import Cell, Table
from community.kernel.spreadsheet import is_formula

_BAD_IN_NAME = re.compile(r"[\[\]:*?/\\]")
_LONGEST_NAME = 31  # Excel's word
_RUNS = ("=", "+", "-", "@", "\t", "\r")


def as_csv(tables: Sequence[Table], zone: str) -> bytes:
    """One table after the other, with its title above it where there are several; opens in columns in Excel."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")  # where the comma is the decimal sign
    for table in tables:
        if len(tables) > 1:
            writer.writerow([harmless(table.title)])
        writer.writerow(table.head)
        writer.writerows([harmless(_said(cell, zone)) for cell in row] for row in table.rows)
        if len(tables) > 1:
            writer.writerow([])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def as_workbook(tables: Sequence[Table], zone: str) -> bytes:
    """A sheet for each table, its title in the first row."""
    import xlsxwriter  # here: a tenth of a second of every start

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    bold = book.add_format({"bold": True})
    names = _names(tables)
    for table in tables:
        sheet = book.add_worksheet(next(names))
        sheet.write_string(0, 0, table.title, bold)
        for column, words in enumerate(table.head):
            sheet.write_string(2, column, words, bold)
        for number, row in enumerate(table.rows, 3):
            for column, cell in enumerate(row):
                if isinstance(cell, int | Decimal) and not isinstance(cell, bool):
                    sheet.write_number(number, column, cell)
                else:
                    sheet.write_string(number, column, _said(cell, zone))
        sheet.set_column(0, 0, 44)
        sheet.set_column(1, 6, 22)
    book.close()
    return out.getvalue()


def harmless(cell: str) -> str:
    """Text that a spreadsheet does not take for a formula."""
    return f"'{cell}" if is_formula(cell) or cell.startswith(_RUNS) else cell


def _said(cell: Cell, zone: str) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.astimezone(ZoneInfo(zone)).strftime("%Y-%m-%d %H:%M")
    return str(cell).replace(".", ",") if isinstance(cell, Decimal) else str(cell)


def _names(tables: Sequence[Table]) -> Iterator[str]:
    """A name for each sheet: short, allowed, and used once."""
    for number, table in enumerate(tables, 1):
        plain = " ".join(_BAD_IN_NAME.sub(" ", table.title).split()).strip("'") or "Lembar"
        before = f"{number} " if len(tables) > 1 else ""
        yield (before + plain)[:_LONGEST_NAME].strip("' ")

"""A room as a workbook: a sheet of messages, one for each section. Written row by row."""

import re
from pathlib import Path
from typing import Any

from community.discussion.jobs.writing import RETENTION, Work, note_of, said, words_of
from community.kernel.indonesian import waktu

_LONGEST = 32_000  # characters that Excel takes in a cell
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\']")
_HEAD = ("No.", "Waktu", "Nama", "Pesan", "Menjawab no.", "Berkas", "Catatan")
_WIDTHS = (7, 32, 28, 80, 14, 40, 12)


def write_workbook(path: Path, work: Work) -> None:
    """The workbook at `path`."""
    import xlsxwriter  # here: a tenth of a second of every start

    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(str(path), options)
    bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    names: set[str] = set()
    about = book.add_worksheet(_name("Ruang", names))
    about.set_column(0, 0, 18)
    about.set_column(1, 1, 80, wrapped)
    for row, (term, meaning) in enumerate([("Ruang", work.title), *work.facts, ("Penyimpanan", RETENTION)]):
        about.write_string(row, 0, term, bold)
        about.write_string(row, 1, meaning)
    _talk(book.add_worksheet(_name("Percakapan", names)), work, bold, wrapped)
    for section in work.sections:
        sheet = book.add_worksheet(_name(section.title, names))
        sheet.set_column(0, 12, 28)
        row = 0
        for words in section.words:
            sheet.write_string(row, 0, words[:_LONGEST])
            row += 1
        for table in section.tables:
            row = _table(sheet, row + bool(row), table, work.zone, bold)
    book.close()


def _talk(sheet: Any, work: Work, bold: Any, wrapped: Any) -> None:
    for column, (heading, width) in enumerate(zip(_HEAD, _WIDTHS, strict=True)):
        sheet.set_column(column, column, width, wrapped)
        sheet.write_string(0, column, heading, bold)
    sheet.freeze_panes(1, 0)
    row = 0
    for part in work.messages():
        for shown in part:
            row += 1
            message = shown.message
            sheet.write_number(row, 0, message.n)
            sheet.write_string(row, 1, waktu(message.at, work.zone))
            sheet.write_string(row, 2, message.author_name)
            sheet.write_string(row, 3, words_of(shown)[:_LONGEST])
            if message.reply_to is not None:
                sheet.write_number(row, 4, message.reply_to.n)
            sheet.write_string(row, 5, ", ".join(each.name for each in shown.files)[:_LONGEST])
            sheet.write_string(row, 6, note_of(shown))


def _table(sheet: Any, row: int, table: Any, zone: str, bold: Any) -> int:
    """Write a table from `row` on; the row after it."""
    if table.title:
        sheet.write_string(row, 0, table.title, bold)
        row += 1
    for column, heading in enumerate(table.head):
        sheet.write_string(row, column, heading, bold)
    for cells in table.rows:
        row += 1
        for column, cell in enumerate(cells):
            if isinstance(cell, int):
                sheet.write_number(row, column, cell)
            else:
                sheet.write_string(row, column, said(cell, zone)[:_LONGEST])
    return row + 2


def _name(wanted: str, taken: set[str]) -> str:
    """The name of a sheet: at most 31 letters, without what Excel forbids, no two alike."""
    plain = _NOT_IN_NAMES.sub(" ", wanted).strip()[:28] or "Lembar"
    name, number = plain, 1
    while name.casefold() in taken:
        number += 1
        name = f"{plain} {number}"
    taken.add(name.casefold())
    return name

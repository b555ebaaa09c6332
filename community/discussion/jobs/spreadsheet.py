"""A room as a workbook: a sheet of messages, one for each section. Written row by row."""

from pathlib import Path
from typing import Any

from community.discussion.jobs.tables import Book, write
from community.discussion.jobs.writing import RETENTION, Work, note_of, words_of
from community.kernel.indonesian import waktu

_HEAD = ("No.", "Waktu", "Nama", "Pesan", "Menjawab no.", "Berkas", "Catatan")
_WIDTHS = (7, 32, 28, 80, 14, 40, 12)


def write_workbook(path: Path, work: Work) -> None:
    """The workbook at `path`."""
    book = Book(path, work.zone)
    about = book.sheet("Ruang")
    about.set_column(0, 0, 18)
    about.set_column(1, 1, 80, book.wrapped)
    for row, (term, meaning) in enumerate([("Ruang", work.title), *work.facts, ("Penyimpanan", RETENTION)]):
        write(about, row, 0, term, book.bold)
        write(about, row, 1, meaning)
    _talk(book.sheet("Percakapan"), work, book)
    for section in work.sections:
        sheet = book.sheet(section.title)
        sheet.set_column(0, 12, 28)
        row = 0
        for words in section.words:
            write(sheet, row, 0, words)
            row += 1
        for table in section.tables:
            row = book.table(sheet, row + bool(row), table)
    book.close()


def _talk(sheet: Any, work: Work, book: Book) -> None:
    for column, (heading, width) in enumerate(zip(_HEAD, _WIDTHS, strict=True)):
        sheet.set_column(column, column, width, book.wrapped)
        write(sheet, 0, column, heading, book.bold)
    sheet.freeze_panes(1, 0)
    row = 0
    for part in work.messages():
        for shown in part:
            row += 1
            message = shown.message
            sheet.write_number(row, 0, message.n)
            write(sheet, row, 1, waktu(message.at, work.zone))
            write(sheet, row, 2, message.author_name)
            write(sheet, row, 3, words_of(shown))
            if message.reply_to is not None:
                sheet.write_number(row, 4, message.reply_to.n)
            write(sheet, row, 5, ", ".join(each.name for each in shown.files))
            write(sheet, row, 6, note_of(shown))

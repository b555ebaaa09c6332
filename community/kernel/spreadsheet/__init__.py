"""Tables people hand in: XLSX, ODS or CSV, told apart by content, never by name.

    for sheet in read_sheets(upload.read()):
        for number, row in enumerate(sheet.rows, 1): ...

Nothing here knows what the columns mean. Whatever the bytes, the answer is sheets or a SpreadsheetRefused.
"""

from community.kernel.spreadsheet.cells import EMPTY, Cell, Sheet, is_formula
from community.kernel.spreadsheet.delimited import delimited_sheet
from community.kernel.spreadsheet.refusals import (
    MAX_BYTES,
    MAX_ROWS,
    EmptyFile,
    FileTooLarge,
    Locked,
    NotASpreadsheet,
    OldExcel,
    SpreadsheetRefused,
)
from community.kernel.spreadsheet.workbook import workbook_sheets

__all__ = [
    "EMPTY",
    "MAX_BYTES",
    "MAX_ROWS",
    "Cell",
    "EmptyFile",
    "Sheet",
    "SpreadsheetRefused",
    "is_formula",
    "read_sheet",
    "read_sheets",
]

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # the container of .xls, and of an .xlsx behind a password
_OTHERS = (
    (b"%PDF", "dokumen PDF"),
    (b"\x89PNG", "gambar"),
    (b"\xff\xd8\xff", "gambar"),
    (b"GIF8", "gambar"),
    (b"RIFF", "gambar atau suara"),
    (b"Rar!", "arsip RAR"),
    (b"7z\xbc\xaf", "arsip 7z"),
    (b"\x1f\x8b", "arsip gzip"),
    (b"{\\rtf", "dokumen Word atau teks"),
    (b"MZ\x90", "program"),
    (b"\x7fELF", "program"),
)
_PAGES = (b"<!doctype", b"<html", b"<table", b"<?xml", b"<meta", b"<style")


def read_sheets(data: bytes) -> list[Sheet]:
    """The visible sheets that hold anything; a CSV has one.

    Raises a SpreadsheetRefused that says why not: empty, too large, locked, broken, of another kind.
    """
    if len(data) > MAX_BYTES:
        raise FileTooLarge
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise EmptyFile
    sheets = workbook_sheets(data) if data.startswith(_ZIP) else [_text_sheet(data)]
    filled = [sheet for sheet in sheets if sheet.rows]
    if not filled:
        raise EmptyFile
    return filled


def read_sheet(data: bytes) -> Sheet:
    """The first sheet that holds anything. Raises as `read_sheets` does."""
    return read_sheets(data)[0]


def _text_sheet(data: bytes) -> Sheet:
    if data.startswith(_COMPOUND):
        raise Locked if "EncryptedPackage".encode("utf-16-le") in data else OldExcel
    for magic, what in _OTHERS:
        if data.startswith(magic):
            raise NotASpreadsheet(what)
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:40].lower().startswith(_PAGES):
        raise NotASpreadsheet("halaman web atau XML")
    return delimited_sheet(data)

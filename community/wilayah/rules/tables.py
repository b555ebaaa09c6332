"""Files of regions and schools, read whole before anything is written, or refused."""

import codecs
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from community.kernel.errors import Invalid
from community.kernel.spreadsheet import SpreadsheetRefused, read_sheet
from community.wilayah.rules.rows import cell_text

SHIPPED = Path(__file__).parent.parent / "data"
_PACKED = b"PK\x03\x04"


class UnreadableTable(Invalid):
    """The file as a whole cannot be used; nothing of it was written."""

    code = "tabel_ditolak"
    title = "Berkas tidak dapat dipakai"


class TableRow(NamedTuple):
    """One row by column; `number` as a spreadsheet shows it."""

    number: int
    cells: dict[str, str]


def read_table(path: Path, needed: Sequence[str]) -> list[TableRow]:
    """The rows of a CSV or XLSX file whose first row names its columns.

    Raises UnreadableTable: missing, broken encoding, not a table, a needed column missing.
    """
    try:
        data = path.read_bytes()
    except OSError as fault:
        raise UnreadableTable(f"Berkas {path.name} tidak ada atau tidak dapat dibuka. Periksa letaknya.") from fault
    if not data.startswith(_PACKED):
        _must_be_utf8(path.name, data)
    try:
        rows = read_sheet(data).rows
    except SpreadsheetRefused as refused:
        raise UnreadableTable(f"{path.name}: {refused.message}") from refused
    columns = [cell_text(cell.text).lower() for cell in rows[0]]
    missing = [name for name in needed if name not in columns]
    if missing:
        raise UnreadableTable(
            f"{path.name}: kolom {', '.join(missing)} tidak ada di baris pertama. "
            f"Baris pertama harus berisi nama kolom: {', '.join(needed)}."
        )
    return [
        TableRow(
            number,
            {name: cell_text(row[at].text) if at < len(row) else "" for at, name in enumerate(columns)},
        )
        for number, row in enumerate(rows[1:], 2)
        if any(cell.text.strip() for cell in row)
    ]


def _must_be_utf8(name: str, data: bytes) -> None:
    """Guessing at an encoding would put broken names of schools before thousands of people."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as fault:
        line = data[: fault.start].count(b"\n") + 1
        raise UnreadableTable(
            f"{name}: ada huruf yang rusak di baris {line}. Simpan ulang sebagai CSV UTF-8 atau .xlsx, lalu muat lagi."
        ) from fault

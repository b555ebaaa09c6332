"""CSV as schools save it: comma, semicolon, tab or bar; UTF-8, UTF-16 or the Windows code page."""

import codecs
import csv
import io
from collections import Counter

from community.kernel.spreadsheet.cells import EMPTY, Cell, Sheet, sheet_of
from community.kernel.spreadsheet.refusals import (
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_HEADING_ROWS,
    MAX_ROWS,
    Broken,
    NotASpreadsheet,
    OpenQuote,
    TooManyRows,
    TooWide,
)

SEPARATORS = (",", ";", "\t", "|")
_SAMPLE = 64 * 1024
_SAMPLE_ROWS = 60
_STRANGE = frozenset(chr(code) for code in range(32) if chr(code) not in "\t\r\n\f\v") | {"\N{REPLACEMENT CHARACTER}"}
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_LINES_IN_A_CELL = 20  # an address has three; a quote left open swallows the rest of the list


def delimited_sheet(data: bytes) -> Sheet:
    """The one sheet of a text file. Row numbers count records, as Excel shows them.

    Raises NotASpreadsheet, Broken, OpenQuote, TooManyRows or TooWide.
    """
    text = _decoded(data)
    first, _, rest = text.partition("\n")
    hint = first.rstrip("\r")
    if hint[:4].lower() == "sep=" and hint[4:] in SEPARATORS:
        return _sheet(rest, hint[4:])  # Excel's own hint, which Excel does not show as a row
    return _sheet(text, separator_of(text[:_SAMPLE]))


def separator_of(text: str) -> str:
    """The separator that cuts most rows into the same number of cells."""

    def score(separator: str) -> int:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        widths: Counter[int] = Counter()
        try:
            for row, _ in zip(reader, range(_SAMPLE_ROWS), strict=False):
                widths[len(row)] += 1
        except csv.Error:
            pass
        return max((width * count for width, count in widths.items() if width > 1), default=0)

    return max(SEPARATORS, key=score)


def _decoded(data: bytes) -> str:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _as_text(data.decode(encoding, errors="replace"))
    if bare := _bare_utf16(data):
        return _as_text(data.decode(bare, errors="replace"))
    for encoding in ("utf-8", "cp1252"):
        try:
            return _as_text(data.decode(encoding))
        except UnicodeDecodeError:
            continue
    return _as_text(data.decode("latin-1"))


def _bare_utf16(data: bytes) -> str | None:
    """UTF-16 without its mark: every second byte of Latin text is zero."""
    sample = data[: 4096 & ~1]
    half = len(sample) // 2
    if half < 4:
        return None
    if sample[1::2].count(0) > half * 0.8 and sample[::2].count(0) < half * 0.2:
        return "utf-16-le"
    if sample[::2].count(0) > half * 0.8 and sample[1::2].count(0) < half * 0.2:
        return "utf-16-be"
    return None


def _as_text(text: str) -> str:
    """`text` without NUL; raises NotASpreadsheet when it is program or picture rather than writing."""
    sample = text[:_SAMPLE]
    strange = sum(1 for sign in sample if sign in _STRANGE)
    if strange > max(8, len(sample) // 50):
        raise NotASpreadsheet("bukan teks dan bukan lembar kerja")
    return text.replace("\0", "")


def _sheet(text: str, separator: str) -> Sheet:
    try:
        rows = _records(text, separator, strict=True)
    except csv.Error as fault:
        if "unexpected end of data" in str(fault) or "field larger" in str(fault):
            raise OpenQuote(_open_at(text, separator)) from fault
        try:
            rows = _records(text, separator, strict=False)  # a stray quote in a cell: read it as Excel does
        except csv.Error as worse:
            raise Broken from worse
    return sheet_of("CSV", rows)


def _records(text: str, separator: str, *, strict: bool) -> list[list[Cell]]:
    rows: list[list[Cell]] = []
    cells = 0
    for record in csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=strict):
        if any(value.count("\n") > _LINES_IN_A_CELL for value in record):
            raise OpenQuote(len(rows) + 1)
        cells += len(record)
        rows.append([Cell(value) if value else EMPTY for value in record])
        if len(rows) > MAX_ROWS + MAX_HEADING_ROWS and any(record):
            raise TooManyRows
        if len(record) > MAX_COLUMNS or cells > MAX_CELLS:
            raise TooWide
    return rows


def _open_at(text: str, separator: str) -> int:
    """The record in which the quote that is never closed begins."""
    whole = 0
    try:
        for _ in csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True):
            whole += 1
    except csv.Error:
        pass
    return whole + 1

"""How far the cells of a workbook reach, and how much text they would become.

The parser lays a sheet out as a full rectangle, and copies a shared string into every cell that names it: two
cells in a file of 5 kB, A1 and XFD1048576, ask it for half a terabyte and end the process.
"""

from collections.abc import Iterable
from xml.parsers import expat

from community.kernel.spreadsheet.refusals import (
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_HEADING_ROWS,
    MAX_ROWS,
    MAX_TEXT,
    Broken,
    TooManyRows,
    TooWide,
    UnpacksTooLarge,
)

# What a cell of an .ods may say and still be empty.
_BARE = frozenset(
    {"style-name", "number-columns-repeated", "number-columns-spanned", "number-rows-spanned"}
    | {"content-validation-name", "protect", "protected"}
)


class _Extent:
    """One walk over every part; a cell too far out ends it at once."""

    def __init__(self) -> None:
        self.filled = 0
        self._start_part()

    def walk(self, content: bytes) -> bool:
        """Whether `content` is well-formed XML, walked to its end.

        Raises TooManyRows or TooWide, and Broken for a document type declaration or a cell at no place.
        """
        self._start_part()
        # The parser that follows reads UTF-8 whatever the declaration says, so this one does too.
        self._parser = expat.ParserCreate("UTF-8")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.StartDoctypeDeclHandler = _refuse_doctype
        try:
            self._parser.Parse(content, True)
        except expat.ExpatError:
            return False
        return True

    def _start_part(self) -> None:
        self._last_row = self._last_column = 0

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        raise NotImplementedError

    def _fill(self, last_row: int, last_column: int) -> None:
        self.filled += 1
        if last_row > self._last_row or last_column > self._last_column:
            self._reach(last_row, last_column)
        elif self.filled > MAX_CELLS:
            raise TooWide

    def _reach(self, last_row: int, last_column: int) -> None:
        self._last_row = max(self._last_row, last_row)
        self._last_column = max(self._last_column, last_column)
        if last_row > MAX_ROWS + MAX_HEADING_ROWS:
            raise TooManyRows
        if last_column > MAX_COLUMNS or max(self._last_row * self._last_column, self.filled) > MAX_CELLS:
            raise TooWide


class XlsxExtent(_Extent):
    """`<row r="5"><c r="B5" t="s"><v>0</v></c></row>`; both r may be missing, then places count on."""

    def __init__(self) -> None:
        super().__init__()
        self._strings: list[int] = []  # length of each shared string
        self._columns: dict[str, int] = {}

    def weigh_text(self, parts: Iterable[bytes]) -> None:
        """Raise UnpacksTooLarge if the shared strings, copied to their cells, come to more than MAX_TEXT."""
        if max(self._strings, default=0) * self.filled <= MAX_TEXT:
            return
        references = _SharedReferences(self._strings)
        for content in parts:
            references.walk(content)

    def _start_part(self) -> None:
        super()._start_part()
        self._row = 0
        self._cell = (0, 0)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if ":" in name:
            name = name.rpartition(":")[2]
        if name == "c":
            reference = attributes.get("r")
            self._cell = self._place(reference) if reference else (self._row, self._cell[1] + 1)
        elif name in ("v", "is", "f"):
            if self._cell[1] > 0:
                self._fill(*self._cell)
        elif name == "row":
            self._row = _number(attributes["r"]) if "r" in attributes else self._row + 1
            self._cell = (self._row, 0)
        elif name == "si":
            self._strings.append(0)
            self._parser.CharacterDataHandler = self._string

    def _place(self, reference: str) -> tuple[int, int]:
        """Row and column, from 1, of "AB12"."""
        letters = reference.rstrip("0123456789")
        if (column := self._columns.get(letters)) is None:
            column = self._columns[letters] = _column_number(letters)
        return _number(reference[len(letters) :]), column

    def _string(self, text: str) -> None:
        self._strings[-1] += len(text)


class _SharedReferences(_Extent):
    """The second walk, only where long shared strings and many cells meet."""

    def __init__(self, strings: list[int]) -> None:
        super().__init__()
        self._strings = strings
        self._total = 0

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        if name == "c":
            self._is_shared = attributes.get("t") == "s"
            self._parser.CharacterDataHandler = None
        elif name == "v":
            self._parser.CharacterDataHandler = self._index if self._is_shared else None

    def _start_part(self) -> None:
        super()._start_part()
        self._is_shared = False

    def _index(self, text: str) -> None:
        text = text.strip()
        if text.isascii() and text.isdigit() and len(text) < 10 and int(text) < len(self._strings):
            self._total += self._strings[int(text)]
        if self._total > MAX_TEXT:
            raise UnpacksTooLarge


class OdsExtent(_Extent):
    """`<table:table-row number-rows-repeated="3"><table:table-cell number-columns-repeated="2"><text:p>`."""

    def __init__(self) -> None:
        super().__init__()
        self._total = 0

    def weigh_text(self, parts: Iterable[bytes]) -> None:
        """Nothing is left to weigh: text was counted, times its repeats, on the walk."""

    def _start_part(self) -> None:
        super()._start_part()
        self._row = self._column = -1
        self._row_repeats = self._repeats = 1

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        if name in ("table-cell", "covered-table-cell"):
            self._repeats = _repeats(attributes, "number-columns-repeated")
            self._column += self._repeats
            if any(key.rpartition(":")[2] not in _BARE for key in attributes):
                self._fill(self._row + self._row_repeats, self._column + 1)
        elif name == "p" and self._column >= 0:
            self._fill(self._row + self._row_repeats, self._column + 1)
        elif name == "table-row":
            self._row += self._row_repeats
            self._row_repeats = _repeats(attributes, "number-rows-repeated")
            self._column = -1
        elif name == "table":
            self._start_part()
            self._parser.CharacterDataHandler = self._text

    def _text(self, text: str) -> None:
        self._total += len(text) * self._row_repeats * self._repeats
        if self._total > MAX_TEXT:
            raise UnpacksTooLarge


def _refuse_doctype(*_: object) -> None:
    raise Broken  # no spreadsheet program writes one; entities that grow hide in it


def _repeats(attributes: dict[str, str], wanted: str) -> int:
    for key, value in attributes.items():
        if key.rpartition(":")[2] == wanted:
            return _number(value)
    return 1


def _number(text: str) -> int:
    if not (text.isdecimal() and text.isascii() and len(text) < 10) or text.startswith("0"):
        raise Broken
    return int(text)


def _column_number(letters: str) -> int:
    if not (letters.isalpha() and letters.isascii() and len(letters) < 4):
        raise Broken
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number

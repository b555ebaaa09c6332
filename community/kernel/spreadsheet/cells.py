"""A table as a person sees it: text, and whether the file held a number or a date behind it."""

from datetime import date, datetime, time, timedelta
from typing import NamedTuple

Value = str | int | float | bool | date | datetime | time | timedelta


class Cell(NamedTuple):
    """One cell. `number` is what the file held when it held a number: Excel keeps only 15 digits of one."""

    text: str = ""
    number: float | None = None
    day: date | None = None

    @property
    def is_numeric(self) -> bool:
        return self.number is not None

    @property
    def is_formula(self) -> bool:
        """Whether the text would be run by a spreadsheet that opens it: `=HYPERLINK(...)`."""
        return is_formula(self.text)


class Sheet(NamedTuple):
    """One sheet. `rows[0]` is row 1 of the file; empty rows below and empty cells to the right are cut."""

    name: str
    rows: list[list[Cell]]


EMPTY = Cell()


def is_formula(text: str) -> bool:
    """Whether a spreadsheet would take `text` for a formula ("+62 812" is none, nor is a lone "-")."""
    start = text.lstrip()
    if start[:1] in ("=", "@"):
        return len(start) > 1
    return start[:1] in ("+", "-") and any(sign.isalpha() or sign == "(" for sign in start[1:2])


def cell_of(value: Value) -> Cell:
    """The cell for a value as the workbook reader hands it over."""
    if isinstance(value, str):
        return Cell(value.replace("\0", "")) if value else EMPTY
    if isinstance(value, bool):
        return Cell("TRUE" if value else "FALSE")
    if isinstance(value, int | float):
        return Cell(number_text(value), float(value))
    if isinstance(value, datetime):
        day = value.date()
        midnight = value.time() == time()
        return Cell(day.isoformat() if midnight else value.isoformat(" ", "minutes"), day=day)
    if isinstance(value, date):
        return Cell(value.isoformat(), day=value)
    if isinstance(value, time):
        return Cell(value.isoformat("minutes"))
    return Cell(str(value))


def number_text(value: float) -> str:
    """20225690.0 as "20225690"; 1.98e17 with all the digits that are left of it."""
    if isinstance(value, int) or (value.is_integer() and abs(value) < 1e21):
        return str(int(value))
    return repr(value)


def sheet_of(name: str, rows: list[list[Cell]]) -> Sheet:
    """A sheet without the empty rows below and the empty cells to the right."""
    for row in rows:
        while row and not row[-1].text.strip():
            row.pop()
    while rows and not rows[-1]:
        rows.pop()
    return Sheet(name, rows)

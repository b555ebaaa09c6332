"""The visible sheets of an .xlsx or .ods."""

import io

from python_calamine import (
    CalamineError,
    CalamineSheet,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
    load_workbook,
)

from community.kernel.spreadsheet.archive import guarded
from community.kernel.spreadsheet.cells import EMPTY, Cell, Sheet, cell_of, sheet_of
from community.kernel.spreadsheet.refusals import MAX_SHEETS, Broken, Locked, TooManySheets

_FAULTS = (CalamineError, ValueError, OverflowError, OSError, UnicodeError)


def workbook_sheets(data: bytes) -> list[Sheet]:
    """Every visible sheet of a zipped workbook, in its order.

    Raises what `guarded` raises, Locked, Broken or TooManySheets.
    """
    safe = guarded(data)
    try:
        return _sheets(safe)
    except PasswordError as fault:
        raise Locked from fault
    except _FAULTS as fault:
        raise Broken from fault
    except BaseException as fault:
        # A panic in the Rust reader arrives as a BaseException of pyo3, past every `except Exception`.
        if type(fault).__module__.startswith("pyo3"):
            raise Broken from fault
        raise


def _sheets(safe: bytes) -> list[Sheet]:
    with load_workbook(io.BytesIO(safe)) as book:
        seen = [
            meta.name
            for meta in book.sheets_metadata
            if meta.typ == SheetTypeEnum.WorkSheet and meta.visible == SheetVisibleEnum.Visible
        ]
        if len(seen) > MAX_SHEETS:
            raise TooManySheets
        return [sheet_of(name, _rows(book.get_sheet_by_name(name))) for name in seen]


def _rows(sheet: CalamineSheet) -> list[list[Cell]]:
    values = sheet.to_python(skip_empty_area=False)
    return [[EMPTY if value == "" else cell_of(value) for value in row] for row in values]

"""What remains of a room: sections of plain words and tables, from whoever has something to say about it.

The page, the PDF, the workbook and the ZIP of a room all show these sections.
"""

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

from community.discussion.models import Room

Cell = str | int | Decimal | datetime | None


class Table(NamedTuple):
    """Rows under a head; times are aware UTC, shown in the zone of the gugus."""

    title: str
    head: tuple[str, ...]
    rows: list[tuple[Cell, ...]]


class Section(NamedTuple):
    """One section. `key` names its sheet and its file, `words` are paragraphs of plain text above the tables."""

    key: str
    title: str
    words: list[str]
    tables: list[Table]


# Filled in wiring, in the order in which they are shown; None: nothing to say of this room.
SECTIONS: list[Callable[[Room], Section | None]] = []


def sections_of(room: Room) -> list[Section]:
    """All there is to say of a room."""
    return [section for tell in SECTIONS if (section := tell(room))]

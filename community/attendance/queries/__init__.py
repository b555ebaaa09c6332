"""Reads of attendance. What leads here (a pertemuan, a paket) was reached through the person before."""

from community.attendance.queries.sheet import (
    Presence,
    SheetRow,
    check_in_of,
    corrections_of,
    counted,
    expected_ids,
    kehadiran_of,
    mark_of_recorded,
    marks_of,
    mine_in,
    newest_at,
    presence_in,
    present_counts,
    sheet_of,
)

__all__ = [
    "Presence",
    "SheetRow",
    "check_in_of",
    "corrections_of",
    "counted",
    "expected_ids",
    "kehadiran_of",
    "mark_of_recorded",
    "marks_of",
    "mine_in",
    "newest_at",
    "presence_in",
    "present_counts",
    "sheet_of",
]

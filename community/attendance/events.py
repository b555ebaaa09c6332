"""Facts of attendance, past tense."""

from dataclasses import dataclass


@dataclass(frozen=True)
class CheckedIn:
    """A person is recorded present at a pertemuan."""

    pertemuan_id: str
    guru_id: str


@dataclass(frozen=True)
class SheetMarked:
    """A pengurus filled in (part of) the sheet."""

    pertemuan_id: str
    guru_ids: tuple[str, ...]

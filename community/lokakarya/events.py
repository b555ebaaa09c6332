"""Facts of lokakarya, past tense: ids and values only."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class PaketChanged:
    """Anything of a paket, its pertemuan or its hasil was written."""

    paket_id: str


@dataclass(frozen=True)
class PaketScheduled:
    paket_id: str
    gugus_id: str


@dataclass(frozen=True)
class PaketClosed:
    """The paket is closed: its attendance is locked and what each person did can be written."""

    paket_id: str
    by_id: str
    at: datetime


@dataclass(frozen=True)
class PaketReopened:
    paket_id: str
    by_id: str
    reason: str


@dataclass(frozen=True)
class PaketCancelled:
    paket_id: str
    by_id: str
    reason: str


@dataclass(frozen=True)
class PertemuanMoved:
    pertemuan_id: str
    reason: str


@dataclass(frozen=True)
class PertemuanCancelled:
    pertemuan_id: str
    reason: str


@dataclass(frozen=True)
class HasilAttached:
    paket_id: str
    hasil_id: str


@dataclass(frozen=True)
class PaketRoleChanged:
    """Someone was given a role in a paket, another one, or none."""

    paket_id: str
    guru_id: str


@dataclass(frozen=True)
class PaketSplit:
    """Some pertemuan of a paket went to a new one."""

    paket_id: str
    other_id: str
    by_id: str

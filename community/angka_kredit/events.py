"""Facts of angka_kredit, past tense: ids and values only."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class KegiatanWritten:
    """A closed paket was written into editions: how many of them are new."""

    paket_id: str
    written: int


@dataclass(frozen=True)
class PaketForwarded:
    """A paket was put into the records of these people as drafts."""

    paket_id: str
    usulan_ids: tuple[str, ...]


@dataclass(frozen=True)
class UsulanSubmitted:
    usulan_id: str
    sekolah_id: str


@dataclass(frozen=True)
class UsulanDecided:
    """Diakui, dikembalikan, ditolak or dibatalkan."""

    usulan_id: str
    outcome: str


@dataclass(frozen=True)
class LedgerAppended:
    """One line was added to a person's ledger; `value` is negative for a counter-entry."""

    guru_id: str
    entry_id: str
    value: Decimal

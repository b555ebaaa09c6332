"""What a paket amounted to for each person, what was claimed for it, and the ledger that only appends."""

from community.angka_kredit.models.difference import Difference
from community.angka_kredit.models.kegiatan import KegiatanKolektif
from community.angka_kredit.models.ledger import LEDGER_GUARDS, LedgerEntry, RecordReading
from community.angka_kredit.models.usulan import (
    EDITABLE,
    EVIDENCE_KINDS,
    OWN_PARTS,
    UNDECIDED,
    USULAN_STATES,
    Evidence,
    Usulan,
    UsulanStep,
)

__all__ = [
    "EDITABLE",
    "EVIDENCE_KINDS",
    "LEDGER_GUARDS",
    "OWN_PARTS",
    "UNDECIDED",
    "USULAN_STATES",
    "Difference",
    "Evidence",
    "KegiatanKolektif",
    "LedgerEntry",
    "RecordReading",
    "Usulan",
    "UsulanStep",
]

"""Reads of angka_kredit, reached through the person."""

from community.angka_kredit.queries.export import record_export
from community.angka_kredit.queries.jenis import jenis_facts
from community.angka_kredit.queries.kegiatan import last_edition, last_editions, usulan_in, without_usulan
from community.angka_kredit.queries.ledger import (
    PAGE,
    Sums,
    all_lines_of,
    entries_of,
    learned,
    lines_of,
    live_entry,
    sums_of,
)
from community.angka_kredit.queries.queues import (
    Queue,
    decided_lately,
    deciders_of,
    open_differences,
    own_counts,
    ratification_count,
    ratification_queue,
    schools_of,
    schools_waiting,
    verification_count,
    verification_queue,
)
from community.angka_kredit.queries.reach import (
    claims_of,
    difference_of,
    evidence_of,
    may_read_evidence,
    open_difference,
    usulan_of,
)
from community.angka_kredit.queries.readings import readings_of, was_read_lately
from community.angka_kredit.queries.standing import PESERTA, Room, Standing
from community.angka_kredit.queries.waiting import last_decision, reason_of, waiting_sentences
from community.angka_kredit.queries.warnings import Warning, warnings_of

__all__ = [
    "PAGE",
    "PESERTA",
    "Queue",
    "Room",
    "Standing",
    "Sums",
    "Warning",
    "all_lines_of",
    "claims_of",
    "decided_lately",
    "deciders_of",
    "difference_of",
    "entries_of",
    "evidence_of",
    "jenis_facts",
    "last_decision",
    "last_edition",
    "last_editions",
    "learned",
    "lines_of",
    "live_entry",
    "may_read_evidence",
    "open_difference",
    "open_differences",
    "own_counts",
    "ratification_count",
    "ratification_queue",
    "readings_of",
    "reason_of",
    "record_export",
    "schools_of",
    "schools_waiting",
    "sums_of",
    "usulan_in",
    "usulan_of",
    "verification_count",
    "verification_queue",
    "waiting_sentences",
    "warnings_of",
    "was_read_lately",
    "without_usulan",
]

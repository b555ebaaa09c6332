"""Acts of angka_kredit, the only writers."""

from community.angka_kredit.services.claim import (
    complete_usulan,
    ratify_usulan,
    submit_usulan,
    withdraw_usulan,
)
from community.angka_kredit.services.decision import (
    accept_usulan,
    refuse_usulan,
    return_usulan,
    reverse_usulan,
    settle_difference,
)
from community.angka_kredit.services.evidence import add_evidence, remove_evidence
from community.angka_kredit.services.forwarding import Forwarded, forward
from community.angka_kredit.services.kegiatan import content_of, write_kegiatan_kolektif
from community.angka_kredit.services.record import note_reading, set_record_start

__all__ = [
    "Forwarded",
    "accept_usulan",
    "add_evidence",
    "complete_usulan",
    "content_of",
    "forward",
    "note_reading",
    "ratify_usulan",
    "refuse_usulan",
    "remove_evidence",
    "return_usulan",
    "reverse_usulan",
    "set_record_start",
    "settle_difference",
    "submit_usulan",
    "withdraw_usulan",
    "write_kegiatan_kolektif",
]

"""The ledger only appends: a recognition, or the counter-entry of one. Called by acts that hold the claim."""

from community.accounts.models import Guru
from community.angka_kredit.events import LedgerAppended
from community.angka_kredit.models import LedgerEntry, Usulan
from community.angka_kredit.peraturan import peraturan
from community.angka_kredit.queries import entries_of, live_entry
from community.angka_kredit.refusals import NotRecognised
from community.kernel.clock import now
from community.kernel.command import announce
from community.kernel.database import add
from community.kernel.indonesian import nilai


def recognise(koordinator: Guru, usulan: Usulan, *, text: str = "") -> LedgerEntry:
    """Append the recognition of a claim as it stands; a live one is returned as it is."""
    if live := live_entry(usulan.id):
        return live
    kegiatan = usulan.kegiatan
    label = peraturan().regulation(usulan.regulation).label
    sentence = f"Diakui sebagai {label}: {nilai(usulan.value)} (butir {usulan.butir}). {kegiatan.sentence}"
    facts = {
        "edition": kegiatan.edition,
        "kegiatan_id": kegiatan.id,
        "role": kegiatan.role,
        "attended": kegiatan.attended,
        "held": kegiatan.held,
        "minutes": kegiatan.minutes,
        "hasil_present": kegiatan.hasil_present,
        "first_on": kegiatan.first_on.isoformat(),
        "note": text,
        **kegiatan.facts,
    }
    return _append(koordinator, usulan, "pengakuan", sentence, facts)


def take_back(koordinator: Guru, usulan: Usulan, *, reason: str) -> LedgerEntry:
    """Append the counter-entry of the live recognition. Raises NotRecognised."""
    live = live_entry(usulan.id)
    if live is None:
        raise NotRecognised
    sentence = f"Entri pembalik untuk entri {live.number}. {reason}"
    return _append(koordinator, usulan, "pembalik", sentence, {"reason": reason}, reverses=live)


def _append(
    koordinator: Guru,
    usulan: Usulan,
    kind: str,
    sentence: str,
    facts: dict[str, object],
    reverses: LedgerEntry | None = None,
) -> LedgerEntry:
    entry = add(
        LedgerEntry(
            guru_id=usulan.guru_id,
            usulan_id=usulan.id,
            number=len(entries_of(usulan.id)) + 1,
            kind=kind,
            reverses_id=reverses.id if reverses else None,
            regulation=reverses.regulation if reverses else usulan.regulation,
            butir=reverses.butir if reverses else usulan.butir,
            value=-reverses.value if reverses else usulan.value,
            jp=-reverses.jp if reverses else usulan.kegiatan.jp,
            on=reverses.on if reverses else usulan.on,
            title=usulan.paket.theme,
            sentence=sentence,
            facts=facts,
            by_id=koordinator.id,
            by_name=koordinator.name,
            at=now(),
        )
    )
    announce(LedgerAppended(usulan.guru_id, entry.id, entry.value))
    return entry

"""What the koordinator PKB of the sekolah decides: accept, return, refuse, reverse, settle a difference."""

from community.accounts.models import Guru
from community.angka_kredit.events import UsulanDecided
from community.angka_kredit.models import Difference, LedgerEntry, Usulan
from community.angka_kredit.peraturan import Reason, peraturan
from community.angka_kredit.queries import live_entry, open_difference
from community.angka_kredit.refusals import (
    DifferenceSettled,
    NoLongerEligible,
    NotRecognised,
    NotWaiting,
    NotWhole,
    UnknownReason,
)
from community.angka_kredit.services.claims import address_of, lock, move, step, take_edition
from community.angka_kredit.services.ledger import recognise, take_back
from community.kernel import notices
from community.kernel.clock import now
from community.kernel.command import announce, command
from community.kernel.indonesian import nilai
from community.kernel.trail import note
from community.permissions import Do


@command(Do.ACCEPT_USULAN)
def accept_usulan(koordinator: Guru, usulan: Usulan, *, text: str = "") -> LedgerEntry:
    """Recognise a submitted claim: one ledger entry, however often it is accepted.

    Raises NotWaiting, NoLongerEligible, NotWhole when something is missing, as a signature that was lost.
    """
    lock(usulan)
    if usulan.state == "diakui" and (live := live_entry(usulan.id)):
        return live
    _must_wait(usulan)
    if not usulan.kegiatan.eligible:
        raise NoLongerEligible
    if gaps := usulan.gaps():
        raise NotWhole(gaps)
    entry = recognise(koordinator, usulan, text=text)
    _decide(koordinator, usulan, "diakui", text=text)
    _tell(usulan, f"diakui: {nilai(usulan.value)} (butir {usulan.butir}).")
    return entry


@command(Do.RETURN_USULAN)
def return_usulan(koordinator: Guru, usulan: Usulan, *, reason_code: str, text: str = "") -> None:
    """Give a claim back to its owner to be mended, with a numbered reason of its group.

    Raises NotWaiting, UnknownReason.
    """
    lock(usulan)
    _must_wait(usulan)
    reason = reason_for(usulan, reason_code)
    _decide(koordinator, usulan, "dikembalikan", text=text, reason_code=reason.code)
    _tell(usulan, f"dikembalikan, alasan {reason.code}: {reason.text} {text}".strip())


@command(Do.REFUSE_USULAN)
def refuse_usulan(koordinator: Guru, usulan: Usulan, *, reason_code: str, text: str = "") -> None:
    """Refuse a claim for good, with a numbered reason of its group. Raises NotWaiting, UnknownReason."""
    lock(usulan)
    _must_wait(usulan)
    reason = reason_for(usulan, reason_code)
    _decide(koordinator, usulan, "ditolak", text=text, reason_code=reason.code)
    _tell(usulan, f"ditolak, alasan {reason.code}: {reason.text} {text}".strip())


@command(Do.REVERSE_USULAN)
def reverse_usulan(koordinator: Guru, usulan: Usulan, *, reason: str) -> LedgerEntry:
    """Take a recognition back by a counter-entry with a reason. Raises NotRecognised."""
    lock(usulan)
    if usulan.state != "diakui":
        raise NotRecognised
    entry = take_back(koordinator, usulan, reason=reason)
    if difference := open_difference(usulan.id):
        _settled(koordinator, difference, f"Pengakuannya dibatalkan: {reason}")
    _decide(koordinator, usulan, "dibatalkan", text=reason)
    _tell(usulan, f"dibatalkan pengakuannya dengan entri pembalik: {reason}")
    return entry


@command(Do.SETTLE_DIFFERENCE)
def settle_difference(koordinator: Guru, difference: Difference, *, text: str) -> LedgerEntry | None:
    """Take back what was recognised and, if the new edition is eligible, recognise that; return its entry.

    Raises DifferenceSettled, NotRecognised.
    """
    usulan = lock(difference.usulan)
    lock(difference)
    if difference.settled_at is not None:
        raise DifferenceSettled
    if usulan.state != "diakui":
        raise NotRecognised
    take_back(koordinator, usulan, reason=f"{difference.sentence} {text}".strip())
    take_edition(usulan, difference.kegiatan)
    if not usulan.kegiatan.eligible:
        _settled(koordinator, difference, f"Dibalik, tidak diakui lagi. {text}".strip())
        _decide(koordinator, usulan, "dibatalkan", text=f"{difference.sentence} {text}".strip())
        _tell(usulan, f"tidak diakui lagi sesudah paketnya ditutup ulang. {difference.sentence}")
        return None
    entry = recognise(koordinator, usulan, text=text)
    _settled(koordinator, difference, f"Dibalik dan diakui lagi {nilai(usulan.value)}. {text}".strip())
    step(usulan, "diselesaikan", koordinator, text=f"{difference.sentence} {text}".strip())
    note(koordinator, f"menyelesaikan selisih paket “{usulan.paket.theme}”", catatan=usulan.guru_id)
    announce(UsulanDecided(usulan.id, "diakui"))
    _tell(usulan, f"selisihnya diselesaikan: sekarang diakui {nilai(usulan.value)} (butir {usulan.butir}).")
    return entry


def reason_for(usulan: Usulan, code: str) -> Reason:
    """The numbered reason `code` of the group of the claim's butir. Raises UnknownReason."""
    for reason in peraturan().reasons_for(usulan.rule.group):
        if reason.code == code:
            return reason
    raise UnknownReason(field="reason_code")


def _must_wait(usulan: Usulan) -> None:
    if usulan.state != "diajukan":
        raise NotWaiting


def _decide(koordinator: Guru, usulan: Usulan, outcome: str, *, text: str, reason_code: str | None = None) -> None:
    move(usulan, outcome, koordinator, text=text, reason_code=reason_code)
    with_reason = f" dengan alasan {reason_code}" if reason_code else ""
    words = {
        "diakui": "mengakui usulan",
        "dikembalikan": "mengembalikan usulan",
        "ditolak": "menolak usulan",
        "dibatalkan": "membatalkan pengakuan",
    }
    note(koordinator, f"{words[outcome]} paket “{usulan.paket.theme}”{with_reason}", catatan=usulan.guru_id)
    announce(UsulanDecided(usulan.id, outcome))


def _settled(koordinator: Guru, difference: Difference, settlement: str) -> None:
    difference.settled_at, difference.settled_by_id = now(), koordinator.id
    difference.settlement = settlement


def _tell(usulan: Usulan, outcome: str) -> None:
    notices.tell(
        [usulan.guru_id],
        f"Usulan Anda untuk paket “{usulan.paket.theme}” {outcome}",
        link=address_of(usulan),
        key=f"usulan:{usulan.id}",
        kind="catatan",
    )

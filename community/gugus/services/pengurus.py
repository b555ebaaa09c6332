"""Offices of a gugus, and how they pass on."""

from datetime import date
from typing import Any

from sqlalchemy import select

from community.accounts.models import Guru
from community.accounts.services import stop_codes
from community.gugus.events import PengurusChanged
from community.gugus.models import PENGURUS_OFFICES, Gugus, Pengurus
from community.gugus.queries import membership_of
from community.gugus.services.refusals import NotACandidate
from community.kernel import notices
from community.kernel.clock import now, today
from community.kernel.command import announce, authorize, command
from community.kernel.database import add, db, hold
from community.kernel.errors import Invalid, Refusal
from community.kernel.forms import one_line
from community.kernel.trail import note
from community.permissions import Do


class TermOver(Refusal):
    code = "jabatan_sudah_berakhir"
    title = "Sudah berakhir"
    message = "Jabatan ini sudah diakhiri. Muat ulang halaman untuk melihat siapa yang menjabat sekarang."


@command(Do.APPOINT_PENGURUS)
def appoint_pengurus(
    actor: Any,
    gugus: Gugus,
    *,
    guru: Guru,
    office: str,
    bidang: str = "",
    from_on: date | None = None,
    until_on: date | None = None,
) -> Pengurus:
    """Give an anggota an office. A new ketua takes over: the term of the old one ends in the same act.

    A term that has run out, or whose holder is gone, is closed on the way and blocks nothing. Of two handovers at
    once the second finds that its maker leads no more. Raises Invalid with `field` set, NotACandidate, NotAllowed.
    """
    hold(gugus)
    authorize(actor, Do.APPOINT_PENGURUS, gugus)  # again: someone may have taken over while this one waited
    day = today(gugus.zone.name)
    start = from_on or day
    bidang = str(one_line(bidang))[:80] if office == "bidang" else ""
    _must_fit(office, bidang, start, until_on, day)
    if guru.erased_at or membership_of(guru, gugus.id) is None:
        raise NotACandidate("Pengurus dipilih dari anggota. Tambahkan orang ini sebagai anggota dulu.", field="guru")
    for term in _running(gugus.id, office):
        if term.guru_id == guru.id and term.bidang == bidang and _holds(term, day):
            raise Invalid(f"{guru.name} sudah menjabat {term.office_name}.", field="guru")
        if office == "ketua" or (term.guru_id == guru.id and term.bidang == bidang):
            over = f"diteruskan kepada {guru.name}" if _holds(term, day) else "masa jabatan habis"
            _close(actor, term, over)
    if office == "ketua":
        stop_codes(actor, guru)
    row = add(
        Pengurus(
            gugus_id=gugus.id,
            guru_id=guru.id,
            office=office,
            bidang=bidang,
            from_on=start,
            until_on=until_on,
            made_by_id=actor.id,
            made_at=now(),
        )
    )
    note(actor, f"mengangkat {guru.name} sebagai {row.office_name}", gugus=gugus.id)
    announce(PengurusChanged(gugus.id, guru.id, office))
    _tell(gugus, guru.id, f"Anda menjabat {row.office_name} {gugus.name} sejak hari ini.", office)
    return row


@command(Do.END_PENGURUS)
def end_pengurus(actor: Any, term: Pengurus, *, reason: str) -> None:
    """End a term before its time, with a reason. Raises TermOver, Invalid at `reason`."""
    said = str(one_line(reason or ""))[:300]
    if len(said) < 4:
        raise Invalid("Tulis alasannya: masuk dalam jejak gugus.", field="reason")
    hold(term)
    if term.ended_at:
        raise TermOver
    _close(actor, term, said)
    _tell(
        term.gugus,
        term.guru_id,
        f"Jabatan Anda sebagai {term.office_name} {term.gugus.name} berakhir.",
        term.office,
    )


def _must_fit(office: str, bidang: str, start: date, until_on: date | None, day: date) -> None:
    if office not in PENGURUS_OFFICES:
        raise Invalid("Pilih jabatan dari daftar.", field="office")
    if office == "bidang" and not bidang:
        raise Invalid("Tulis nama bidangnya, misalnya Kurikulum.", field="bidang")
    if not date(2000, 1, 1) <= start <= day:
        raise Invalid("Jabatan mulai hari ini atau sebelumnya: catat serah terima pada harinya.", field="from_on")
    if until_on is not None and until_on < day:
        raise Invalid("Akhir masa jabatan harus hari ini atau sesudahnya.", field="until_on")
    if until_on is not None and until_on.year > day.year + 10:
        raise Invalid("Masa jabatan paling lama sepuluh tahun. Periksa tahunnya.", field="until_on")


def _running(gugus_id: str, office: str) -> list[Pengurus]:
    query = select(Pengurus).where(
        Pengurus.gugus_id == gugus_id, Pengurus.office == office, Pengurus.ended_at.is_(None)
    )
    return list(db.session.scalars(query.order_by(Pengurus.from_on)))


def _holds(term: Pengurus, day: date) -> bool:
    return term.until_on is None or day <= term.until_on


def _close(actor: Any, term: Pengurus, reason: str) -> None:
    term.ended_at, term.ended_by_id, term.end_reason = now(), actor.id, reason
    db.session.flush()  # the database knows one ketua at a time: the old term closes before the new one opens
    note(actor, f"mengakhiri jabatan {term.office_name} {term.guru.name}: {reason}", gugus=term.gugus_id)
    announce(PengurusChanged(term.gugus_id, term.guru_id, term.office))


def _tell(gugus: Gugus, guru_id: str, sentence: str, office: str) -> None:
    link, key = f"/gugus/{gugus.slug}/pengurus", f"pengurus:{gugus.id}:{office}"
    notices.tell([guru_id], sentence, link=link, key=key, gugus_id=gugus.id)

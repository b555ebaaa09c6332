"""Checking in, the sheet, and its corrections. Each act leaves a mark that stays; Kehadiran says what holds."""

from collections.abc import Mapping
from datetime import datetime

from community.accounts.models import Guru
from community.attendance.events import CheckedIn, SheetMarked
from community.attendance.models import PRESENT, STATUSES, Correction, Kehadiran, Mark
from community.attendance.queries import check_in_of, kehadiran_of
from community.attendance.queries.online import Online, online_of
from community.attendance.refusals import (
    CorrectionDecided,
    NotPresent,
    PertemuanNotOpen,
    PertemuanStillOpen,
    SecondPengurusNeeded,
)
from community.attendance.services.holding import (
    hold_pertemuan,
    mark_of,
    must_be_known,
    must_be_markable,
    must_not_be_locked,
    put_hours,
    room_says_more,
)
from community.kernel.clock import now
from community.kernel.command import announce, command
from community.kernel.database import add, add_all, hold
from community.kernel.errors import Invalid
from community.kernel.indonesian import pukul
from community.kernel.trail import note
from community.lokakarya.models import OPENS_BEFORE, SELF_CHECK_IN_FOR, Pertemuan
from community.permissions import Do


@command(Do.CHECK_IN)
def check_in(guru: Guru, pertemuan: Pertemuan, *, via: str) -> Kehadiran:
    """Record that `guru` is present at `pertemuan`, by the code ("kode") or the QR ("qr"); a repeat returns the first.

    Whoever was marked absent by hand and now stands before the wall is present. Raises PertemuanNotOpen outside the
    window, PertemuanCancelled, PaketLocked.
    """
    found = check_in_of(guru.id, pertemuan.id)
    if found and found.is_present:
        return found
    hold_pertemuan(pertemuan)
    _must_be_open_to_members(pertemuan)
    at = now()
    values = {
        "status": "hadir",
        "masuk_at": at,
        "keluar_at": None,
        "minutes": None,
        "via": via,
        "by_id": guru.id,
        "at": at,
    }
    if found:
        hold(found)
        for name, value in values.items():
            setattr(found, name, value)
    else:
        found = Kehadiran(pertemuan_id=pertemuan.id, guru_id=guru.id, **values)
    add_all([found, mark_of(found)])
    announce(CheckedIn(pertemuan.id, guru.id))
    return found


@command(Do.MARK_ATTENDANCE)
def mark_sheet(actor: Guru, pertemuan: Pertemuan, marks: Mapping[str, str]) -> int:
    """Set the status of each person in `marks` (guru id -> a key of STATUSES); return how many changed.

    A check-in after the window is terlambat, so a first "hadir" written by hand keeps the hour it was written, and the
    scheduled start where it is written ahead of it or much later. Raises PertemuanClosed (then a correction is the
    way), NotOnSheet, UnknownStatus, PaketLocked.
    """
    hold_pertemuan(pertemuan)
    must_be_markable(pertemuan)
    must_be_known(pertemuan, marks)
    recorded = kehadiran_of(pertemuan.id)
    changed = {
        guru_id: status
        for guru_id, status in marks.items()
        if guru_id not in recorded or recorded[guru_id].status != status
    }
    _record(actor, pertemuan, changed, recorded, via="lembar", reason="")
    if changed:
        announce(SheetMarked(pertemuan.id, tuple(changed)))
    return len(changed)


@command(Do.MARK_ATTENDANCE)
def record_leaving(actor: Guru, pertemuan: Pertemuan, guru_id: str, *, at: datetime | None) -> Kehadiran:
    """Record that someone present left at `at`, before the scheduled end; None: stayed until the end after all.

    Raises NotPresent, Invalid for an hour before they came or after the end, and as mark_sheet does.
    """
    hold_pertemuan(pertemuan)
    must_be_markable(pertemuan)
    kehadiran = check_in_of(guru_id, pertemuan.id)
    if kehadiran is None or not kehadiran.is_present:
        raise NotPresent
    came = kehadiran.masuk_at or pertemuan.starts_at
    if at is not None and not max(came, pertemuan.starts_at) < at <= pertemuan.ends_at:
        zone = pertemuan.paket.gugus.zone.name
        raise Invalid(
            f"Tulis jam antara {pukul(max(came, pertemuan.starts_at), zone)} dan {pukul(pertemuan.ends_at, zone)}.",
            field="left",
        )
    kehadiran.keluar_at, kehadiran.minutes = at, None  # an hour written by hand says how long
    kehadiran.via, kehadiran.by_id, kehadiran.at = "lembar", actor.id, now()
    add_all([kehadiran, mark_of(kehadiran)])
    announce(SheetMarked(pertemuan.id, (guru_id,)))
    return kehadiran


@command(Do.PROPOSE_CORRECTION)
def propose_correction(
    actor: Guru, pertemuan: Pertemuan, guru_id: str, *, status: str, reason: str, online: bool = False
) -> Correction:
    """Ask a second pengurus to correct what a closed pertemuan says of one person; `online`: they were in the room.

    Raises PertemuanStillOpen (mark it on the sheet), PaketLocked (reopen the paket first), Invalid without a reason or
    without a difference, NotOnSheet.
    """
    hold_pertemuan(pertemuan)
    must_not_be_locked(pertemuan)
    if not pertemuan.is_closed:
        raise PertemuanStillOpen
    if not reason.strip():
        raise Invalid("Tulis alasan koreksinya: pengurus kedua memutuskan dari alasan itu.", field="reason")
    must_be_known(pertemuan, {guru_id: status})
    found = check_in_of(guru_id, pertemuan.id)
    before = found.status if found else None
    if before == status and not (online and room_says_more(found)):
        raise Invalid(f"Sudah tercatat {STATUSES[status].lower()}: tidak ada yang dikoreksi.", field="status")
    correction = add(
        Correction(
            pertemuan_id=pertemuan.id,
            guru_id=guru_id,
            from_status=before,
            to_status=status,
            online=online and status in PRESENT,
            reason=reason.strip(),
            proposed_by_id=actor.id,
            proposed_at=now(),
        )
    )
    note(actor, f"mengusulkan koreksi kehadiran: {correction.reason}", paket=pertemuan.paket_id)
    return correction


@command(Do.DECIDE_CORRECTION)
def decide_correction(actor: Guru, correction: Correction, *, accept: bool) -> Correction:
    """A second pengurus accepts or declines a correction; accepted, it is marked with its reason.

    Raises SecondPengurusNeeded for the one who proposed it, CorrectionDecided, PaketLocked.
    """
    hold(correction)
    if correction.decided_at:
        raise CorrectionDecided
    if correction.proposed_by_id == actor.id:
        raise SecondPengurusNeeded
    pertemuan = correction.pertemuan
    hold_pertemuan(pertemuan)
    must_not_be_locked(pertemuan)
    correction.decided_at, correction.decided_by_id, correction.accepted = now(), actor.id, accept
    if accept:
        marks = {correction.guru_id: correction.to_status}
        recorded = kehadiran_of(pertemuan.id)
        there = online_of(pertemuan.id, correction.guru_id) if correction.online else None
        _record(actor, pertemuan, marks, recorded, via="koreksi", reason=correction.reason, there=there)
        announce(SheetMarked(pertemuan.id, (correction.guru_id,)))
    note(actor, f"{'menyetujui' if accept else 'menolak'} koreksi kehadiran", paket=pertemuan.paket_id)
    return correction


def void_moved(pertemuan: Pertemuan, *, by_id: str) -> list[str]:
    """Part of an act: who was recorded at a pertemuan that was moved ahead was not at the one to come.

    Each row stays with a mark that says so; return whose they are.
    """
    at, rows = now(), list(kehadiran_of(pertemuan.id).values())
    marks: list[Kehadiran | Mark] = []
    for kehadiran in rows:
        kehadiran.status, kehadiran.masuk_at, kehadiran.keluar_at, kehadiran.minutes = (
            "tanpa_keterangan",
            None,
            None,
            None,
        )
        kehadiran.via, kehadiran.by_id, kehadiran.at = "koreksi", by_id, at
        marks += [kehadiran, mark_of(kehadiran, "Pertemuan dipindah, jadi belum ada yang hadir.")]
    add_all(marks)
    if rows:
        announce(SheetMarked(pertemuan.id, tuple(row.guru_id for row in rows)))
    return [row.guru_id for row in rows]


def _record(
    actor: Guru,
    pertemuan: Pertemuan,
    marks: Mapping[str, str],
    recorded: Mapping[str, Kehadiran],
    *,
    via: str,
    reason: str,
    there: Online | None = None,
) -> None:
    at = now()
    rows: list[Kehadiran | Mark] = []
    for guru_id, status in marks.items():
        kehadiran = recorded.get(guru_id) or Kehadiran(
            pertemuan_id=pertemuan.id, guru_id=guru_id, keluar_at=None, minutes=None
        )
        if status not in PRESENT:
            kehadiran.masuk_at = kehadiran.keluar_at = kehadiran.minutes = None
        elif there is not None and there.masuk_at is not None:
            put_hours(kehadiran, pertemuan, there)
        elif kehadiran.masuk_at is None:
            kehadiran.masuk_at = _came_at(pertemuan, status, at)
        kehadiran.status, kehadiran.via, kehadiran.by_id, kehadiran.at = status, via, actor.id, at
        rows += [kehadiran, mark_of(kehadiran, reason)]
    add_all(rows)


def _came_at(pertemuan: Pertemuan, status: str, at: datetime) -> datetime:
    """When someone came whom a pengurus wrote down: now while it runs, else its start."""
    running = pertemuan.starts_at <= at <= pertemuan.ends_at
    return at if running and status == "terlambat" else pertemuan.starts_at


def _must_be_open_to_members(pertemuan: Pertemuan) -> None:
    must_not_be_locked(pertemuan)
    at = now()
    if pertemuan.self_check_in_open(at):
        return
    zone = pertemuan.paket.gugus.zone.name
    opens, closes = pertemuan.starts_at - OPENS_BEFORE, pertemuan.starts_at + SELF_CHECK_IN_FOR
    if at < opens and not pertemuan.is_closed:
        raise PertemuanNotOpen(f"Kehadiran dibuka pukul {pukul(opens, zone)}. Kembali ke halaman ini pada jam itu.")
    if pertemuan.is_closed:
        raise PertemuanNotOpen("Kehadiran pertemuan ini sudah ditutup. Minta pengurus mencatat Anda.")
    raise PertemuanNotOpen(
        f"Kehadiran sendiri ditutup pukul {pukul(closes, zone)}. Minta pengurus mencatat Anda sebagai terlambat."
    )

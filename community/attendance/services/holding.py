"""What every act of attendance does: waits for who closes or moves, asks what may be written, leaves a mark."""

from collections.abc import Mapping

from sqlalchemy.orm.attributes import set_committed_value

from community.attendance.models import STATUSES, Kehadiran, Mark
from community.attendance.queries import expected_ids, kehadiran_of
from community.attendance.queries.online import Online, online_of
from community.attendance.refusals import (
    NotOnSheet,
    PaketLocked,
    PertemuanCancelled,
    PertemuanClosed,
    UnknownStatus,
)
from community.attendance.rules import says_more
from community.kernel.database import hold
from community.lokakarya.models import Pertemuan


def hold_pertemuan(pertemuan: Pertemuan) -> None:
    """Closing, moving or splitting waits for us, or we see it closed, moved, split. Others mark beside us."""
    while True:
        paket = pertemuan.paket
        hold(paket, shared=True)
        hold(pertemuan, shared=True)
        if pertemuan.paket_id == paket.id:  # else it went to the other half of a split while we waited
            set_committed_value(pertemuan, "paket", paket)  # read just now: not once more
            return


def mark_of(kehadiran: Kehadiran, reason: str = "") -> Mark:
    return Mark(
        pertemuan_id=kehadiran.pertemuan_id,
        guru_id=kehadiran.guru_id,
        status=kehadiran.status,
        masuk_at=kehadiran.masuk_at,
        keluar_at=kehadiran.keluar_at,
        minutes=kehadiran.minutes,
        via=kehadiran.via,
        by_id=kehadiran.by_id,
        at=kehadiran.at,
        reason=reason,
    )


def put_hours(kehadiran: Kehadiran, pertemuan: Pertemuan, there: Online) -> None:
    """When someone came to the room and left it, and the minutes between. No keluar: stayed until the end."""
    kehadiran.masuk_at, kehadiran.minutes = there.masuk_at, there.minutes
    kehadiran.keluar_at = None if there.is_here or there.keluar_at == pertemuan.ends_at else there.keluar_at


def room_says_more(kehadiran: Kehadiran | None) -> bool:
    """Whether the room has more minutes of someone than were taken from it."""
    if kehadiran is None or kehadiran.minutes is None:
        return False
    there = online_of(kehadiran.pertemuan_id, kehadiran.guru_id)
    return there is not None and says_more(kehadiran.minutes, there.minutes)


def must_be_markable(pertemuan: Pertemuan) -> None:
    must_not_be_locked(pertemuan)
    if pertemuan.is_closed:
        raise PertemuanClosed


def must_not_be_locked(pertemuan: Pertemuan) -> None:
    if pertemuan.paket.is_closed:
        raise PaketLocked
    if pertemuan.is_cancelled or pertemuan.paket.is_cancelled:
        raise PertemuanCancelled


def must_be_known(pertemuan: Pertemuan, marks: Mapping[str, str]) -> None:
    if any(status not in STATUSES for status in marks.values()):
        raise UnknownStatus
    strangers = set(marks) - expected_ids(pertemuan.paket)
    if strangers and strangers - set(kehadiran_of(pertemuan.id)):
        raise NotOnSheet

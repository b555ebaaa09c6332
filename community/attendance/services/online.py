"""Presence in the room of a pertemuan: counted beside the sheet, and taken onto it by a pengurus alone."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from sqlalchemy import delete, select

from community.accounts.models import Guru
from community.attendance.events import SheetMarked
from community.attendance.models import Kehadiran, Mark, OnlineChoice, OnlineLeast, OnlinePresence
from community.attendance.queries import check_in_of, expected_ids, kehadiran_of, mark_of_recorded
from community.attendance.queries.online import Online, least_at, online_at
from community.attendance.refusals import NotRecorded, OnlineNotOver, OnlineTooShort
from community.attendance.rules import LATE
from community.attendance.services.holding import (
    hold_pertemuan,
    mark_of,
    must_be_known,
    must_be_markable,
    must_not_be_locked,
    put_hours,
)
from community.kernel.clock import now
from community.kernel.command import announce, command
from community.kernel.database import add, add_all, db
from community.kernel.errors import Invalid
from community.kernel.indonesian import pukul
from community.lokakarya.models import SELF_CHECK_IN_FOR, Pertemuan
from community.permissions import Do


class Taken(NamedTuple):
    """What became of those who were to be taken for present: ids."""

    recorded: list[str]
    passed_over: list[str]  # somebody recorded something else of them since the page was shown


@command(Do.COUNT_ONLINE)
def count_online(actor: Any, pertemuan: Pertemuan) -> None:
    """Count anew who was in the room of a pertemuan, of those on its sheet: what has changed is written.

    The sheet itself is not touched.
    """
    known = expected_ids(pertemuan.paket) | kehadiran_of(pertemuan.id).keys()
    found = {guru_id: each for guru_id, each in online_at(pertemuan).items() if guru_id in known}
    there = {
        row.guru_id: row
        for row in db.session.scalars(select(OnlinePresence).where(OnlinePresence.pertemuan_id == pertemuan.id))
    }
    at = now()
    new = []
    for guru_id, each in found.items():
        values = {name: value for name, value in each._asdict().items() if name != "is_here"}
        row = there.pop(guru_id, None)
        if row is None:
            new.append(OnlinePresence(pertemuan_id=pertemuan.id, guru_id=guru_id, at=at, **values))
        elif any(getattr(row, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(row, name, value)
            row.at = at
    add_all(new)
    if there:  # the pertemuan was moved: they were connected at another time
        gone = [row.id for row in there.values()]
        db.session.execute(delete(OnlinePresence).where(OnlinePresence.id.in_(gone)))


@command(Do.MARK_ATTENDANCE)
def accept_online(actor: Guru, pertemuan: Pertemuan, seen: Mapping[str, str]) -> Taken:
    """Take those people's time in the room for presence: masuk, keluar and minutes as they were.

    `seen` is by guru id what was recorded of them on the page where it was decided (SheetRow.mark); of whom something
    else is recorded by now nothing is overwritten. Who came later than members may check in is terlambat. What was
    recorded before stays among the marks. Raises OnlineNotOver while the minutes still grow, OnlineTooShort,
    NotOnSheet, PertemuanClosed (then a correction is the way), PaketLocked, Invalid for nobody.
    """
    if not seen:
        raise Invalid("Centang sedikitnya satu orang.", field="guru")
    hold_pertemuan(pertemuan)
    must_be_markable(pertemuan)
    must_be_known(pertemuan, dict.fromkeys(seen, "hadir"))
    if not pertemuan.is_over:
        raise OnlineNotOver(pukul(pertemuan.ends_at, _zone(pertemuan)))
    online, (least, _) = online_at(pertemuan), least_at(pertemuan)
    recorded = kehadiran_of(pertemuan.id)
    passed_over = [guru_id for guru_id, mark in seen.items() if mark_of_recorded(recorded.get(guru_id)) != mark]
    rows: list[Kehadiran | Mark] = []
    changed = []
    for guru_id in seen.keys() - set(passed_over):
        there = online.get(guru_id)
        if there is None or there.minutes < least:
            raise OnlineTooShort(least)
        kehadiran = recorded.get(guru_id) or Kehadiran(pertemuan_id=pertemuan.id, guru_id=guru_id)
        if kehadiran.via == "daring" and kehadiran.minutes == there.minutes:
            continue
        kehadiran.via, kehadiran.by_id, kehadiran.at = "daring", actor.id, now()
        kehadiran.status = _status_of(there, pertemuan)
        put_hours(kehadiran, pertemuan, there)
        rows += [kehadiran, mark_of(kehadiran, f"Ruang daring: {there.said(_zone(pertemuan))}.")]
        changed.append(guru_id)
    add_all(rows)
    if changed:
        announce(SheetMarked(pertemuan.id, tuple(changed)))
    return Taken(changed, passed_over)


@command(Do.MARK_ATTENDANCE)
def keep_mark(actor: Guru, pertemuan: Pertemuan, guru_id: str) -> None:
    """Let what is recorded of someone stand, whatever the room says; a mark says that it was seen.

    Raises NotRecorded, PaketLocked.
    """
    hold_pertemuan(pertemuan)
    must_not_be_locked(pertemuan)
    kehadiran = check_in_of(guru_id, pertemuan.id)
    if kehadiran is None:
        raise NotRecorded
    at = now()
    there = online_at(pertemuan).get(guru_id)
    words = f"ruang daring: {there.said(_zone(pertemuan))}" if there and there.minutes else "tidak tersambung"
    mark = mark_of(kehadiran, f"Tetap {kehadiran.status_name.lower()}, setelah dilihat: {words}.")
    mark.by_id, mark.at, mark.via = actor.id, at, "lembar"
    choice = OnlineChoice(pertemuan_id=pertemuan.id, guru_id=guru_id, status=kehadiran.status, by_id=actor.id, at=at)
    add_all([mark, choice])


@command(Do.MARK_ATTENDANCE)
def set_least(actor: Guru, pertemuan: Pertemuan, *, minutes: int) -> OnlineLeast:
    """Say from how many minutes in the room someone may be taken for present here.

    What was accepted before stays. Raises Invalid at `least`, PertemuanClosed, PaketLocked.
    """
    hold_pertemuan(pertemuan)
    must_be_markable(pertemuan)
    if not 1 <= minutes <= pertemuan.minutes:
        raise Invalid(f"Tulis antara 1 dan {pertemuan.minutes} menit, yaitu lamanya pertemuan ini.", field="least")
    return add(OnlineLeast(pertemuan_id=pertemuan.id, minutes=minutes, by_id=actor.id, at=now()))


def _status_of(there: Online, pertemuan: Pertemuan) -> str:
    late = there.masuk_at is not None and there.masuk_at > pertemuan.starts_at + SELF_CHECK_IN_FOR
    return LATE if late else "hadir"


def _zone(pertemuan: Pertemuan) -> str:
    return pertemuan.paket.gugus.zone.name

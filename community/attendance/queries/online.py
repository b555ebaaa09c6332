"""What the room of a pertemuan says of who was there, beside what the sheet says."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from community.accounts.models import Guru
from community.attendance.models import Kehadiran, OnlineChoice, OnlineLeast, OnlinePresence
from community.attendance.queries.sheet import SheetRow
from community.attendance.rules import ABSENT, LONGER, TWICE, UNRECORDED, UNSEEN, finding, least_minutes
from community.discussion.models import Room
from community.discussion.queries.archive import Cell, Section, Table
from community.discussion.queries.presence import Trace, traces_at
from community.discussion.rules.presence import Span
from community.kernel.database import db
from community.kernel.indonesian import pukul, rentang
from community.lokakarya.models import Pertemuan


class Online(NamedTuple):
    """One person in the room of a pertemuan."""

    masuk_at: datetime | None
    keluar_at: datetime | None
    minutes: int
    connections: int
    asked: int
    answered: int
    is_here: bool = False

    def said(self, zone: str) -> str:
        """In words: from when to when, how many minutes, how often the line was dropped, what was answered."""
        parts = []
        if self.masuk_at and self.keluar_at:
            until = "" if self.is_here else f"{rentang(self.masuk_at, self.keluar_at, zone)}, "
            since = f"sejak {pukul(self.masuk_at, zone)}, masih tersambung, " if self.is_here else ""
            parts.append(f"{until}{since}{self.minutes} menit")
        if self.connections > 1:
            parts.append(f"tersambung {self.connections} kali")
        if self.asked:
            parts.append(f"menjawab {self.answered} dari {self.asked}")
        return ", ".join(parts)


class Finding(NamedTuple):
    """Something to decide of one person."""

    kind: str  # as rules.finding says
    row: SheetRow
    online: Online

    @property
    def guru(self) -> Guru:
        return self.row.guru


class OnlineSheet(NamedTuple):
    """What the room says of everyone on the sheet."""

    least: int
    set_by: OnlineLeast | None
    by_guru: Mapping[str, Online]
    findings: Mapping[str, Sequence[Finding]]  # by kind

    @property
    def open_number(self) -> int:
        """How many wait for a pengurus."""
        return sum(len(self.findings.get(kind, ())) for kind in (UNRECORDED, ABSENT, LONGER, UNSEEN, TWICE))


NOTHING = Online(None, None, 0, 0, 0, 0)


def online_from(trace: Trace, pertemuan: Pertemuan) -> Online:
    """The same, of a trace in the room."""
    minutes = trace.minutes_in(Span(pertemuan.starts_at, pertemuan.ends_at))
    here = trace.is_here and trace.left_at is not None and trace.left_at < pertemuan.ends_at
    return Online(trace.came_at, trace.left_at, minutes, trace.connections, trace.asked, trace.answered, here)


def online_at(pertemuan: Pertemuan) -> dict[str, Online]:
    """Everyone who was in the room, as the connections have it at this moment."""
    found = {guru_id: online_from(trace, pertemuan) for guru_id, trace in traces_at(pertemuan).items()}
    return {guru_id: each for guru_id, each in found.items() if each.masuk_at or each.answered}


def online_of(pertemuan_id: str, guru_id: str) -> Online | None:
    """One person, as it was counted last."""
    query = select(OnlinePresence).where(OnlinePresence.pertemuan_id == pertemuan_id, OnlinePresence.guru_id == guru_id)
    row = db.session.scalar(query)
    return _online(row) if row else None


def least_at(pertemuan: Pertemuan) -> tuple[int, OnlineLeast | None]:
    """From how many minutes a connection may be taken for presence, and who said so, if anyone did."""
    query = select(OnlineLeast).where(OnlineLeast.pertemuan_id == pertemuan.id).options(joinedload(OnlineLeast.by))
    chosen = db.session.scalar(query.order_by(OnlineLeast.at.desc(), OnlineLeast.id.desc()).limit(1))
    return (chosen.minutes if chosen else least_minutes(pertemuan.minutes)), chosen


def online_sheet(pertemuan: Pertemuan, rows: Sequence[SheetRow]) -> OnlineSheet | None:
    """What the room says of the people of a sheet; None where nobody was in it. Few queries however many people."""
    online = online_at(pertemuan)
    if not online:
        return None
    least, chosen = least_at(pertemuan)
    let_stand = _let_stand(pertemuan.id)
    used = any(each.minutes >= least for each in online.values()) and pertemuan.is_over
    findings: defaultdict[str, list[Finding]] = defaultdict(list)
    for row in rows:
        there, recorded = online.get(row.guru.id, NOTHING), row.kehadiran
        kind = finding(
            row.status,
            recorded.via if recorded else "",
            there.minutes,
            least,
            taken=recorded.minutes if recorded else None,
            present=recorded is not None and recorded.is_present,
            mode=pertemuan.mode,
            room_used=used,
        )
        if kind and not _stands(let_stand.get(row.guru.id), recorded):
            findings[kind].append(Finding(kind, row, there))
    return OnlineSheet(least, chosen, online, dict(findings))


def attendance_section(room: Room) -> Section | None:
    """For the archive of a room: who is recorded as present. Why others were not there is nobody's business."""
    if room.pertemuan is None:
        return None
    query = select(Kehadiran).where(Kehadiran.pertemuan_id == room.pertemuan_id).options(joinedload(Kehadiran.guru))
    present = sorted(
        (each for each in db.session.scalars(query) if each.is_present), key=lambda each: each.guru.name_key
    )
    if not present:
        return None
    rows: list[tuple[Cell, ...]] = [(each.guru.named, each.status_name, each.masuk_at) for each in present]
    return Section("kehadiran", "Daftar hadir", [], [Table("", ("Nama", "Kehadiran", "Masuk"), rows)])


def _online(row: OnlinePresence) -> Online:
    return Online(row.masuk_at, row.keluar_at, row.minutes, row.connections, row.asked, row.answered)


def _let_stand(pertemuan_id: str) -> dict[str, OnlineChoice]:
    query = select(OnlineChoice).where(OnlineChoice.pertemuan_id == pertemuan_id)
    return {each.guru_id: each for each in db.session.scalars(query.order_by(OnlineChoice.at, OnlineChoice.id))}


def _stands(choice: OnlineChoice | None, recorded: Kehadiran | None) -> bool:
    """Whether somebody has seen it and nothing was recorded since."""
    return choice is not None and recorded is not None and choice.at >= recorded.at

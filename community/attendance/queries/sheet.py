"""Reads of attendance. What leads here (a pertemuan, a paket) was reached through the person before."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, func, select, union
from sqlalchemy.orm import joinedload

from community.accounts.models import Guru
from community.attendance.models import PRESENT, Correction, Kehadiran, Mark
from community.gugus.models import Anggota
from community.kernel.database import db
from community.kernel.reading import prepared
from community.lokakarya.models import Paket, PaketRole, Pertemuan
from community.lokakarya.queries import peserta_of


@dataclass(frozen=True)
class SheetRow:
    """One person on the sheet, and what is recorded of them."""

    guru: Guru
    kehadiran: Kehadiran | None

    @property
    def status(self) -> str:
        return self.kehadiran.status if self.kehadiran else ""

    @property
    def mark(self) -> str:
        """Which recording this is, for a page that is posted later: another one has come if it differs then."""
        return mark_of_recorded(self.kehadiran)


def mark_of_recorded(kehadiran: Kehadiran | None) -> str:
    """When and how something was recorded; empty for nothing."""
    return f"{kehadiran.at.isoformat()} {kehadiran.via}" if kehadiran else ""


def kehadiran_of(pertemuan_id: str) -> dict[str, Kehadiran]:
    """What is recorded at a pertemuan, by the person's id."""
    rows = db.session.scalars(select(Kehadiran).where(Kehadiran.pertemuan_id == pertemuan_id))
    return {row.guru_id: row for row in rows}


def check_in_of(guru_id: str, pertemuan_id: str) -> Kehadiran | None:
    """What is recorded of one person at one pertemuan."""
    return db.session.scalar(*_check_in(pertemuan_id=pertemuan_id, guru_id=guru_id))


@prepared
def _check_in(pertemuan_id: Any, guru_id: Any) -> Select[Any]:
    return select(Kehadiran).where(Kehadiran.pertemuan_id == pertemuan_id, Kehadiran.guru_id == guru_id)


def expected_ids(paket: Paket) -> set[str]:
    """Whose attendance is expected: active anggota, and everyone with a role in the paket. One query."""
    anggota = select(Anggota.guru_id).where(Anggota.gugus_id == paket.gugus_id, Anggota.left_at.is_(None))
    given = select(PaketRole.guru_id).where(PaketRole.paket_id == paket.id)
    return set(db.session.scalars(union(anggota, given)))


def sheet_of(pertemuan: Pertemuan) -> list[SheetRow]:
    """Everyone expected, and everyone recorded though no longer expected, by name."""
    recorded = kehadiran_of(pertemuan.id)
    people = {guru.id: guru for guru in peserta_of(pertemuan.paket)}
    gone = [guru_id for guru_id in recorded if guru_id not in people]
    if gone:
        query = select(Guru).where(Guru.id.in_(gone)).options(joinedload(Guru.sekolah))
        people |= {guru.id: guru for guru in db.session.scalars(query)}
    rows = [SheetRow(guru, recorded.get(guru_id)) for guru_id, guru in people.items()]
    return sorted(rows, key=lambda row: (row.guru.name_key, row.guru.id))


def counted(rows: list[SheetRow]) -> Counter[str]:
    """How many of each status; "" counts who is not recorded yet."""
    return Counter(row.status for row in rows)


class Presence(NamedTuple):
    """What of a Kehadiran counts in a paket."""

    pertemuan_id: str
    guru_id: str
    status: str
    keluar_at: datetime | None
    minutes: int | None = None

    @property
    def is_present(self) -> bool:
        return self.status in PRESENT


def presence_in(paket_id: str) -> list[Presence]:
    """All that is recorded at the pertemuan of a paket, cancelled ones too."""
    return [Presence(*row) for row in db.session.execute(*_presence_in(paket_id=paket_id))]


@prepared
def _presence_in(paket_id: Any) -> Select[str, str, str, datetime | None, int | None]:
    query = select(Kehadiran.pertemuan_id, Kehadiran.guru_id, Kehadiran.status, Kehadiran.keluar_at, Kehadiran.minutes)
    return query.join(Kehadiran.pertemuan).where(Pertemuan.paket_id == paket_id)


def newest_at(pertemuan_id: str, limit: int) -> list[Kehadiran]:
    """Who is present, at most `limit` of them, the newest first, with their names and schools."""
    query = (
        select(Kehadiran)
        .where(Kehadiran.pertemuan_id == pertemuan_id, Kehadiran.status.in_(PRESENT))
        .options(joinedload(Kehadiran.guru).joinedload(Guru.sekolah))
        .order_by(Kehadiran.at.desc(), Kehadiran.id)
        .limit(limit)
    )
    return list(db.session.scalars(query))


def present_counts(pertemuan_ids: list[str]) -> dict[str, int]:
    """How many are present at each pertemuan: one query for any number of them."""
    query = (
        select(Kehadiran.pertemuan_id, func.count())
        .where(Kehadiran.pertemuan_id.in_(pertemuan_ids), Kehadiran.status.in_(PRESENT))
        .group_by(Kehadiran.pertemuan_id)
    )
    return dict(db.session.execute(query).all())


def mine_in(paket: Paket, guru_id: str) -> dict[str, Kehadiran]:
    """What is recorded of one person in a paket, by pertemuan."""
    query = (
        select(Kehadiran).join(Kehadiran.pertemuan).where(Pertemuan.paket_id == paket.id, Kehadiran.guru_id == guru_id)
    )
    return {row.pertemuan_id: row for row in db.session.scalars(query)}


def marks_of(pertemuan_id: str) -> dict[str, list[Mark]]:
    """Every mark of a pertemuan by person, oldest first."""
    found: dict[str, list[Mark]] = defaultdict(list)
    query = (
        select(Mark).where(Mark.pertemuan_id == pertemuan_id).options(joinedload(Mark.by)).order_by(Mark.at, Mark.id)
    )
    for mark in db.session.scalars(query):
        found[mark.guru_id].append(mark)
    return found


def corrections_of(pertemuan_id: str) -> list[Correction]:
    """Corrections proposed for a pertemuan, the undecided first."""
    query = (
        select(Correction)
        .where(Correction.pertemuan_id == pertemuan_id)
        .options(joinedload(Correction.guru), joinedload(Correction.proposed_by))
        .order_by(Correction.decided_at.is_not(None), Correction.proposed_at.desc(), Correction.id)
    )
    return list(db.session.scalars(query))

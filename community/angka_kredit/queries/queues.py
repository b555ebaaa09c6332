"""What waits for whom: the koordinator's queue, the head's and the dinas' signatures, differences, schools
without one.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from community.accounts.models import Appointment, Guru
from community.accounts.queries import Task, holders
from community.angka_kredit.models import Difference, Usulan
from community.angka_kredit.queries.reach import whole
from community.kernel.clock import today
from community.kernel.database import db
from community.wilayah.models import Sekolah

LONGEST = 50  # of a queue, on one page


@dataclass(frozen=True)
class Queue:
    """The first of what waits, and how much there is."""

    usulan: list[Usulan]
    count: int


def schools_of(guru: Guru, office: str) -> list[Sekolah]:
    """The schools over which `guru` holds `office` today, by name."""
    ids = [each.sekolah_id for each in guru.offices_on(today()) if each.office == office and each.sekolah_id]
    return list(db.session.scalars(select(Sekolah).where(Sekolah.id.in_(ids)).order_by(Sekolah.name))) if ids else []


def verification_queue(guru: Guru, schools: list[Sekolah]) -> Queue:
    """What was submitted from `schools`, the oldest first; never one's own."""
    return _queue(_to_verify(guru, schools), Usulan.submitted_at)


def verification_count(guru: Guru, schools: list[Sekolah]) -> int:
    query = select(func.count()).select_from(Usulan).where(_to_verify(guru, schools))
    return db.session.scalar(query) or 0


def open_differences(guru: Guru, schools: list[Sekolah]) -> list[Difference]:
    """Differences that wait to be settled in `schools`, the oldest first; never one's own."""
    query = (
        select(Difference)
        .join(Difference.usulan)
        .where(
            Difference.settled_at.is_(None),
            Usulan.sekolah_id.in_([each.id for each in schools]),
            Usulan.guru_id != guru.id,
        )
        .options(
            contains_eager(Difference.usulan).options(joinedload(Usulan.guru), joinedload(Usulan.paket)),
            joinedload(Difference.kegiatan),
        )
    )
    return list(db.session.scalars(query.order_by(Difference.at, Difference.id).limit(LONGEST)))


def decided_lately(guru: Guru, schools: list[Sekolah]) -> list[Usulan]:
    """What was recognised in `schools`, the newest first: where a reversal begins."""
    query = select(Usulan).where(
        Usulan.state == "diakui",
        Usulan.sekolah_id.in_([each.id for each in schools]),
        Usulan.guru_id != guru.id,
    )
    return list(db.session.scalars(whole(query).order_by(Usulan.submitted_at.desc(), Usulan.id).limit(10)))


def ratification_queue(guru: Guru) -> Queue:
    """Reports that wait for the signature of `guru`, as head of a school or as the dinas over a head."""
    return _queue(_to_ratify(guru), Usulan.forwarded_at)


def ratification_count(guru: Guru) -> int:
    condition = _to_ratify(guru)
    if condition is None:
        return 0
    query = select(func.count()).select_from(Usulan).join(Usulan.guru).where(condition)
    return db.session.scalar(query) or 0


def own_counts(guru: Guru) -> dict[str, int]:
    """How many of one's own claims are in each state."""
    query = select(Usulan.state, func.count()).where(Usulan.guru_id == guru.id).group_by(Usulan.state)
    return {row[0]: row[1] for row in db.session.execute(query)}


def deciders_of(usulan: Usulan) -> list[Guru]:
    """Who may decide a claim today: the koordinator PKB of its sekolah, never its owner."""
    if usulan.sekolah_id is None:
        return []
    found = holders("koordinator_pkb", sekolah_id=usulan.sekolah_id, on=today())
    return [each for each in found if each.id != usulan.guru_id]


def schools_waiting() -> list[Task]:
    """For the operator: each sekolah where someone waits and nobody but the owner may decide."""
    day = today()
    held = exists().where(
        Appointment.office == "koordinator_pkb",
        Appointment.sekolah_id == Usulan.sekolah_id,
        Appointment.guru_id != Usulan.guru_id,
        Appointment.ended_at.is_(None),
        Appointment.from_on <= day,
        or_(Appointment.until_on.is_(None), Appointment.until_on >= day),
    )
    query = (
        select(Sekolah.name, func.count())
        .join(Usulan, Usulan.sekolah_id == Sekolah.id)
        .where(Usulan.state == "diajukan", ~held)
        .group_by(Sekolah.id, Sekolah.name)
        .order_by(Sekolah.name)
    )
    return [
        Task(f"{name} memerlukan koordinator PKB: {count} usulan menunggu.", "/kelola/jabatan")
        for name, count in db.session.execute(query)
    ]


def _queue(condition: ColumnElement[bool] | None, oldest: Any) -> Queue:
    if condition is None:
        return Queue([], 0)
    query = select(Usulan).join(Usulan.guru).where(condition)
    found = list(db.session.scalars(whole(query).order_by(oldest, Usulan.id).limit(LONGEST)))
    if len(found) < LONGEST:
        return Queue(found, len(found))
    count = db.session.scalar(select(func.count()).select_from(Usulan).join(Usulan.guru).where(condition))
    return Queue(found, count or 0)


def _to_verify(guru: Guru, schools: list[Sekolah]) -> ColumnElement[bool]:
    ids = [each.id for each in schools]
    return and_(Usulan.state == "diajukan", Usulan.sekolah_id.in_(ids), Usulan.guru_id != guru.id)


def _to_ratify(guru: Guru) -> ColumnElement[bool] | None:
    offices = guru.offices_on(today())
    schools = [each.sekolah_id for each in offices if each.office == "kepala_sekolah"]
    regions = [each.wilayah_code for each in offices if each.office == "dinas" and each.wilayah_code]
    ways: list[ColumnElement[bool]] = []
    if schools:
        ways.append(Guru.sekolah_id.in_(schools))
    ways += [_is_head_in(code) for code in regions]
    if not ways:
        return None
    return and_(Usulan.state == "dilengkapi", Usulan.guru_id != guru.id, or_(*ways))


def _is_head_in(code: str) -> ColumnElement[bool]:
    day = today()
    return exists().where(
        Appointment.guru_id == Usulan.guru_id,
        Appointment.office == "kepala_sekolah",
        Appointment.ended_at.is_(None),
        Appointment.from_on <= day,
        or_(Appointment.until_on.is_(None), Appointment.until_on >= day),
        Sekolah.id == Appointment.sekolah_id,
        or_(Sekolah.kecamatan_code == code, Sekolah.kecamatan_code.startswith(code + ".")),
    )

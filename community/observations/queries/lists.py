"""Lists: what is mine, what waits for me, the schedule of a gugus, what is due."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from community.accounts.models import Guru
from community.gugus.models import Anggota, Gugus
from community.kernel.clock import now, today
from community.kernel.database import db
from community.lokakarya.models import Pertemuan
from community.observations.models import FollowUp, Observation, ObservationParticipant
from community.observations.queries.reach import loaded
from community.observations.rules import TEACHER

MOST = 100
SOON = timedelta(hours=24)  # how long before it starts everyone is reminded
DUE_WITHIN = timedelta(days=7)


def mine(guru: Guru, limit: int = MOST) -> list[Observation]:
    """The observations of which `guru` is teacher or observer, the latest first."""
    query = _with_people(select(Observation).where(_takes_part(guru.id)))
    return list(db.session.scalars(query.order_by(Observation.starts_at.desc(), Observation.id).limit(limit)))


@dataclass(frozen=True)
class Visit:
    """One line of the schedule. `reached`: the reader takes part; otherwise it holds only who, whom and when."""

    observation: Observation
    reached: bool


def visits_in(gugus: Gugus, guru: Guru, *, everyone: bool) -> list[Visit]:
    """What is planned in `gugus` from a week ago on, in order: all of it for pengurus, else one's own."""
    query = _with_people(select(Observation).where(Observation.gugus_id == gugus.id))
    query = query.where(Observation.ends_at > now() - timedelta(days=7))
    if not everyone:
        query = query.where(_takes_part(guru.id))
    rows = db.session.scalars(query.order_by(Observation.starts_at, Observation.id).limit(2 * MOST))
    found = [(row, row.participant(guru.id)) for row in rows]
    return [Visit(row, bool(part and part.answer != "tolak")) for row, part in found]


def waiting_for_me(guru: Guru) -> list[Observation]:
    """For the front page: asked and not answered, coming within a week, and closed but not read by its teacher."""
    asked = exists().where(
        ObservationParticipant.observation_id == Observation.id,
        ObservationParticipant.guru_id == guru.id,
        ObservationParticipant.answer == "",
    )
    near = and_(Observation.starts_at > now() - timedelta(days=30), Observation.starts_at < now() + timedelta(days=7))
    query = _with_people(select(Observation).where(_takes_part(guru.id), or_(asked, near)))
    found = db.session.scalars(query.order_by(Observation.starts_at, Observation.id).limit(20))
    return [each for each in found if _waits(each, guru)]


def due_follow_ups(guru: Guru) -> list[FollowUp]:
    """What `guru` is to do within a week, or should have done, of observations; the earliest date first."""
    query = (
        select(FollowUp)
        .join(FollowUp.observation)
        .where(
            FollowUp.who_id == guru.id,
            FollowUp.done_at.is_(None),
            FollowUp.withdrawn_at.is_(None),
            or_(FollowUp.until_on.is_(None), FollowUp.until_on <= today() + DUE_WITHIN),
            _takes_part(guru.id),
        )
        .options(contains_eager(FollowUp.observation).joinedload(Observation.gugus).joinedload(Gugus.wilayah))
        .order_by(FollowUp.until_on.is_(None), FollowUp.until_on, FollowUp.at)
    )
    return list(db.session.scalars(query.limit(20)))


def of_pertemuan(pertemuan: Pertemuan) -> list[Observation]:
    """The observations that belong to a pertemuan, in order."""
    query = _with_people(select(Observation).where(Observation.pertemuan_id == pertemuan.id))
    return list(db.session.scalars(query.order_by(Observation.starts_at, Observation.id)))


def to_remind() -> list[Observation]:
    """What begins within a day and of which nobody was reminded yet."""
    query = select(Observation).where(
        Observation.reminded_at.is_(None),
        Observation.starts_at > now(),
        Observation.starts_at <= now() + SOON,
    )
    return [each for each in db.session.scalars(loaded(query).limit(200)) if each.takes_place]


def _takes_part(guru_id: str) -> ColumnElement[bool]:
    """Teacher, or an observer who did not decline and did not leave the gugus."""
    part = ObservationParticipant
    membership = exists().where(Anggota.gugus_id == Observation.gugus_id, Anggota.guru_id == guru_id)
    stays = or_(membership.where(Anggota.left_at.is_(None)), ~membership)
    return exists().where(
        part.observation_id == Observation.id,
        part.guru_id == guru_id,
        or_(part.part == TEACHER, and_(part.answer != "tolak", stays)),
    )


def _waits(observation: Observation, guru: Guru) -> bool:
    part = observation.participant(guru.id)
    if part is None or observation.end:
        return False
    if part.part == TEACHER and observation.state == "ditutup":
        return True
    return not part.answer or (observation.takes_place and not part.closed_at and observation.state != "dibaca")


def _with_people(query):  # type: ignore[no-untyped-def]
    return query.options(
        joinedload(Observation.gugus).joinedload(Gugus.wilayah),
        joinedload(Observation.teacher).joinedload(Guru.sekolah),
        joinedload(Observation.sekolah),
        selectinload(Observation.participants).joinedload(ObservationParticipant.guru).joinedload(Guru.sekolah),
    )

"""Who may be observed or asked to observe, and who was not observed for long: the bare fact, nothing of the lesson."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import joinedload

from community.accounts.models import Appointment, Guru
from community.accounts.queries import kepala_of
from community.gugus.models import Anggota, Gugus, GugusSekolah
from community.kernel.clock import now, today
from community.kernel.database import db
from community.lokakarya.models import Paket, PaketRole
from community.observations.models import Observation, ObservationParticipant
from community.observations.models.observation import observed_since
from community.observations.rules import OBSERVER, TEACHER
from community.wilayah.models import Sekolah


def candidates_of(gugus: Gugus, paket: Paket | None = None) -> list[Guru]:
    """Who may take part: anggota, the heads of its member schools, and who has a role in `paket`; by name."""
    day = today(gugus.zone.name)
    anggota = select(Anggota.guru_id).where(Anggota.gugus_id == gugus.id, Anggota.left_at.is_(None))
    former = select(Anggota.guru_id).where(Anggota.gugus_id == gugus.id, Anggota.left_at.is_not(None))
    heads = (
        select(Appointment.guru_id)
        .join(GugusSekolah, GugusSekolah.sekolah_id == Appointment.sekolah_id)
        .where(GugusSekolah.gugus_id == gugus.id, Appointment.office == "kepala_sekolah", _runs(day))
    )
    ways = [Guru.id.in_(anggota), and_(Guru.id.in_(heads), Guru.id.not_in(former))]
    if paket is not None:
        named = select(PaketRole.guru_id).where(PaketRole.paket_id == paket.id)
        ways.append(and_(Guru.id.in_(named), Guru.id.not_in(former)))
    query = select(Guru).where(or_(*ways), Guru.erased_at.is_(None)).options(joinedload(Guru.sekolah))
    return list(db.session.scalars(query.order_by(Guru.name_key, Guru.id)))


def head_of(observation: Observation) -> Guru | None:
    """The head of the teacher's school today, whom the teacher may let read; not the teacher's own self."""
    sekolah_id = observation.teacher.sekolah_id
    head = kepala_of(sekolah_id, today(observation.zone)) if sekolah_id else None
    return head if head and head.id != observation.teacher_id else None


def unobserved_in(gugus: Gugus) -> list[Guru]:
    """The anggota of `gugus` whom nobody observed for thirty days, by name."""
    query = select(Guru).join(Anggota, Anggota.guru_id == Guru.id)
    query = query.where(Anggota.gugus_id == gugus.id, Anggota.left_at.is_(None), ~_observed(observed_since(now())))
    return list(db.session.scalars(query.options(joinedload(Guru.sekolah)).order_by(Guru.name_key, Guru.id)))


def heads_schools(guru: Guru) -> list[str]:
    """The schools that `guru` heads today."""
    held = guru.offices_on(today())
    return [each.sekolah_id for each in held if each.office == "kepala_sekolah" and each.sekolah_id]


def unobserved_at(sekolah_ids: Iterable[str], without: str) -> list[Guru]:
    """The teachers of these schools, but for one, whom nobody observed for thirty days, by school and name."""
    query = select(Guru).join(Guru.sekolah).where(Guru.sekolah_id.in_(list(sekolah_ids)), Guru.erased_at.is_(None))
    query = query.where(Guru.id != without, ~_observed(observed_since(now())))
    return list(db.session.scalars(query.options(joinedload(Guru.sekolah)).order_by(Sekolah.name, Guru.name_key)))


def observes_in(gugus: Gugus, guru: Guru) -> bool:
    """Whether `guru` is an observer in an observation of `gugus`."""
    query = select(ObservationParticipant.id).join(ObservationParticipant.observation)
    query = query.where(
        Observation.gugus_id == gugus.id,
        ObservationParticipant.guru_id == guru.id,
        ObservationParticipant.part == OBSERVER,
        ObservationParticipant.answer == "terima",
    )
    return db.session.scalar(query.limit(1)) is not None


def _observed(since: datetime) -> ColumnElement[bool]:
    """An observer closed a sheet about this person since then."""
    return (
        exists()
        .where(
            Observation.teacher_id == Guru.id,
            Observation.starts_at >= since,
            ObservationParticipant.observation_id == Observation.id,
            ObservationParticipant.part != TEACHER,
            ObservationParticipant.closed_at.is_not(None),
        )
        .correlate(Guru)
    )


def _runs(day: object) -> ColumnElement[bool]:
    return and_(
        Appointment.ended_at.is_(None),
        Appointment.from_on <= day,
        or_(Appointment.until_on.is_(None), Appointment.until_on >= day),
    )

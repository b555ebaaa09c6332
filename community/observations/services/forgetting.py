"""When a person's own data are erased, so is what was observed of that person."""

from typing import Any

from sqlalchemy import delete, select

from community.kernel.clock import now
from community.kernel.command import SYSTEM
from community.kernel.database import db
from community.kernel.files import discard
from community.observations.models import (
    FollowUp,
    HeadGrant,
    Observation,
    ObservationAnswer,
    ObservationParticipant,
    ObservationPhoto,
    SharedLesson,
)
from community.observations.rules import TEACHER
from community.observations.services.holding import step

_CONTENT: tuple[Any, ...] = (ObservationAnswer, FollowUp, HeadGrant, SharedLesson)


def forget_guru(guru_id: str) -> None:
    """Part of an act: take what was written about an erased teacher, and call off what was planned.

    What an erased observer wrote belongs to the teacher it is about, and stays without the name.
    """
    query = select(Observation).join(ObservationParticipant).where(ObservationParticipant.guru_id == guru_id)
    for observation in list(db.session.scalars(query)):
        part = observation.participant(guru_id)
        if part is None:
            continue
        part.reason = ""
        if part.part == TEACHER:
            _empty(observation)
        elif not observation.end and part.closed_at is None:
            part.answer, part.answered_at = "tolak", now()
        lost = part.part == TEACHER or not observation.observers
        if lost and not observation.end:
            step(SYSTEM, observation, "dibatalkan", "akun dihapus pemiliknya")


def _empty(observation: Observation) -> None:
    for photo in db.session.scalars(select(ObservationPhoto).where(ObservationPhoto.observation_id == observation.id)):
        stored = photo.file
        db.session.delete(photo)
        db.session.flush()
        discard(stored)
    for kind in _CONTENT:
        db.session.execute(
            delete(kind).where(kind.observation_id == observation.id).execution_options(synchronize_session=False)
        )
    observation.class_name = observation.mapel = observation.topic = ""
    observation.sekolah_id = None
    db.session.expire(observation, ["grants"])

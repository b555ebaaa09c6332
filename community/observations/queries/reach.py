"""Reached through the person: for everyone else there is no such observation, not even for an operator."""

from datetime import timedelta
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from community.accounts.models import Guru
from community.gugus.models import Gugus
from community.kernel.clock import now
from community.kernel.database import db
from community.kernel.errors import NotFound
from community.kernel.reading import prepared
from community.kernel.trail import Activity, trail_of
from community.observations.models import FollowUp, Observation, ObservationPhoto

READING = "membaca observasi ini"
_AGAIN = timedelta(hours=12)  # one reading, however many pages of it


def observation_of(guru: Guru, observation_id: str) -> Observation:
    """An observation of which `guru` is teacher or observer, or which its teacher lets `guru`, the head, read.

    Raises NotFound.
    """
    found = db.session.scalar(*_observation(observation_id=observation_id))
    if found is None or not found.roles_of(guru):
        raise NotFound
    return found


@prepared
def _observation(observation_id: Any) -> Select[Any]:
    return loaded(select(Observation).where(Observation.id == observation_id))


def loaded(query: Select[Any]) -> Select[Any]:
    """A query of Observation with what every page of it shows."""
    return query.options(
        joinedload(Observation.gugus).joinedload(Gugus.wilayah),
        joinedload(Observation.edition),
        joinedload(Observation.teacher).joinedload(Guru.sekolah),
        joinedload(Observation.sekolah),
    )


def photo_of(guru: Guru, observation_id: str, photo_id: str) -> ObservationPhoto:
    """A photo that `guru` may see. Raises NotFound."""
    photo = db.session.get(ObservationPhoto, photo_id)
    if photo is None or photo.observation_id != observation_id or not may_read_photo(guru, photo_id):
        raise NotFound
    return photo


def may_read_photo(guru: Guru, photo_id: str) -> bool:
    """Whether `guru` may see the bytes of a photo: who made it, and for others once its sheet is closed."""
    photo = db.session.get(ObservationPhoto, photo_id)
    if photo is None or not photo.observation.roles_of(guru):
        return False
    return is_shown(photo.observation, photo.field, photo.guru_id, guru.id)


def is_shown(observation: Observation, field: str, by_id: str, to_id: str) -> bool:
    """Whether what `by_id` wrote into `field` is shown to `to_id`: a sheet is its observer's own until closed."""
    found = observation.edition.instrument.parts.get(field)
    if by_id == to_id or found is None or not found[0].sheet or by_id == observation.teacher_id:
        return True
    author = observation.participant(by_id)
    return author is not None and author.closed_at is not None


def follow_up_of(guru: Guru, observation_id: str, follow_up_id: str) -> FollowUp:
    """A follow-up of an observation that `guru` reaches. Raises NotFound."""
    observation = observation_of(guru, observation_id)
    found = db.session.get(FollowUp, follow_up_id)
    if found is None or found.observation_id != observation.id:
        raise NotFound
    return found


def next_cycles(guru: Guru, observation: Observation) -> list[Observation]:
    """The cycles that were made from the reflection of `observation`, as far as `guru` reaches them."""
    query = loaded(select(Observation).where(Observation.follows_id == observation.id)).order_by(Observation.starts_at)
    return [each for each in db.session.scalars(query) if each.roles_of(guru)]


def readings_of(observation_id: str) -> list[Activity]:
    """Who did and read what, newest first: for its teacher."""
    return trail_of("observasi", observation_id)


def was_read_lately(observation_id: str, guru_id: str) -> bool:
    """Whether this reader's reading stands in the trail already."""
    query = select(Activity.id).where(
        Activity.about_kind == "observasi",
        Activity.about_id == observation_id,
        Activity.actor_id == guru_id,
        Activity.sentence == READING,
        Activity.at > now() - _AGAIN,
    )
    return db.session.scalar(query.limit(1)) is not None

"""What teachers shared with their gugus, without names."""

from sqlalchemy import select

from community.gugus.models import Gugus
from community.kernel.database import db
from community.kernel.errors import NotFound
from community.observations.models import SharedLesson


def lessons_of(gugus: Gugus, limit: int = 30) -> list[SharedLesson]:
    """What was shared with `gugus` and not withdrawn, newest first."""
    query = select(SharedLesson).where(SharedLesson.gugus_id == gugus.id, SharedLesson.withdrawn_at.is_(None))
    return list(db.session.scalars(query.order_by(SharedLesson.shared_at.desc(), SharedLesson.id).limit(limit)))


def lesson_in(gugus: Gugus, lesson_id: str) -> SharedLesson:
    """One of them. Raises NotFound."""
    query = select(SharedLesson).where(SharedLesson.id == lesson_id, SharedLesson.gugus_id == gugus.id)
    found = db.session.scalar(query.where(SharedLesson.withdrawn_at.is_(None)))
    if found is None:
        raise NotFound
    return found


def lessons_shared_from(observation_id: str) -> list[SharedLesson]:
    """What its teacher shared of an observation, newest first; what was withdrawn too."""
    query = select(SharedLesson).where(SharedLesson.observation_id == observation_id)
    return list(db.session.scalars(query.order_by(SharedLesson.shared_at.desc(), SharedLesson.id)))

"""What was written, as one person may see it."""

from collections import defaultdict
from dataclasses import dataclass, field

from sqlalchemy import func, select
from sqlalchemy.orm import aliased, joinedload

from community.accounts.models import Guru
from community.kernel.database import db
from community.observations.models import FollowUp, Observation, ObservationAnswer, ObservationPhoto
from community.observations.queries.reach import is_shown


@dataclass
class Shown:
    """The answers that count now, of the reader and of the others, and the photos."""

    own: dict[str, ObservationAnswer] = field(default_factory=dict)  # by field
    others: dict[str, list[ObservationAnswer]] = field(default_factory=lambda: defaultdict(list))  # by field
    beside: dict[str, ObservationAnswer] = field(default_factory=dict)  # by field: what came from elsewhere meanwhile
    photos: dict[str, list[ObservationPhoto]] = field(default_factory=lambda: defaultdict(list))  # by field

    def all_of(self, key: str) -> list[ObservationAnswer]:
        """Everyone's answer to one field that is not empty, the reader's first."""
        found = [self.own[key]] if key in self.own else []
        return [each for each in (*found, *self.others.get(key, ())) if each.value]


def shown_to(guru: Guru, observation: Observation) -> Shown:
    """What `guru` may see of what was written: three queries."""
    shown = Shown()
    for answer in _last(observation.id):
        if answer.guru_id == guru.id:
            shown.own[answer.field] = answer
        elif is_shown(observation, answer.field, answer.guru_id, guru.id):
            shown.others[answer.field].append(answer)
    order = {each.guru_id: each.number for each in observation.participants}
    for answers in shown.others.values():
        answers.sort(key=lambda each: order.get(each.guru_id, 99))
    beside = [each.beside_id for each in shown.own.values() if each.beside_id]
    if beside:
        rows = db.session.scalars(select(ObservationAnswer).where(ObservationAnswer.id.in_(beside)))
        shown.beside = {each.field: each for each in rows}
    for photo in _photos(observation.id):
        if is_shown(observation, photo.field, photo.guru_id, guru.id):
            shown.photos[photo.field].append(photo)
    return shown


def last_answer(observation_id: str, guru_id: str, key: str) -> ObservationAnswer | None:
    """What someone's field holds now, read afresh."""
    query = select(ObservationAnswer).where(
        ObservationAnswer.observation_id == observation_id,
        ObservationAnswer.guru_id == guru_id,
        ObservationAnswer.field == key,
    )
    return db.session.scalar(query.order_by(ObservationAnswer.number.desc()).limit(1))


def answer_sent(observation_id: str, guru_id: str, client_id: str) -> ObservationAnswer | None:
    """The answer that a phone has sent under this name before."""
    query = select(ObservationAnswer).where(
        ObservationAnswer.observation_id == observation_id,
        ObservationAnswer.guru_id == guru_id,
        ObservationAnswer.client_id == client_id,
    )
    return db.session.scalar(query)


def photo_sent(observation_id: str, guru_id: str, client_id: str) -> ObservationPhoto | None:
    """The photo that a phone has sent under this name before."""
    query = select(ObservationPhoto).where(
        ObservationPhoto.observation_id == observation_id,
        ObservationPhoto.guru_id == guru_id,
        ObservationPhoto.client_id == client_id,
    )
    return db.session.scalar(query)


def photos_by(observation_id: str, guru_id: str) -> int:
    """How many photos of someone an observation holds."""
    query = select(func.count(ObservationPhoto.id))
    query = query.where(ObservationPhoto.observation_id == observation_id, ObservationPhoto.guru_id == guru_id)
    return db.session.scalar(query) or 0


def follow_ups_of(observation_id: str) -> list[FollowUp]:
    """What is to be done, oldest first, with who; not what was withdrawn."""
    query = select(FollowUp).where(FollowUp.observation_id == observation_id, FollowUp.withdrawn_at.is_(None))
    return list(db.session.scalars(query.options(joinedload(FollowUp.who)).order_by(FollowUp.at, FollowUp.id)))


def _last(observation_id: str) -> list[ObservationAnswer]:
    later = aliased(ObservationAnswer)
    newest = (
        select(func.max(later.number))
        .where(
            later.observation_id == ObservationAnswer.observation_id,
            later.guru_id == ObservationAnswer.guru_id,
            later.field == ObservationAnswer.field,
        )
        .scalar_subquery()
    )
    query = select(ObservationAnswer).where(ObservationAnswer.observation_id == observation_id)
    return list(db.session.scalars(query.where(ObservationAnswer.number == newest)))


def _photos(observation_id: str) -> list[ObservationPhoto]:
    query = select(ObservationPhoto).where(ObservationPhoto.observation_id == observation_id)
    return list(db.session.scalars(query.order_by(ObservationPhoto.at, ObservationPhoto.id)))

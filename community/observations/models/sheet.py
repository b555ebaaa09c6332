"""What is written during an observation: answers kept one below the other, photos, and what is to be done next."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.accounts.models import Guru
from community.kernel.database import Row
from community.kernel.files import StoredFile
from community.observations.models.observation import Observation
from community.permissions import Role

MOST_PHOTOS = 10  # of one person in one observation


class ObservationAnswer(Row):
    """What one person wrote into one field, once; the last number is shown, the others are its history.

    `client_id` is the phone's own name for this change: sent twice, it is kept once.
    """

    __table_args__ = (
        UniqueConstraint("observation_id", "guru_id", "client_id"),
        UniqueConstraint("observation_id", "guru_id", "field", "number"),
    )

    observation_id: Mapped[str] = mapped_column(ForeignKey("observation.id"))
    guru_id: Mapped[str] = mapped_column(ForeignKey("guru.id"))
    field: Mapped[str]  # a key of Instrument.parts
    number: Mapped[int]
    value: Mapped[str] = mapped_column(Text)
    client_id: Mapped[str]
    written_at: Mapped[datetime]  # by the clock of the phone
    at: Mapped[datetime]
    beside_id: Mapped[str | None]  # the answer that came from elsewhere meanwhile: both are shown


class _OfObservation:
    """What belongs to an observation has its roles, and that of who made it."""

    observation: Mapped[Observation]
    guru_id: Mapped[str]

    def roles_of(self, actor: Guru) -> set[Role]:
        found = self.observation.roles_of(actor)
        return found | {Role.AUTHOR} if found and actor.id == self.guru_id else found


class ObservationPhoto(_OfObservation, Row):
    """A photo of notes, by one person, for one field."""

    __table_args__ = (UniqueConstraint("observation_id", "guru_id", "client_id"),)

    observation_id: Mapped[str] = mapped_column(ForeignKey("observation.id"))
    guru_id: Mapped[str] = mapped_column(ForeignKey("guru.id"))
    field: Mapped[str]
    client_id: Mapped[str]
    file_id: Mapped[str] = mapped_column(ForeignKey("stored_file.id"))
    written_at: Mapped[datetime]
    at: Mapped[datetime]

    observation: Mapped[Observation] = relationship()
    file: Mapped[StoredFile] = relationship(lazy="joined", innerjoin=True)


class FollowUp(_OfObservation, Row):
    """What is to be done after the talk: by whom, until when, and whether it is done."""

    __table_args__ = (
        Index("ix_follow_up_who", "who_id", "done_at"),
        Index("ix_follow_up_observation", "observation_id"),
    )

    observation_id: Mapped[str] = mapped_column(ForeignKey("observation.id"))
    guru_id: Mapped[str] = mapped_column(ForeignKey("guru.id"))  # who wrote it down
    who_id: Mapped[str] = mapped_column(ForeignKey("guru.id"))
    text: Mapped[str] = mapped_column(Text)
    until_on: Mapped[date | None]
    at: Mapped[datetime]
    done_at: Mapped[datetime | None]
    done_by_id: Mapped[str | None]
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by_id: Mapped[str | None]

    observation: Mapped[Observation] = relationship()
    who: Mapped[Guru] = relationship(foreign_keys=who_id)

"""What a teacher shares with the gugus of an observation: a text without names, as it was seen before it went out."""

from datetime import datetime

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.accounts.models import Guru
from community.gugus.models import Gugus
from community.kernel.database import Row
from community.observations.models.observation import Observation
from community.permissions import Role


class SharedLesson(Row):
    """A text for the gugus. Its page names neither the teacher nor the observation it came from."""

    gugus_id: Mapped[str] = mapped_column(ForeignKey("gugus.id"), index=True)
    observation_id: Mapped[str] = mapped_column(ForeignKey("observation.id"), index=True)
    title: Mapped[str]
    text: Mapped[str] = mapped_column(Text)
    html: Mapped[str] = mapped_column(Text)
    shared_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]

    gugus: Mapped[Gugus] = relationship()
    observation: Mapped[Observation] = relationship()

    def roles_of(self, actor: Guru) -> set[Role]:
        return self.observation.roles_of(actor)

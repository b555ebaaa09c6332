"""The minutes as they were frozen: every edition is kept, and so is every reopening with its reason."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.accounts.models import Guru
from community.kernel.database import Row
from community.notulen.models.shared import SharedNotulen
from community.notulen.rules.minutes import Attendance, Attendee
from community.permissions import Role


class FrozenNotulen(Row):
    """One edition: what stood in the document after change `n`, and who was there.

    `content`: {sections: [{title, text}], decisions: [text], tasks: [{text, guru_id, who, until}]};
    `attendance`: {present: [{guru_id, name, school, status, detail}], others: [[status, number]]}.
    `notulen_id` is the edition in the record of the pertemuan.
    """

    __table_args__ = (UniqueConstraint("document_id", "number"),)

    document_id: Mapped[str] = mapped_column(ForeignKey("shared_notulen.id"))
    number: Mapped[int]
    n: Mapped[int]
    html: Mapped[str]
    content: Mapped[dict[str, Any]]
    attendance: Mapped[dict[str, Any]]
    notulen_id: Mapped[str] = mapped_column(ForeignKey("notulen.id"))
    by_id: Mapped[str] = mapped_column(ForeignKey("guru.id"))
    at: Mapped[datetime]

    document: Mapped[SharedNotulen] = relationship()
    by: Mapped[Guru] = relationship()
    reopening: Mapped["NotulenReopening | None"] = relationship(back_populates="frozen", lazy="joined")

    @property
    def holds(self) -> bool:
        """Whether the notulen is frozen by this edition: nobody has opened it again."""
        return self.reopening is None

    @property
    def tasks(self) -> list[tuple[str, str, date | None]]:
        """What was agreed: the task, who, until when."""
        return [
            (each["text"], each["who"], date.fromisoformat(each["until"]) if each["until"] else None)
            for each in self.content["tasks"]
        ]

    @property
    def there(self) -> Attendance:
        """Who was there, as it was frozen; who has erased the own account since has no name."""
        present, others = self.attendance["present"], self.attendance["others"]
        return Attendance([Attendee(**each) for each in present], [(status, number) for status, number in others])

    def roles_of(self, actor: Guru) -> set[Role]:
        return self.document.roles_of(actor)


class NotulenReopening(Row):
    """A frozen notulen was opened again: by whom, when and why."""

    frozen_id: Mapped[str] = mapped_column(ForeignKey("frozen_notulen.id"), unique=True)
    by_id: Mapped[str] = mapped_column(ForeignKey("guru.id"))
    at: Mapped[datetime]
    reason: Mapped[str]

    by: Mapped[Guru] = relationship()
    frozen: Mapped[FrozenNotulen] = relationship(back_populates="reopening")


class RecordedLine(Row):
    """A line of the document and the keputusan or tindak lanjut that it became."""

    __table_args__ = (UniqueConstraint("document_id", "key", "row_id"),)

    document_id: Mapped[str] = mapped_column(ForeignKey("shared_notulen.id"))
    kind: Mapped[str]  # keputusan | tindak
    key: Mapped[str]
    row_id: Mapped[str]
    at: Mapped[datetime]

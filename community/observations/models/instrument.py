"""Instruments: editions that never change, and the draft of a gugus' own."""

from datetime import datetime
from functools import cached_property
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.accounts.models import Guru
from community.gugus.models import Gugus
from community.kernel.database import Row
from community.observations.rules import Instrument, parsed
from community.permissions import Role


class OwnInstrument(Row):
    """A gugus' own instrument: what its pengurus are writing, and whether it is still offered."""

    gugus_id: Mapped[str] = mapped_column(ForeignKey("gugus.id"), index=True)
    kind: Mapped[str]  # a key of KINDS
    draft: Mapped[dict[str, Any]]  # as Instrument.body(); may be unfinished
    revision: Mapped[int] = mapped_column(default=1)  # rises with every save of the draft
    copied_from: Mapped[str]  # the code of an edition
    made_by_id: Mapped[str]
    made_at: Mapped[datetime]
    saved_by_id: Mapped[str]
    saved_at: Mapped[datetime]
    retired_at: Mapped[datetime | None]
    retired_by_id: Mapped[str | None]

    gugus: Mapped[Gugus] = relationship()
    editions: Mapped[list["InstrumentEdition"]] = relationship(order_by="InstrumentEdition.number", lazy="selectin")

    @property
    def name(self) -> str:
        return str(self.draft.get("name", ""))

    @property
    def last(self) -> "InstrumentEdition | None":
        """The edition that is offered, if one was published."""
        return self.editions[-1] if self.editions else None

    def roles_of(self, actor: Guru) -> set[Role]:
        return self.gugus.roles_of(actor)


class InstrumentEdition(Row):
    """What an instrument said when it was published, or (built in) when it was first used. Never changed."""

    __table_args__ = (UniqueConstraint("instrument_id", "number"),)

    code: Mapped[str] = mapped_column(unique=True)  # bawaan:<key>:<number> or <instrument id>:<number>
    instrument_id: Mapped[str | None] = mapped_column(ForeignKey("own_instrument.id"))  # None: built in
    number: Mapped[int]
    name: Mapped[str]
    kind: Mapped[str]
    body: Mapped[dict[str, Any]]
    by_id: Mapped[str]
    at: Mapped[datetime]

    @cached_property
    def instrument(self) -> Instrument:
        return parsed(self.body)

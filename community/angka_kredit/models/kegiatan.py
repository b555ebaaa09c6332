"""What a paket amounted to for each person, edition by edition."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.accounts.models import Guru
from community.kernel.database import Row
from community.lokakarya.models import Paket


class KegiatanKolektif(Row):
    """What one person did in one paket, as it stood when the paket was closed: an edition.

    Closing again writes the next edition; the last one holds.
    """

    __table_args__ = (
        UniqueConstraint("paket_id", "guru_id", "edition"),
        Index("ix_kegiatan_kolektif_guru", "guru_id"),
    )

    paket_id: Mapped[str] = mapped_column(ForeignKey("paket.id"))
    guru_id: Mapped[str] = mapped_column(ForeignKey("guru.id"))
    edition: Mapped[int]
    role: Mapped[str]
    attended: Mapped[int]
    held: Mapped[int]
    minutes: Mapped[int]
    jp: Mapped[Decimal]
    hasil_present: Mapped[bool]
    first_on: Mapped[date]
    last_on: Mapped[date]
    eligible: Mapped[bool]
    verdict: Mapped[str]  # the stable word of rules.judge
    sentence: Mapped[str]  # why, for the person to read
    regulation: Mapped[str] = mapped_column(default="")
    butir: Mapped[str | None]
    value: Mapped[Decimal | None]
    facts: Mapped[dict[str, Any]] = mapped_column(default=dict)
    written_at: Mapped[datetime]

    paket: Mapped[Paket] = relationship()
    guru: Mapped[Guru] = relationship()

"""Who was there: one Kehadiran per person and pertemuan, every mark that led to it, and corrections."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.accounts.models import Guru
from community.kernel.database import Row
from community.lokakarya.models import Pertemuan
from community.permissions import Role

STATUSES = {
    "hadir": "Hadir",
    "terlambat": "Terlambat",
    "izin": "Izin",
    "sakit": "Sakit",
    "tanpa_keterangan": "Tanpa keterangan",
}
LETTERS = {"H": "hadir", "T": "terlambat", "I": "izin", "S": "sakit", "-": "tanpa_keterangan"}
PRESENT = frozenset({"hadir", "terlambat"})  # terlambat counts as present (product.md section 2)
VIA = {"kode": "kode, sendiri", "qr": "QR, sendiri", "lembar": "lembar pengurus", "koreksi": "koreksi"}


class Kehadiran(Row):
    """What holds now. UNIQUE guards the double tap; the marks say how it came to be."""

    __table_args__ = (UniqueConstraint("pertemuan_id", "guru_id"), Index("ix_kehadiran_guru", "guru_id"))

    pertemuan_id: Mapped[str] = mapped_column(ForeignKey("pertemuan.id"))
    guru_id: Mapped[str] = mapped_column(ForeignKey("guru.id"))
    status: Mapped[str]  # a key of STATUSES
    masuk_at: Mapped[datetime | None]
    keluar_at: Mapped[datetime | None]  # None: the scheduled end
    via: Mapped[str]  # a key of VIA
    by_id: Mapped[str]
    at: Mapped[datetime]

    guru: Mapped[Guru] = relationship()
    pertemuan: Mapped[Pertemuan] = relationship()

    @property
    def is_present(self) -> bool:
        return self.status in PRESENT

    @property
    def status_name(self) -> str:
        return STATUSES[self.status]


class Mark(Row):
    """One recording of one person's attendance: who, when, how, by whom. Only ever added."""

    __table_args__ = (Index("ix_mark_pertemuan", "pertemuan_id", "guru_id", "at"),)

    pertemuan_id: Mapped[str] = mapped_column(ForeignKey("pertemuan.id"))
    guru_id: Mapped[str] = mapped_column(ForeignKey("guru.id"))
    status: Mapped[str]
    masuk_at: Mapped[datetime | None]
    keluar_at: Mapped[datetime | None]
    via: Mapped[str]
    by_id: Mapped[str] = mapped_column(ForeignKey("guru.id"))
    at: Mapped[datetime]
    reason: Mapped[str] = mapped_column(default="")

    by: Mapped[Guru] = relationship(foreign_keys=by_id)


class Correction(Row):
    """After a pertemuan is closed: a reason and a second pengurus (product.md section 2)."""

    __table_args__ = (Index("ix_correction_pertemuan", "pertemuan_id"),)

    pertemuan_id: Mapped[str] = mapped_column(ForeignKey("pertemuan.id"))
    guru_id: Mapped[str] = mapped_column(ForeignKey("guru.id"))
    from_status: Mapped[str | None]
    to_status: Mapped[str]
    reason: Mapped[str]
    proposed_by_id: Mapped[str] = mapped_column(ForeignKey("guru.id"))
    proposed_at: Mapped[datetime]
    decided_by_id: Mapped[str | None] = mapped_column(ForeignKey("guru.id"))
    decided_at: Mapped[datetime | None]
    accepted: Mapped[bool | None]

    pertemuan: Mapped[Pertemuan] = relationship()
    guru: Mapped[Guru] = relationship(foreign_keys=guru_id)
    proposed_by: Mapped[Guru] = relationship(foreign_keys=proposed_by_id)

    def roles_of(self, actor: Guru) -> set[Role]:
        return self.pertemuan.roles_of(actor)

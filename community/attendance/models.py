"""Who was there: one Kehadiran per person and pertemuan, every mark that led to it, corrections, and who was online."""

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
VIA = {
    "kode": "kode, sendiri",
    "qr": "QR, sendiri",
    "lembar": "lembar pengurus",
    "koreksi": "koreksi",
    "daring": "ruang daring",
}


class Kehadiran(Row):
    """What holds now. UNIQUE guards the double tap; the marks say how it came to be."""

    __table_args__ = (UniqueConstraint("pertemuan_id", "guru_id"), Index("ix_kehadiran_guru", "guru_id"))

    pertemuan_id: Mapped[str] = mapped_column(ForeignKey("pertemuan.id"))
    guru_id: Mapped[str] = mapped_column(ForeignKey("guru.id"))
    status: Mapped[str]  # a key of STATUSES
    masuk_at: Mapped[datetime | None]
    keluar_at: Mapped[datetime | None]  # None: the scheduled end
    minutes: Mapped[int | None]  # those in the room, of who was there daring; None: as the hours say
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
    minutes: Mapped[int | None]
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
    online: Mapped[bool] = mapped_column(default=False)  # with the hours and minutes of the room
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


class OnlinePresence(Row):
    """What the room of a pertemuan knows of one person, beside whatever is recorded of them; it marks nobody.

    Counted anew from the connections now and then while people come and go, so it may lag behind one that lasts; the
    sheet reads the connections themselves.
    """

    __table_args__ = (UniqueConstraint("pertemuan_id", "guru_id"), Index("ix_online_presence_guru", "guru_id"))

    pertemuan_id: Mapped[str] = mapped_column(ForeignKey("pertemuan.id"))
    guru_id: Mapped[str] = mapped_column(ForeignKey("guru.id"))
    masuk_at: Mapped[datetime | None]  # None: without a connection that counts, but with an answer
    keluar_at: Mapped[datetime | None]
    minutes: Mapped[int]  # within the time of the pertemuan
    connections: Mapped[int]
    asked: Mapped[int]  # how often "masih di sini?" was asked while they were connected
    answered: Mapped[int]
    at: Mapped[datetime]


class OnlineLeast(Row):
    """From how many minutes in the room someone may be taken for present; the newest of a pertemuan counts."""

    __table_args__ = (Index("ix_online_least_pertemuan", "pertemuan_id", "at"),)

    pertemuan_id: Mapped[str] = mapped_column(ForeignKey("pertemuan.id"))
    minutes: Mapped[int]
    by_id: Mapped[str] = mapped_column(ForeignKey("guru.id"))
    at: Mapped[datetime]

    by: Mapped[Guru] = relationship()


class OnlineChoice(Row):
    """A pengurus has seen that the sheet and the room disagree, and let the sheet stand. The mark says it too."""

    __table_args__ = (Index("ix_online_choice_pertemuan", "pertemuan_id", "guru_id", "at"),)

    pertemuan_id: Mapped[str] = mapped_column(ForeignKey("pertemuan.id"))
    guru_id: Mapped[str] = mapped_column(ForeignKey("guru.id"))
    status: Mapped[str]  # what stands
    by_id: Mapped[str] = mapped_column(ForeignKey("guru.id"))
    at: Mapped[datetime]

"""People, how they sign in, and what they are appointed to."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, Select, String, exists, func, select
from sqlalchemy.orm import Mapped, column_property, mapped_column, relationship

from community.kernel.clock import now
from community.kernel.database import Row, db
from community.kernel.notices import Notice
from community.kernel.reading import prepared
from community.permissions import Role
from community.wilayah.models import Sekolah, Wilayah

OFFICES = {
    "operator": "Operator",
    "kepala_sekolah": "Kepala sekolah",
    "koordinator_pkb": "Koordinator PKB sekolah",
    "pengawas": "Pengawas",
    "koordinator_kabkota": "Koordinator PKB kab/kota",
    "dinas": "Petugas dinas pendidikan",
}
FORMER = "Mantan anggota"
SCHOOL_OFFICES = frozenset({"kepala_sekolah", "koordinator_pkb"})
WILAYAH_OFFICES = frozenset({"pengawas", "koordinator_kabkota", "dinas"})


class Appointment(Row):
    """An office a person holds over a sekolah or a wilayah, by SK, for a term (handbook 2.2: three years)."""

    __table_args__ = (Index("ix_appointment_holder", "guru_id", "office"),)

    guru_id: Mapped[str] = mapped_column(ForeignKey("guru.id"))
    office: Mapped[str]  # a key of OFFICES
    sekolah_id: Mapped[str | None] = mapped_column(ForeignKey("sekolah.id"), index=True)
    wilayah_code: Mapped[str | None] = mapped_column(ForeignKey("wilayah.code"), index=True)
    sk_number: Mapped[str] = mapped_column(default="")
    sk_on: Mapped[date | None]
    from_on: Mapped[date]
    until_on: Mapped[date | None]
    made_by_id: Mapped[str]
    made_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[str | None]
    end_reason: Mapped[str] = mapped_column(default="")

    guru: Mapped["Guru"] = relationship(foreign_keys=guru_id)
    sekolah: Mapped[Sekolah | None] = relationship()
    wilayah: Mapped[Wilayah | None] = relationship()

    def roles_of(self, actor: "Guru") -> set[Role]:
        """Operators end appointments; the holder reads them, by way of the own account."""
        return set()

    def holds_on(self, day: date) -> bool:
        """Whether the office is held on `day`."""
        return self.from_on <= day and (self.until_on is None or day <= self.until_on) and self.ended_at is None

    @property
    def office_name(self) -> str:
        return OFFICES[self.office]

    @property
    def place(self) -> str:
        """The sekolah or wilayah it is held over; reads the relationships: load them with lists."""
        if self.sekolah:
            return self.sekolah.name
        return self.wilayah.title if self.wilayah else ""


class Guru(Row):
    """A person: teacher, head, supervisor or officer. Every identifier is optional, and text."""

    id: Mapped[str] = mapped_column(String(12), primary_key=True)  # again, for `is_operator` below to name it
    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(index=True)  # without degrees, for finding the same person twice
    username: Mapped[str | None] = mapped_column(unique=True)
    email: Mapped[str | None] = mapped_column(unique=True)
    phone: Mapped[str | None] = mapped_column(unique=True)
    nip: Mapped[str | None] = mapped_column(unique=True)
    nuptk: Mapped[str | None] = mapped_column(unique=True)
    nrg: Mapped[str | None] = mapped_column(unique=True)
    gender: Mapped[str | None]  # L | P
    birth_place: Mapped[str] = mapped_column(default="")
    birth_on: Mapped[date | None]
    kepegawaian: Mapped[str] = mapped_column(default="")  # PNS, PPPK, GTY/PTY, Guru Honor Sekolah, ...
    jenis_ptk: Mapped[str] = mapped_column(default="")  # Guru Kelas, Guru Mapel, Kepala Sekolah, ...
    golongan: Mapped[str] = mapped_column(default="")
    mapel: Mapped[str] = mapped_column(default="")
    sekolah_id: Mapped[str | None] = mapped_column(ForeignKey("sekolah.id"), index=True)  # sekolah induk
    last_pangkat_on: Mapped[date | None]  # TMT of the last rank: sums "sejak pangkat terakhir"
    sk_jabatan_on: Mapped[date | None]  # the last SK jabatan: reason 1G
    password_hash: Mapped[str | None] = mapped_column(deferred=True)
    created_at: Mapped[datetime] = mapped_column(default=now)
    erased_at: Mapped[datetime | None]

    sekolah: Mapped[Sekolah | None] = relationship()

    is_operator: Mapped[bool] = column_property(
        exists(
            select(Appointment.id)
            .where(Appointment.guru_id == id, Appointment.office == "operator", Appointment.ended_at.is_(None))
            .correlate_except(Appointment)
        ),
        deferred=True,
    )

    holds_school_office: Mapped[bool] = column_property(
        exists(
            select(Appointment.id)
            .where(
                Appointment.guru_id == id,
                Appointment.office.in_(SCHOOL_OFFICES),
                Appointment.ended_at.is_(None),
            )
            .correlate_except(Appointment)
        ),
        deferred=True,
    )

    unread_notices: Mapped[int] = column_property(
        select(func.count(Notice.id))
        .where(Notice.guru_id == id, Notice.read_at.is_(None), Notice.shown)
        .correlate_except(Notice)
        .scalar_subquery(),
        deferred=True,
    )

    def roles_of(self, actor: "Guru") -> set[Role]:
        return {Role.SELF} if actor.id == self.id else set()

    @property
    def named(self) -> str:
        """The name under what the person wrote with others: who erased the account is a former member there."""
        return FORMER if self.erased_at else self.name

    @property
    def initials(self) -> str:
        """Two letters for the round sign in the corner."""
        parts = [part for part in self.name_key.split() if part] or ["?"]
        return (parts[0][0] + (parts[1][0] if len(parts) > 1 else "")).upper()

    @property
    def is_pns(self) -> bool:
        return self.kepegawaian.upper().startswith("PNS")

    def offices_on(self, day: date) -> list[Appointment]:
        """What the person holds on `day`: one query."""
        rows = db.session.scalars(*_appointments(guru_id=self.id))
        return [row for row in rows if row.holds_on(day)]


@prepared
def _appointments(guru_id: Any) -> Select[Any]:
    return select(Appointment).where(Appointment.guru_id == guru_id, Appointment.ended_at.is_(None))


class SignIn(Row):
    """One device that is signed in. The cookie holds a token; here is only its hash."""

    guru_id: Mapped[str] = mapped_column(ForeignKey("guru.id"), index=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    at: Mapped[datetime]
    seen_at: Mapped[datetime]
    address: Mapped[str] = mapped_column(default="")
    device: Mapped[str] = mapped_column(default="")
    how: Mapped[str]  # sandi | kartu | kode | undangan
    revoked_at: Mapped[datetime | None]
    revoked_by_id: Mapped[str | None]

    guru: Mapped[Guru] = relationship(foreign_keys=guru_id)


class OneTimeCode(Row):
    """A code that signs in once, or sets a new password once. Only its hash is kept."""

    guru_id: Mapped[str] = mapped_column(ForeignKey("guru.id"), index=True)
    purpose: Mapped[str]  # kartu (account card) | sandi (reset) | operator (the first operator's link)
    code_hash: Mapped[str] = mapped_column(unique=True)
    made_by_id: Mapped[str]
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]

    guru: Mapped[Guru] = relationship(foreign_keys=guru_id)

    @property
    def is_open(self) -> bool:
        """Whether it may still be used."""
        return self.used_at is None and self.revoked_at is None and now() < self.expires_at and not self.guru.erased_at

"""A working group, who belongs to it, and who leads it."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CompoundSelect, ForeignKey, Index, UniqueConstraint, literal, select, union_all
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.accounts.models import Guru
from community.gugus.models.words import KINDS, PENGURUS_OFFICES
from community.kernel.clock import today
from community.kernel.database import Row, db
from community.kernel.reading import once, prepared
from community.permissions import Role
from community.wilayah.models import Sekolah, Wilayah
from community.wilayah.zones import Zone

_OFFICE_ROLES = {
    "anggota": Role.ANGGOTA,
    "ketua": Role.KETUA,
    "sekretaris": Role.SEKRETARIS,
    "bendahara": Role.BENDAHARA,
    "bidang": Role.BIDANG,
}


class Gugus(Row):
    """A working group of one wilayah; its province gives the time zone."""

    slug: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]  # a key of KINDS
    name: Mapped[str]
    jenjang: Mapped[str] = mapped_column(default="")
    mapel: Mapped[str] = mapped_column(default="")
    wilayah_code: Mapped[str] = mapped_column(ForeignKey("wilayah.code"), index=True)
    sk_number: Mapped[str] = mapped_column(default="")
    sk_on: Mapped[date | None]
    sk_issuer: Mapped[str] = mapped_column(default="")
    minutes_per_jp: Mapped[int] = mapped_column(default=45)  # handbook 7: of training apps; kept per pertemuan
    # reports of so many different members hide what was reported, until its pengurus decide
    hide_after: Mapped[int] = mapped_column(default=3, server_default="3")
    # days after the end of a pertemuan in which its room can be answered in: who was away reads and asks before the
    # next monthly one
    reply_days: Mapped[int] = mapped_column(default=14, server_default="14")
    created_by_id: Mapped[str]
    created_at: Mapped[datetime]

    wilayah: Mapped[Wilayah] = relationship()
    sekolah: Mapped[list[Sekolah]] = relationship(secondary="gugus_sekolah", order_by=Sekolah.name, viewonly=True)

    @property
    def zone(self) -> Zone:
        return self.wilayah.zone

    @property
    def kind_name(self) -> str:
        return KINDS[self.kind]

    def roles_of(self, actor: Guru) -> set[Role]:
        """ANGGOTA and the offices `actor` holds today: one query."""
        return {_OFFICE_ROLES[office] for office in _offices(self.id, actor.id, today(self.zone.name))}


@once
def _offices(gugus_id: str, guru_id: str, day: date) -> frozenset[str]:
    """What a person is in a gugus on a day: anggota, and the keys of PENGURUS_OFFICES."""
    rows = db.session.execute(*_held(gugus_id=gugus_id, guru_id=guru_id, day=day))
    return frozenset(row[0] for row in rows)


@prepared
def _held(gugus_id: Any, guru_id: Any, day: Any) -> CompoundSelect[Any]:
    return union_all(
        select(literal("anggota").label("role")).where(
            Anggota.gugus_id == gugus_id, Anggota.guru_id == guru_id, Anggota.left_at.is_(None)
        ),
        select(Pengurus.office).where(
            Pengurus.gugus_id == gugus_id,
            Pengurus.guru_id == guru_id,
            Pengurus.ended_at.is_(None),
            Pengurus.from_on <= day,
            (Pengurus.until_on.is_(None)) | (Pengurus.until_on >= day),
        ),
    )


class GugusSekolah(Row):
    """A member school of a gugus."""

    __table_args__ = (UniqueConstraint("gugus_id", "sekolah_id"),)

    gugus_id: Mapped[str] = mapped_column(ForeignKey("gugus.id"))
    sekolah_id: Mapped[str] = mapped_column(ForeignKey("sekolah.id"), index=True)


class OfGugus:
    """What belongs to a gugus has its roles."""

    gugus: Mapped[Gugus]

    def roles_of(self, actor: Guru) -> set[Role]:
        return self.gugus.roles_of(actor)


class Anggota(OfGugus, Row):
    """One period of membership; who came back has a second row."""

    __table_args__ = (
        Index(
            "uq_anggota_active",
            "gugus_id",
            "guru_id",
            unique=True,
            sqlite_where=db.text("left_at IS NULL"),
            postgresql_where=db.text("left_at IS NULL"),
        ),
        Index("ix_anggota_guru", "guru_id"),
    )

    gugus_id: Mapped[str] = mapped_column(ForeignKey("gugus.id"))
    guru_id: Mapped[str] = mapped_column(ForeignKey("guru.id"))
    joined_at: Mapped[datetime]
    via: Mapped[str]  # impor | undangan | operator | pendiri
    admitted_by_id: Mapped[str]
    left_at: Mapped[datetime | None]
    left_by_id: Mapped[str | None]
    left_reason: Mapped[str] = mapped_column(default="")

    gugus: Mapped[Gugus] = relationship()
    guru: Mapped[Guru] = relationship(foreign_keys=guru_id)


class Pengurus(OfGugus, Row):
    """A term in office. A gugus has one ketua at a time: the database says so."""

    __table_args__ = (
        Index(
            "uq_pengurus_ketua",
            "gugus_id",
            unique=True,
            sqlite_where=db.text("ended_at IS NULL AND office = 'ketua'"),
            postgresql_where=db.text("ended_at IS NULL AND office = 'ketua'"),
        ),
        Index("ix_pengurus_guru", "guru_id"),
    )

    gugus_id: Mapped[str] = mapped_column(ForeignKey("gugus.id"))
    guru_id: Mapped[str] = mapped_column(ForeignKey("guru.id"))
    office: Mapped[str]  # a key of PENGURUS_OFFICES
    bidang: Mapped[str] = mapped_column(default="")
    from_on: Mapped[date]
    until_on: Mapped[date | None]
    made_by_id: Mapped[str]
    made_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[str | None]
    end_reason: Mapped[str] = mapped_column(default="")

    gugus: Mapped[Gugus] = relationship()
    guru: Mapped[Guru] = relationship(foreign_keys=guru_id)

    @property
    def office_name(self) -> str:
        name = PENGURUS_OFFICES[self.office]
        return f"{name} {self.bidang}".strip()

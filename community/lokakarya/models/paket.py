"""Paket: one theme, several pertemuan, one hasil; its steps, and who plays which part in it."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import ForeignKey, Index, Select, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.accounts.models import Guru
from community.gugus.models import Anggota, Gugus
from community.kernel.clock import now
from community.kernel.database import Row, db
from community.kernel.reading import once, prepared
from community.lokakarya.models.words import JENIS, PAKET_ROLES, PAKET_STATES
from community.permissions import Role

if TYPE_CHECKING:
    from community.lokakarya.models.pertemuan import Pertemuan


class Paket(Row):
    """One theme, several pertemuan, one hasil. Its state is what its last step says."""

    gugus_id: Mapped[str] = mapped_column(ForeignKey("gugus.id"), index=True)
    theme: Mapped[str]
    jenis: Mapped[str]  # a key of JENIS; fixed before the first pertemuan
    expected_hasil: Mapped[str] = mapped_column(default="")
    competence: Mapped[str] = mapped_column(default="")
    butir: Mapped[str | None]  # the butir it aims at
    created_by_id: Mapped[str]
    created_at: Mapped[datetime]
    split_from_id: Mapped[str | None] = mapped_column(ForeignKey("paket.id"))

    gugus: Mapped[Gugus] = relationship()
    steps: Mapped[list["PaketStep"]] = relationship(
        order_by="PaketStep.number", lazy="selectin", back_populates="paket"
    )
    pertemuan: Mapped[list["Pertemuan"]] = relationship(order_by="Pertemuan.starts_at", back_populates="paket")

    @property
    def last_step(self) -> str:
        """dibuat | dijadwalkan | ditutup | dibuka_kembali | dibatalkan."""
        return self.steps[-1].kind if self.steps else "dibuat"

    @property
    def jenis_name(self) -> str:
        return JENIS.get(self.jenis, self.jenis)

    @property
    def state_name(self) -> str:
        return PAKET_STATES[self.state]

    @property
    def is_draft(self) -> bool:
        """Not scheduled yet: only pengurus see it."""
        return self.last_step == "dibuat"

    @property
    def is_closed(self) -> bool:
        return self.last_step == "ditutup"

    @property
    def was_closed(self) -> bool:
        """Whether it was ever closed: what each person did is in their record since, so it stays."""
        return any(each.kind == "ditutup" for each in self.steps)

    @property
    def is_cancelled(self) -> bool:
        return self.last_step == "dibatalkan"

    @property
    def is_open(self) -> bool:
        return not (self.is_closed or self.is_cancelled)

    @property
    def held(self) -> list["Pertemuan"]:
        """The pertemuan that were not cancelled, in order."""
        return [each for each in self.pertemuan if not each.is_cancelled]

    @property
    def state(self) -> str:
        """draf | terjadwal | berlangsung | ditutup | dibatalkan."""
        if self.is_closed or self.is_cancelled:
            return self.last_step
        if self.last_step == "dibuat":
            return "draf"
        return "berlangsung" if self.has_begun else "terjadwal"

    @property
    def has_begun(self) -> bool:
        """Whether its first pertemuan has begun: from then on its jenis stays."""
        return any(each.starts_at <= now() for each in self.held)

    def roles_of(self, actor: Guru) -> set[Role]:
        """The roles in its gugus, and PESERTA or NOTULIS by a role given in the paket."""
        found = self.gugus.roles_of(actor)
        given = role_in(self.id, actor.id)
        if given and Role.ANGGOTA not in found and was_anggota(self.gugus_id, actor.id):
            given = None  # who left the gugus does not stay by a role
        if given:
            found.add(Role.PESERTA)
        if given == "notulis":
            found.add(Role.NOTULIS)
        return found


class PaketStep(Row):
    """What someone did to the paket as a whole, in order; never changed."""

    __table_args__ = (UniqueConstraint("paket_id", "number"),)

    paket_id: Mapped[str] = mapped_column(ForeignKey("paket.id"))
    number: Mapped[int]
    kind: Mapped[str]  # dijadwalkan | ditutup | dibuka_kembali | dibatalkan
    by_id: Mapped[str]
    at: Mapped[datetime]
    reason: Mapped[str] = mapped_column(default="")

    paket: Mapped[Paket] = relationship(back_populates="steps")


class PaketRole(Row):
    """The credit role of one person in one paket: at most one. Who has none is peserta."""

    __table_args__ = (UniqueConstraint("paket_id", "guru_id"), Index("ix_paket_role_guru", "guru_id"))

    paket_id: Mapped[str] = mapped_column(ForeignKey("paket.id"))
    guru_id: Mapped[str] = mapped_column(ForeignKey("guru.id"))
    role: Mapped[str]  # a key of PAKET_ROLES
    given_by_id: Mapped[str]
    given_at: Mapped[datetime]

    guru: Mapped[Guru] = relationship(foreign_keys=guru_id)

    @property
    def role_name(self) -> str:
        return PAKET_ROLES.get(self.role, self.role)


@once
def role_in(paket_id: str, guru_id: str) -> str | None:
    """The role given to a person in a paket, if any."""
    return db.session.scalar(*_role(paket_id=paket_id, guru_id=guru_id))


@prepared
def _role(paket_id: Any, guru_id: Any) -> Select[Any]:
    return select(PaketRole.role).where(PaketRole.paket_id == paket_id, PaketRole.guru_id == guru_id)


def was_anggota(gugus_id: str, guru_id: str) -> bool:
    """Whether a person ever was anggota of a gugus."""
    query = select(Anggota.id).where(Anggota.gugus_id == gugus_id, Anggota.guru_id == guru_id).limit(1)
    return db.session.scalar(query) is not None

"""Where a new edition left a claim that was already recognised."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.accounts.models import Guru
from community.angka_kredit.models.kegiatan import KegiatanKolektif
from community.angka_kredit.models.usulan import Usulan
from community.kernel.database import Row
from community.permissions import Role


class Difference(Row):
    """A decided usulan whose paket was closed again with another outcome; settled by a koordinator."""

    __table_args__ = (UniqueConstraint("usulan_id", "kegiatan_id"),)

    usulan_id: Mapped[str] = mapped_column(ForeignKey("usulan.id"))
    kegiatan_id: Mapped[str] = mapped_column(ForeignKey("kegiatan_kolektif.id"))  # the edition that differs
    sentence: Mapped[str]
    at: Mapped[datetime]
    settled_at: Mapped[datetime | None]
    settled_by_id: Mapped[str | None]
    settlement: Mapped[str] = mapped_column(default="")

    usulan: Mapped[Usulan] = relationship()
    kegiatan: Mapped[KegiatanKolektif] = relationship()

    def roles_of(self, actor: Guru) -> set[Role]:
        return self.usulan.roles_of(actor)

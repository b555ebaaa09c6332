"""Materi of a gugus as one ZIP that opens without a server."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.accounts.models import Guru
from community.gugus.models import Gugus
from community.kernel.database import Row, db
from community.kernel.files import StoredFile
from community.permissions import Role


class MaterialPack(Row):
    """An offline pack: who asked for which versions, how far its making is, and its file until it is removed."""

    __table_args__ = (
        Index("ix_material_pack_gugus", "gugus_id", "made_at"),
        Index("ix_material_pack_state", "state", "made_at"),
        Index(  # two taps ask for one pack
            "uq_material_pack_under_way",
            "made_by_id",
            unique=True,
            sqlite_where=db.text("state = 'dikemas'"),
            postgresql_where=db.text("state = 'dikemas'"),
        ),
    )

    gugus_id: Mapped[str] = mapped_column(ForeignKey("gugus.id"))
    made_by_id: Mapped[str] = mapped_column(ForeignKey("guru.id"))
    made_at: Mapped[datetime]
    version_ids: Mapped[list[Any]]  # what was asked for, in the order it is listed
    packed_ids: Mapped[list[Any]] = mapped_column(default=list)  # what of it is in the file
    state: Mapped[str] = mapped_column(default="dikemas")  # dikemas | siap | gagal | dihapus
    done: Mapped[int] = mapped_column(default=0)
    message: Mapped[str] = mapped_column(default="")
    ready_at: Mapped[datetime | None]
    file_id: Mapped[str | None] = mapped_column(ForeignKey("stored_file.id"))

    gugus: Mapped[Gugus] = relationship()
    made_by: Mapped[Guru] = relationship()
    file: Mapped[StoredFile | None] = relationship()

    @property
    def total(self) -> int:
        return len(self.version_ids)

    def roles_of(self, actor: Guru) -> set[Role]:
        """OWNER is who asked for it."""
        found = self.gugus.roles_of(actor)
        return found | {Role.OWNER} if self.made_by_id == actor.id else found

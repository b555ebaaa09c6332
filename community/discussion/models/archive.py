"""All of a room as one file, and how far the search has read a room."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.accounts.models import Guru
from community.discussion.models.room import Room
from community.kernel.database import Base, Row, db
from community.kernel.files import StoredFile
from community.permissions import Role

FORMS = {"pdf": "PDF", "xlsx": "Excel", "zip": "ZIP"}
ARCHIVE = "arsip_diskusi"  # what files call it


class RoomArchive(Row):
    """Who asked for a room in which form, how far its making is, and its file until it is removed."""

    __table_args__ = (
        Index("ix_room_archive_room", "room_id", "made_at"),
        Index("ix_room_archive_state", "state", "made_at"),
        Index(  # two taps ask for one
            "uq_room_archive_under_way",
            "made_by_id",
            unique=True,
            sqlite_where=db.text("state = 'dibuat'"),
            postgresql_where=db.text("state = 'dibuat'"),
        ),
    )

    room_id: Mapped[str] = mapped_column(ForeignKey("room.id"))
    form: Mapped[str]  # a key of FORMS
    made_by_id: Mapped[str] = mapped_column(ForeignKey("guru.id"))
    made_at: Mapped[datetime]
    advanced_at: Mapped[datetime]  # the last sign of life of its making
    last_n: Mapped[int]  # what it holds of the stream
    state: Mapped[str] = mapped_column(default="dibuat")  # dibuat | siap | gagal | dihapus
    done: Mapped[int] = mapped_column(default=0)  # messages
    total: Mapped[int]
    message: Mapped[str] = mapped_column(default="")
    ready_at: Mapped[datetime | None]
    file_id: Mapped[str | None] = mapped_column(ForeignKey("stored_file.id"))

    room: Mapped[Room] = relationship()
    made_by: Mapped[Guru] = relationship()
    file: Mapped[StoredFile | None] = relationship()

    @property
    def form_name(self) -> str:
        return FORMS[self.form]

    def roles_of(self, actor: Guru) -> set[Role]:
        return self.room.roles_of(actor)


class RoomIndexed(Base):
    """Up to which number of its stream a room is in the index of the search."""

    __tablename__ = "room_indexed"

    room_id: Mapped[str] = mapped_column(ForeignKey("room.id"), primary_key=True)
    n: Mapped[int]

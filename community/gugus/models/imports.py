"""The list a gugus was filled from."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.gugus.models.gugus import Gugus, OfGugus
from community.kernel.database import Row


class TeacherImport(OfGugus, Row):
    """One teacher list, read (dry run) and then applied in chunks; the rows say what became of each."""

    gugus_id: Mapped[str] = mapped_column(ForeignKey("gugus.id"), index=True)
    file_id: Mapped[str] = mapped_column(ForeignKey("stored_file.id"))
    made_by_id: Mapped[str] = mapped_column(ForeignKey("guru.id"))
    made_at: Mapped[datetime]
    state: Mapped[str]  # dibaca | siap | diterapkan | selesai | gagal
    message: Mapped[str] = mapped_column(default="")
    total: Mapped[int] = mapped_column(default=0)
    done: Mapped[int] = mapped_column(default=0)
    counts: Mapped[dict[str, Any]] = mapped_column(default=dict)  # rows by verdict
    titles: Mapped[dict[str, Any]] = mapped_column(default=dict)  # headings of the file by field
    skipped: Mapped[list[Any]] = mapped_column(default=list)  # numbers of rows that are no teacher
    finished_at: Mapped[datetime | None]

    gugus: Mapped[Gugus] = relationship()


class TeacherImportRow(Row):
    """One row of the list: what it says, what is wrong with it, what will happen, what happened."""

    __table_args__ = (UniqueConstraint("import_id", "number"),)

    import_id: Mapped[str] = mapped_column(ForeignKey("teacher_import.id"))
    number: Mapped[int]  # as in the file
    verdict: Mapped[str]  # baru | ubah | sama | tanya | galat
    name: Mapped[str]
    values: Mapped[dict[str, Any]] = mapped_column(default=dict)
    problems: Mapped[list[Any]] = mapped_column(default=list)  # {column, code, message, remedy}
    notes: Mapped[list[Any]] = mapped_column(default=list)
    changes: Mapped[list[Any]] = mapped_column(default=list)  # what changes: {label, old, new}
    guru_id: Mapped[str | None] = mapped_column(ForeignKey("guru.id"))  # who it is, found or made
    candidate_id: Mapped[str | None] = mapped_column(ForeignKey("guru.id"))  # who it may be: asked
    answer: Mapped[str | None]  # sama | lain, given by the pengurus
    applied_at: Mapped[datetime | None]

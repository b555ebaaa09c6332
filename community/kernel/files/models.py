"""What is known of a stored file, and of one that is still arriving; the bytes lie elsewhere under the same id."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Index
from sqlalchemy.orm import Mapped, mapped_column

from community.kernel.database import Row
from community.kernel.files.kinds import IMAGES, MEDIA, kind_named
from community.kernel.indonesian import ukuran
from community.permissions import Role


class StoredFile(Row):
    """One stored file. `about_kind`/`about_id` name the row whose readers may read it; `gugus_id` whose quota it fills.

    The light copy and the preview are made after the commit (files/copies.py); until then, and where none is worth
    having, they are empty. `copies_at` is when that was found out.
    """

    __table_args__ = (
        Index("ix_stored_file_about", "about_kind", "about_id"),
        Index("ix_stored_file_gugus", "gugus_id", "size"),
    )

    about_kind: Mapped[str]
    about_id: Mapped[str]
    gugus_id: Mapped[str | None]
    name: Mapped[str]
    mime: Mapped[str]
    size: Mapped[int] = mapped_column(BigInteger)
    sha256: Mapped[str]
    by_id: Mapped[str]
    at: Mapped[datetime]
    copies_at: Mapped[datetime | None]
    light_mime: Mapped[str | None]
    light_size: Mapped[int | None] = mapped_column(BigInteger)
    preview_size: Mapped[int | None]
    preview_width: Mapped[int | None]
    preview_height: Mapped[int | None]

    @property
    def url(self) -> str:
        return f"/berkas/{self.id}"

    @property
    def light_url(self) -> str | None:
        return f"{self.url}/ringan" if self.light_size else None

    @property
    def preview_url(self) -> str | None:
        return f"{self.url}/pratinjau" if self.preview_size else None

    @property
    def kind_words(self) -> str:
        return kind_named(self.mime).words

    @property
    def size_words(self) -> str:
        return ukuran(self.size)

    @property
    def light_words(self) -> str:
        return ukuran(self.light_size or 0)

    @property
    def is_image(self) -> bool:
        return self.mime in {kind.mime for kind in IMAGES}

    @property
    def plays_as(self) -> str:
        """`audio` or `video` for what a browser plays, else nothing."""
        return self.mime.partition("/")[0] if self.mime in {kind.mime for kind in MEDIA} else ""

    def roles_of(self, actor: Any) -> set[Role]:
        return {Role.OWNER} if actor.id == self.by_id else set()


class ResumableUpload(Row):
    """A file on its way in, in pieces. How much of it has come is asked of the disk, never of this row."""

    __table_args__ = (Index("ix_resumable_upload_by", "by_id", "started_at"),)

    by_id: Mapped[str]
    name: Mapped[str]
    size: Mapped[int] = mapped_column(BigInteger)
    gugus_id: Mapped[str | None]
    started_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)

    def roles_of(self, actor: Any) -> set[Role]:
        return {Role.OWNER} if actor.id == self.by_id else set()

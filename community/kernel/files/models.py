"""What is known of a stored file; its bytes lie in the object store under the same id."""

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from community.kernel.database import Row


class StoredFile(Row):
    """One stored file. `about_kind`/`about_id` name the row whose readers may read it."""

    __table_args__ = (Index("ix_stored_file_about", "about_kind", "about_id"),)

    about_kind: Mapped[str]
    about_id: Mapped[str]
    name: Mapped[str]
    mime: Mapped[str]
    size: Mapped[int]
    sha256: Mapped[str]
    by_id: Mapped[str]
    at: Mapped[datetime]

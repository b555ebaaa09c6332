"""Who read whose record: the owner sees it (product.md section 5)."""

from datetime import datetime, timedelta

from sqlalchemy import exists, select

from community.angka_kredit.models import RecordReading
from community.kernel.clock import now
from community.kernel.database import db

ONCE_IN = timedelta(hours=12)  # someone who opens a page five times in a morning reads it once


def readings_of(guru_id: str, limit: int = 50) -> list[RecordReading]:
    """Who read the record of a person, newest first."""
    query = select(RecordReading).where(RecordReading.guru_id == guru_id)
    return list(db.session.scalars(query.order_by(RecordReading.at.desc(), RecordReading.id).limit(limit)))


def was_read_lately(guru_id: str, reader_id: str, what: str, at: datetime | None = None) -> bool:
    """Whether the same reading is already written down."""
    since = (at or now()) - ONCE_IN
    condition = exists().where(
        RecordReading.guru_id == guru_id,
        RecordReading.reader_id == reader_id,
        RecordReading.what == what,
        RecordReading.at > since,
    )
    return bool(db.session.scalar(select(condition)))

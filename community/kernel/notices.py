"""Notices: a sentence and a link for one person, shown on beranda until read."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, select, update
from sqlalchemy.orm import Mapped, mapped_column

from community.kernel.clock import now
from community.kernel.database import Row, db


class Notice(Row):
    """`key` makes a notice unique per person and matter: telling twice shows one, the newest."""

    __table_args__ = (Index("ix_notice_guru", "guru_id", "read_at"),)

    guru_id: Mapped[str] = mapped_column(ForeignKey("guru.id"))
    key: Mapped[str]
    sentence: Mapped[str]
    link: Mapped[str]
    at: Mapped[datetime]
    read_at: Mapped[datetime | None]


def tell(guru_ids: list[str] | set[str], sentence: str, *, link: str, key: str) -> None:
    """Tell each person `sentence` with a `link`; an unread notice with the same `key` is replaced."""
    ids = sorted(set(guru_ids))
    if not ids:
        return
    db.session.execute(
        update(Notice)
        .where(Notice.guru_id.in_(ids), Notice.key == key, Notice.read_at.is_(None))
        .values(read_at=now())
        .execution_options(synchronize_session=False)
    )
    db.session.add_all(Notice(guru_id=guru_id, key=key, sentence=sentence, link=link, at=now()) for guru_id in ids)


def unread(guru_id: str, limit: int = 20) -> list[Notice]:
    """What `guru_id` has not read, newest first."""
    query = select(Notice).where(Notice.guru_id == guru_id, Notice.read_at.is_(None))
    return list(db.session.scalars(query.order_by(Notice.at.desc(), Notice.id).limit(limit)))

"""Telling, and what is still unread."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update

from community.kernel.clock import now
from community.kernel.command import announce
from community.kernel.database import db
from community.kernel.notices.kinds import NOTICE_KINDS
from community.kernel.notices.models import Notice, NoticeChoice


@dataclass(frozen=True)
class Told:
    """These notices were written; who carries them further hears it."""

    notice_ids: tuple[str, ...]
    at: datetime


def tell(
    guru_ids: Iterable[str],
    sentence: str,
    *,
    link: str,
    key: str,
    kind: str = "umum",
    gugus_id: str | None = None,
) -> None:
    """Part of an act: tell each person `sentence` with a `link`; an unread notice with the same `key` is replaced.

    `kind`: a key of NOTICE_KINDS, which each person may have turned off. `gugus_id`: whose news it is; who leaves
    that gugus is told no more of it. Raises ValueError for an unknown kind.
    """
    if kind not in NOTICE_KINDS:
        raise ValueError(f"{kind} is no kind of notice")
    ids = sorted(set(guru_ids))
    if not ids:
        return
    at = now()
    db.session.execute(
        update(Notice)
        .where(Notice.guru_id.in_(ids), Notice.key == key, Notice.read_at.is_(None))
        .values(read_at=at)
        .execution_options(synchronize_session=False)
    )
    own = {row.guru_id: row for row in _choices(ids, kind)}
    usual = NOTICE_KINDS[kind]
    common = {"gugus_id": gugus_id, "kind": kind, "key": key, "sentence": sentence, "link": link, "at": at}
    told = [
        Notice(guru_id=each, shown=choice.app, **common)
        for each in ids
        if (choice := own.get(each, usual)) and (choice.app or choice.mail or choice.push)
    ]
    db.session.add_all(told)
    announce(Told(tuple(notice.id for notice in told), at))


def unread(guru_id: str, limit: int = 20) -> list[Notice]:
    """What `guru_id` has not read in the application, newest first."""
    query = select(Notice).where(Notice.guru_id == guru_id, Notice.read_at.is_(None), Notice.shown)
    return list(db.session.scalars(query.order_by(Notice.at.desc(), Notice.id).limit(limit)))


def withdraw(guru_id: str, *, gugus_id: str) -> None:
    """Part of an act: who leaves a gugus neither reads nor is sent what is still unread of its news."""
    db.session.execute(
        update(Notice)
        .where(Notice.guru_id == guru_id, Notice.gugus_id == gugus_id, Notice.read_at.is_(None))
        .values(read_at=now())
        .execution_options(synchronize_session=False)
    )


def _choices(guru_ids: list[str], kind: str) -> list[NoticeChoice]:
    query = select(NoticeChoice).where(NoticeChoice.guru_id.in_(guru_ids), NoticeChoice.kind == kind)
    return list(db.session.scalars(query))

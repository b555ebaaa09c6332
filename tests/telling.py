"""Telling people something, as an act of some package does."""

from collections.abc import Iterable
from typing import Any

from community.kernel import notices
from community.kernel.command import INSTALLATION, SYSTEM, command
from community.kernel.database import db
from community.kernel.notices import Notice
from community.permissions import Do


def told(guru_ids: Iterable[str], sentence: str, *, link: str = "/gugus", key: str = "", **over: Any) -> None:
    """`tell`, committed. Without a `key` each sentence is a matter of its own."""
    _tell(SYSTEM, INSTALLATION, list(guru_ids), sentence, link, key or sentence, over)


def notices_of(guru_id: str) -> list[Notice]:
    """All there is for a person, the oldest first."""
    query = db.select(Notice).where(Notice.guru_id == guru_id).order_by(Notice.at, Notice.id)
    return list(db.session.scalars(query.execution_options(populate_existing=True)))


@command(Do.DELIVER_NOTICES)
def _tell(
    actor: Any, installation: Any, guru_ids: list[str], sentence: str, link: str, key: str, over: dict[str, Any]
) -> None:
    notices.tell(guru_ids, sentence, link=link, key=key, **over)

"""Whose feed an address is, and whether it still opens."""

import hashlib

from sqlalchemy import select
from sqlalchemy.orm import contains_eager, joinedload

from community.accounts.models import Guru
from community.gugus.models import FeedToken, Gugus
from community.gugus.queries.reach import within
from community.kernel.clock import today
from community.kernel.database import db
from community.kernel.errors import NotFound
from community.wilayah.models import Wilayah


def hash_of(token: str) -> str:
    """What is kept of the secret in an address. It is random, so a plain hash is enough."""
    return hashlib.sha256(token.encode()).hexdigest()


def feed_reader(slug: str, token: str) -> tuple[Guru, Gugus]:
    """Who reads the feed of which gugus at this address, while they belong to it. Raises NotFound."""
    query = (
        select(FeedToken)
        .join(FeedToken.gugus)
        .join(FeedToken.guru)
        .where(
            FeedToken.token_hash == hash_of(token),
            FeedToken.revoked_at.is_(None),
            Gugus.slug == slug,
            Guru.erased_at.is_(None),
        )
        .options(
            contains_eager(FeedToken.gugus).joinedload(Gugus.wilayah).joinedload(Wilayah.parent),
            contains_eager(FeedToken.guru).undefer(Guru.is_operator),
        )
    )
    row = db.session.scalar(query)
    belongs = row and db.session.scalar(select(Gugus.id).where(Gugus.id == row.gugus_id, within(row.guru_id, today())))
    if row is None or not belongs:
        raise NotFound
    return row.guru, row.gugus


def feed_of(guru: Guru, gugus: Gugus) -> FeedToken | None:
    """The address of `guru` for `gugus`, if there is one."""
    query = select(FeedToken).where(FeedToken.gugus_id == gugus.id, FeedToken.guru_id == guru.id)
    return db.session.scalar(query.where(FeedToken.revoked_at.is_(None)))


def public_gugus(slug: str) -> Gugus:
    """A gugus as a stranger may ask for what it has made public. Raises NotFound."""
    found = db.session.scalar(select(Gugus).where(Gugus.slug == slug).options(joinedload(Gugus.wilayah)))
    if found is None:
        raise NotFound
    return found

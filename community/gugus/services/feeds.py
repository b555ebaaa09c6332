"""Making an address for the feed of a gugus, and revoking it."""

import secrets
from typing import Any

from sqlalchemy import update

from community.gugus.models import FeedToken, Gugus
from community.gugus.queries.feeds import feed_of, hash_of
from community.kernel.clock import now
from community.kernel.command import command
from community.kernel.database import add, db
from community.permissions import Do


@command(Do.MAKE_FEED)
def make_feed(actor: Any, gugus: Gugus) -> str:
    """A new address for `actor`: its secret, which is shown once. An older one stops working."""
    if old := feed_of(actor, gugus):
        old.revoked_at = now()
        db.session.flush()  # the database knows one at a time
    token = secrets.token_urlsafe(24)
    add(FeedToken(gugus_id=gugus.id, guru_id=actor.id, token_hash=hash_of(token), at=now()))
    return token


@command(Do.REVOKE_FEED)
def revoke_feed(actor: Any, feed: FeedToken) -> None:
    """Stop an address. A second time changes nothing."""
    feed.revoked_at = feed.revoked_at or now()


def end_feeds(guru_id: str, gugus_id: str | None = None) -> None:
    """Part of an act: with a membership (or, without `gugus_id`, with the person) the addresses end too."""
    statement = update(FeedToken).where(FeedToken.guru_id == guru_id, FeedToken.revoked_at.is_(None))
    if gugus_id is not None:
        statement = statement.where(FeedToken.gugus_id == gugus_id)
    db.session.execute(statement.values(revoked_at=now()).execution_options(synchronize_session=False))

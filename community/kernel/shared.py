"""What the processes of one installation share besides the database: Redis, where REDIS_URL names one.

    ask(lambda redis: redis.incr(key("kunjungan")), otherwise=0)

Nothing that must last is kept there. Whoever asks says what holds while Redis is away: nobody waits for it longer than
a moment, and after one failure nobody asks again for two seconds.
"""

import hashlib
import logging
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from flask import Flask, current_app

if TYPE_CHECKING:
    from redis import Redis

log = logging.getLogger(__name__)
Answer = TypeVar("Answer")
PATIENCE = 0.5  # seconds for one answer
_REST = 2.0  # seconds in which one that failed is left alone


class Shared:
    """The Redis of one application, asked by one process."""

    def __init__(self, url: str, secret: str) -> None:
        self.url = url
        # Several installations may use one Redis: what belongs to ours carries a mark made from its secret.
        self.mark = "gugus:" + hashlib.sha256(f"redis:{secret}".encode()).hexdigest()[:12]
        self._away_until = 0.0
        self._client = connected(url)

    def ask(self, question: "Callable[[Redis], Answer]", otherwise: Answer) -> Answer:
        from redis.exceptions import RedisError

        if time.monotonic() < self._away_until:
            return otherwise
        try:
            return question(self._client)
        except (RedisError, OSError) as error:
            self._away_until = time.monotonic() + _REST
            log.warning("Redis does not answer (%s); this process counts by itself meanwhile", type(error).__name__)
            return otherwise


def connected(url: str, *, patience: float = PATIENCE) -> "Redis":
    """A client that tries a connection which has ended once more at once, and waits for nothing longer."""
    from redis import Redis
    from redis.backoff import NoBackoff
    from redis.retry import Retry

    once = Retry(NoBackoff(), 1)
    waits = {"socket_timeout": patience, "socket_connect_timeout": patience}
    return Redis.from_url(url, retry=once, decode_responses=True, **waits)


def shared() -> Shared | None:
    """The Redis of this application, or None where one process does everything."""
    found: Shared | None = current_app.extensions["shared"]
    return found


def ask(question: "Callable[[Redis], Answer]", otherwise: Answer) -> Answer:
    """The answer of Redis; `otherwise` where there is none, or while it is away."""
    redis = shared()
    return redis.ask(question, otherwise) if redis else otherwise


def key(name: str) -> str:
    """`name` as it is called in a Redis that others may use too."""
    redis = shared()
    return f"{redis.mark}:{name}" if redis else name


def init_app(app: Flask) -> None:
    """Find Redis, if one is named. Raises RuntimeError where its library is not installed."""
    url = app.config["REDIS_URL"]
    if not url:
        app.extensions["shared"] = None
        return
    try:
        app.extensions["shared"] = Shared(url, app.config["SECRET_KEY"])
    except ImportError:
        raise RuntimeError("REDIS_URL needs redis: pip install --requirement requirements-live.lock") from None

"""Slowing guesses down: after so many failures in so many seconds, wait.

    SIGN_IN = Throttle("masuk", limit=5, per=15 * 60)

    SIGN_IN.check(account, address)       # raises TooMany
    if not right: SIGN_IN.failed(account, address)
    else: SIGN_IN.forgive(account)

Counted in a moving window, in memory: exact for one process with any number of threads, until it restarts and
forgets. Where several processes serve, counted in Redis for all of them; while that is away each counts for itself.
Guesses sent side by side can all pass `check` before the first of them has `failed`; `claim` leaves no such gap.
"""

import hashlib
import hmac
import math
import threading
import time
import unicodedata
from typing import Any

from flask import current_app
from limits import RateLimitItemPerSecond
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from community.kernel.errors import TooMany
from community.kernel.shared import PATIENCE, Shared, shared

# The library's storage in memory may drop a key's lock while another thread waits for it.
_one_at_a_time = threading.RLock()


class Throttle:
    """`limit` failures in `per` seconds under any one key: an account, an address.

    With `pace`, who failed so often is slowed down rather than shut out: one more guess every `pace` seconds.
    """

    def __init__(self, name: str, *, limit: int, per: int, pace: int | None = None) -> None:
        self.name = name
        self.item = RateLimitItemPerSecond(limit, per, namespace=f"gugus/{name}")
        self.pace = RateLimitItemPerSecond(1, pace, namespace=f"gugus/{name}/pace") if pace else None

    def check(self, *keys: str) -> None:
        """Raise TooMany, which says how long to wait, if one of `keys` has failed too often lately."""
        with _one_at_a_time:
            full = [key for key in map(_hidden, keys) if not self._has_room(key)]
            if full:
                raise self._too_many(full)

    def failed(self, *keys: str) -> None:
        """Count a failure under each of `keys`."""
        with _one_at_a_time:
            for key in map(_hidden, keys):
                self._hit(key)

    def claim(self, *keys: str) -> None:
        """`check` and `failed` in one step, before the guess is looked at; `forgive` if it was right."""
        with _one_at_a_time:
            self.check(*keys)
            late = [key for key in map(_hidden, keys) if not self._hit(key)]  # another process was first
            if late:
                raise self._too_many(late)

    def forgive(self, *keys: str) -> None:
        """Forget the failures of `keys`."""
        with _one_at_a_time:
            for key in map(_hidden, keys):
                for item in self._items:
                    _ask("clear", item, key)

    @property
    def _items(self) -> list[RateLimitItemPerSecond]:
        return [self.item, self.pace] if self.pace else [self.item]

    def _has_room(self, key: str) -> bool:
        return any(_ask("test", item, key) for item in self._items)

    def _hit(self, key: str) -> bool:
        """Count one under each limit; whether one of them had room for it."""
        counted = [_ask("hit", item, key) for item in self._items]
        return any(counted)

    def _too_many(self, hidden: list[str]) -> TooMany:
        item = self.pace or self.item
        free_at = max(_ask("get_window_stats", item, key).reset_time for key in hidden)
        seconds = max(math.ceil(free_at - time.time()), 1)
        wait = f"{math.ceil(seconds / 60)} menit" if seconds > 60 else f"{seconds} detik"
        return TooMany(f"Terlalu banyak percobaan yang gagal. Tunggu {wait}, lalu coba lagi.", retry_after=seconds)


def _hidden(key: str) -> str:
    """What is stored of a key: neither a phone number nor an address can be read or guessed from it."""
    plain = unicodedata.normalize("NFKC", key).strip().casefold()
    secret = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.new(secret, plain.encode(), hashlib.sha256).hexdigest()


def _ask(what: str, item: RateLimitItemPerSecond, key: str) -> Any:
    """What Redis has counted for all processes, or this one while it is away."""
    redis = shared()
    if redis is None:
        return getattr(_in_memory(), what)(item, key)
    answers: list[Any] = []
    redis.ask(lambda _client: answers.append(getattr(_in_redis(redis), what)(item, key)), None)
    return answers[0] if answers else getattr(_in_memory(), what)(item, key)


def _in_memory() -> MovingWindowRateLimiter:
    extensions = current_app.extensions
    if "throttle" not in extensions:
        extensions.setdefault("throttle", MovingWindowRateLimiter(MemoryStorage()))
    limiter: MovingWindowRateLimiter = extensions["throttle"]
    return limiter


def _in_redis(redis: Shared) -> MovingWindowRateLimiter:
    extensions = current_app.extensions
    if "throttle_shared" not in extensions:
        from limits.storage import RedisStorage

        patience = {"socket_timeout": PATIENCE, "socket_connect_timeout": PATIENCE}
        storage = RedisStorage(redis.url, key_prefix=redis.mark, **patience)  # type: ignore[arg-type]
        extensions.setdefault("throttle_shared", MovingWindowRateLimiter(storage))
    limiter: MovingWindowRateLimiter = extensions["throttle_shared"]
    return limiter

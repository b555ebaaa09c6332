"""How fast one person may go: so much at once, then so much a second.

    SENDING = Pace("pesan", burst=30, per_second=6)

    SENDING.take(guru.id)       # raises TooFast, which says how long to wait

Counted in memory; where several processes serve, in Redis for all of them, and while that is away by each process for
itself. What is refused costs nothing but the asking.
"""

import math
import threading
from datetime import datetime

from flask import current_app

from community.kernel.clock import now
from community.kernel.errors import TooMany
from community.kernel.shared import ask, shared
from community.kernel.shared import key as shared_key

_MOST = 20_000  # keys remembered; beyond that those who have rested are forgotten
_guard = threading.Lock()
# The same bucket in Redis, whose clock all processes go by. Answers the seconds to wait, as text; "0": go.
_BUCKET = """
local burst, rate = tonumber(ARGV[1]), tonumber(ARGV[2])
local time = redis.call('TIME')
local now = tonumber(time[1]) + tonumber(time[2]) / 1000000
local kept = redis.call('HMGET', KEYS[1], 'left', 'since')
local left, since = tonumber(kept[1] or burst), tonumber(kept[2] or now)
left = math.min(burst, left + math.max(now - since, 0) * rate)
local wait = 0
if left < 1 then wait = (1 - left) / rate else left = left - 1 end
redis.call('HSET', KEYS[1], 'left', tostring(left), 'since', string.format('%.6f', now))
redis.call('EXPIRE', KEYS[1], math.ceil(burst / rate) + 1)
return tostring(wait)
"""


class TooFast(TooMany):
    code = "terlalu_cepat"
    title = "Terlalu cepat"

    def __init__(self, seconds: int) -> None:
        super().__init__(f"Terlalu cepat. Tunggu {seconds} detik, lalu coba lagi.", retry_after=seconds)


class Pace:
    """`burst` at once under one key, then `per_second`."""

    def __init__(self, name: str, *, burst: int, per_second: float) -> None:
        self.name = name
        self.burst = burst
        self.per_second = per_second

    def take(self, key: str) -> None:
        """Use one of what `key` has left. Raises TooFast; who was refused has lost nothing by it."""
        wait = self._of_all(key) if shared() else None
        if wait is None:
            self._take_here(key)
        elif wait:
            raise TooFast(max(math.ceil(wait), 1))

    def _of_all(self, key: str) -> float | None:
        """The seconds to wait by what all processes counted; None while that cannot be known."""
        name = shared_key(f"laju:{self.name}:{key}")
        answer = ask(lambda redis: redis.eval(_BUCKET, 1, name, str(self.burst), str(self.per_second)), None)
        return None if answer is None else float(str(answer))

    def _take_here(self, key: str) -> None:
        moment = now()
        with _guard:
            kept = self._kept()
            left, since = kept.get(key, (float(self.burst), moment))
            rested = max((moment - since).total_seconds(), 0)  # a clock may be set back
            left = min(self.burst, left + rested * self.per_second)
            if left < 1:
                kept[key] = (left, moment)
                raise TooFast(max(math.ceil((1 - left) / self.per_second), 1))
            kept[key] = (left - 1, moment)
            if len(kept) > _MOST:
                self._forget(kept, moment)

    def _kept(self) -> dict[str, tuple[float, datetime]]:
        paces: dict[str, dict[str, tuple[float, datetime]]] = current_app.extensions.setdefault("pace", {})
        return paces.setdefault(self.name, {})

    def _forget(self, kept: dict[str, tuple[float, datetime]], moment: datetime) -> None:
        rested = self.burst / self.per_second
        for key in [key for key, (_, since) in kept.items() if (moment - since).total_seconds() > rested]:
            del kept[key]

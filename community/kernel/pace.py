"""How fast one person may go: so much at once, then so much a second.

    SENDING = Pace("pesan", burst=30, per_second=6)

    SENDING.take(guru.id)       # raises TooFast, which says how long to wait

Counted in memory, for one process; what is refused costs nothing but the asking.
"""

import math
import threading
from datetime import datetime

from flask import current_app

from community.kernel.clock import now
from community.kernel.errors import TooMany

_MOST = 20_000  # keys remembered; beyond that those who have rested are forgotten
_guard = threading.Lock()


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

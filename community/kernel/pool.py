"""Connections to PostgreSQL, handed out in the order in which they were asked for.

SQLAlchemy's pool gives a connection that comes back to whoever asks first. While a thousand devices come in again after
a break, those who wait are overtaken by those who have just been served, until some have waited too long.
"""

import select
import sys
import time
from collections.abc import Callable
from typing import Any

from sqlalchemy import Engine, QueuePool, event
from sqlalchemy.exc import InvalidatePoolError
from sqlalchemy.exc import TimeoutError as NoConnection
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.util.queue import Empty, Full

from community.kernel.turns import Turns

_TRUSTED = 1.0  # seconds in which one that was used still stands


class FairPool(QueuePool):
    """As QueuePool with `pool_size` connections, all of which are kept, and a queue before them."""

    def __init__(self, creator: Any, pool_size: int = 15, **options: Any) -> None:
        super().__init__(creator, pool_size=pool_size, **(options | {"max_overflow": 0}))
        self._turns = Turns(pool_size)

    def _do_get(self) -> ConnectionPoolEntry:
        if not self._turns.take(self.timeout()):
            raise NoConnection(f"no connection to the database came free within {self.timeout():.0f} seconds")
        try:
            try:
                return self._pool.get(block=False)
            except Empty:
                return self._create_connection()
        except BaseException:
            self._turns.give()
            raise

    def _do_return_conn(self, record: ConnectionPoolEntry) -> None:
        try:
            self._pool.put(record, block=False)
        except Full:  # what was handed out before the pool was emptied
            record.close()
        finally:
            self._turns.give()


def ask_before_use(engine: Engine) -> None:
    """Ask a connection that has lain idle whether it still stands: the server may have started again meanwhile.

    One that was used a moment ago is not asked: a question costs as much as the shortest answer. Unless there is
    something to read on its line, where an idle server is silent: it has said that it hangs up.
    """
    speaks = _speaks()

    def come_back(_connection: Any, record: ConnectionPoolEntry) -> None:
        record.info["used_at"] = time.monotonic()

    def hand_out(connection: Any, record: ConnectionPoolEntry, _proxy: Any) -> None:
        used_at = record.info.get("used_at")
        if used_at is None or (time.monotonic() - used_at < _TRUSTED and not speaks(connection.pgconn.socket)):
            return
        try:
            engine.dialect.do_ping(connection)
        except engine.dialect.loaded_dbapi.Error as error:
            raise InvalidatePoolError(str(error)) from error

    event.listen(engine, "checkin", come_back)
    event.listen(engine, "checkout", hand_out)


def _speaks() -> Callable[[int], bool]:
    """A function that tells at once whether there is something to read on a line. Where gevent serves it is not
    gevent's: that one would let the others go first.
    """
    monkey = sys.modules.get("gevent.monkey")
    poll: Any = monkey.get_original("select", "poll") if monkey else select.poll

    def speaks(line: int) -> bool:
        asked = poll()
        asked.register(line, select.POLLIN)
        return bool(asked.poll(0))

    return speaks

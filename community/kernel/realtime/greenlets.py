"""How a greenlet waits for PostgreSQL.

psycopg notices gevent and waits by `select.poll`, whose answer gevent puts at the end of its queue: behind a thousand
listeners who are being sent a message. A message takes a dozen questions to store, so that a busy room fell behind by
seconds. Here the loop goes on with whoever waited as soon as the answer is there.
"""

from collections.abc import Generator
from typing import Any, TypeVar

from psycopg import waiting

Answer = TypeVar("Answer")
_by_poll = waiting.wait


def install() -> None:
    """Let psycopg wait so in this process."""
    waiting.wait = wait  # its own signature is wider than its use


def wait(gen: Generator[Any, Any, Answer], fileno: int, interval: float = 0.0, timeout: float | None = None) -> Answer:
    """What psycopg's generator answers; it says each time whether it waits to read (1), to write (2), or for either.

    Where it waits for either it is told both: its socket does not block, so that trying in vain does no harm.
    """
    if timeout is not None:
        return _by_poll(gen, fileno, interval=interval, timeout=timeout)
    from gevent import get_hub

    hub = get_hub()
    try:
        state = next(gen)
        while True:
            watcher = hub.loop.io(fileno, int(state))
            try:
                hub.wait(watcher)
            finally:
                watcher.close()
            state = gen.send(state)
    except StopIteration as done:
        answer: Answer = done.value
        return answer

"""Where jobs wait (kernel/jobs.py): a SQLite file beside the data, or a list in Redis where REDIS_URL names one."""

import json
import logging
import os
import threading
import time
from collections import deque
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from typing import Any

from flask import Flask

from community.kernel.memory import without
from community.kernel.shared import Shared


def light() -> AbstractContextManager[None]:
    """Around an import of huey, which would load what serves queues that are not ours: 9 MB, a fifth of a second."""
    return without("psycopg", *([] if os.environ.get("REDIS_URL") else ["redis"]))


with light():
    from huey import Huey, RedisHuey, SqliteHuey
    from huey import storage as huey_storage
    from huey.registry import Message
    from huey.serializer import Serializer

log = logging.getLogger(__name__)
_TRY_EVERY = 2  # seconds until a queue that did not answer is asked again


def made(app: Flask) -> Huey:
    """The queue of `app`."""
    shared: Shared | None = app.extensions["shared"]
    app.extensions["jobs_late"] = Late() if shared else None
    return _in_redis(app, shared) if shared else _in_file(app)


def put(app: Flask, queue: Huey, task: Any) -> None:
    """Put a task into the queue. One in Redis that does not answer is given it later."""
    late: Late | None = app.extensions["jobs_late"]
    if late is None:
        queue.enqueue(task)
    else:
        late.put(lambda: queue.enqueue(task))


class Late:
    """What the queue did not take yet: kept by this process, and put there once it answers again."""

    def __init__(self) -> None:
        self._waiting: deque[Callable[[], Any]] = deque()
        self._guard = threading.Lock()
        self._tries = False

    def put(self, task: Callable[[], Any]) -> None:
        try:
            task()
        except Exception as error:
            log.warning("the queue does not answer (%s): a job is kept until it does", type(error).__name__)
            with self._guard:
                self._waiting.append(task)
                if self._tries:
                    return
                self._tries = True
            threading.Thread(target=self._try_again, name="Late jobs", daemon=True).start()

    def _try_again(self) -> None:
        while True:
            time.sleep(_TRY_EVERY)
            with self._guard:
                if not self._waiting:
                    self._tries = False
                    return
            try:
                while self._waiting:
                    self._waiting[0]()
                    self._waiting.popleft()
            except Exception:
                log.debug("the queue still does not answer")


def _in_file(app: Flask) -> Huey:
    file = Path(app.config["INSTANCE"]).resolve() / "jobs.db"
    file.parent.mkdir(parents=True, exist_ok=True)
    return SqliteHuey("gugus", filename=str(file), timeout=15, **_options(app))


def _in_redis(app: Flask, shared: Shared) -> Huey:
    if huey_storage.Redis is None:
        raise RuntimeError("REDIS_URL is set for the application alone; set it in the environment of the process")
    from redis import ConnectionPool
    from redis.backoff import NoBackoff
    from redis.retry import Retry

    once = Retry(NoBackoff(), 1)
    pool = ConnectionPool.from_url(shared.url, socket_timeout=5, socket_connect_timeout=1, retry=once)
    return RedisHuey(shared.mark, connection_pool=pool, **_options(app))


def _options(app: Flask) -> dict[str, Any]:
    return {"immediate": app.config["HUEY_IMMEDIATE"], "results": False, "serializer": _Json()}


class _Json(Serializer):
    """Tasks as JSON: with pickle, whoever writes to the queue could run any code."""

    def _serialize(self, data: Any) -> bytes:
        return json.dumps(data, default=datetime.isoformat).encode()

    def _deserialize(self, data: bytes) -> Message:
        message = Message(*json.loads(bytes(data)))
        eta = datetime.fromisoformat(message.eta) if message.eta else None
        return message._replace(eta=eta)

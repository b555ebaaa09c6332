"""Work in the background: a job takes ids, runs as any door does, and is asked for only once the act is committed.

huey keeps the queue: in a file of its own beside the database, worked off by a thread of this process; in production in
Redis, worked off by `huey_consumer`. A killed process may lose a job that ran: every job of the house can be repeated,
its rows say how far it came, and `on_start` asks for it again.
"""

import atexit
import logging
from collections.abc import Callable
from typing import Any

from flask import Flask, current_app
from huey import Huey, MemoryHuey, RedisHuey, SqliteHuey
from huey.consumer import Consumer

from community.kernel.command import after_commit
from community.kernel.database import db

log = logging.getLogger(__name__)

Job = Callable[..., None]
_jobs: dict[str, Job] = {}
_on_start: list[Callable[[], None]] = []


def job(function: Job) -> Job:
    """Mark a function of ids (strings, numbers) as a job."""
    _jobs[f"{function.__module__}.{function.__name__}"] = function
    return function


def later(function: Job, *ids: str | int) -> None:
    """Ask for `function(*ids)`: after the commit when inside an act (never, if it fails), else at once."""
    name = f"{function.__module__}.{function.__name__}"
    if name not in _jobs:
        raise LookupError(f"{name} is not a @job")
    after_commit(lambda: current_app.extensions["run_job"](name, *ids))


def on_start(function: Callable[[], None]) -> Callable[[], None]:
    """Mark a function that asks again for what a killed process left unfinished."""
    _on_start.append(function)
    return function


class _Worker(Consumer):
    """The consumer as a guest of a server that keeps the signals for itself."""

    def _set_signal_handlers(self) -> None:
        pass


def start_worker(app: Flask) -> None:
    """Work off the queue in threads of this process, and first ask again for what was left unfinished."""
    worker = _Worker(app.extensions["huey"], workers=1, periodic=False, initial_delay=0.1, max_delay=1.0)
    worker.start()
    atexit.register(worker.stop)
    with app.app_context():
        for function in _on_start:
            function()
        db.session.remove()


def init_app(app: Flask) -> None:
    """Open the queue of `app`. With HUEY_IMMEDIATE a job runs as soon as it is asked for (tests)."""
    huey = _queue(app)

    @huey.task(name="gugus")
    def run(name: str, *ids: Any) -> None:
        _run(app, name, *ids)

    app.extensions["huey"] = huey
    app.extensions["run_job"] = run


def _queue(app: Flask) -> Huey:
    if app.config["HUEY_IMMEDIATE"]:
        return MemoryHuey("gugus", immediate=True)
    if app.config["REDIS_URL"]:
        return RedisHuey("gugus", url=app.config["REDIS_URL"])
    return SqliteHuey("gugus", filename=str(app.config["INSTANCE"] / "jobs.db"), results=False)


def _run(app: Flask, name: str, *ids: Any) -> None:
    with app.app_context():
        try:
            _jobs[name](*ids)
        except Exception:
            log.exception("job %s%r failed", name, ids)
            raise
        finally:
            db.session.remove()

"""Work in the background: functions that take ids, run after the commit, one after the other.

    @job
    def apply_import(import_id: str) -> None: ...          # calls one service, as any door does

    later(apply_import, row.id)

The queue is a SQLite file beside the data, read by a thread of the serving process; or, where several processes serve,
a list in Redis, read by a process of its own (`flask kerja`).
What it promises: a job in the queue survives a restart; one that was running when its process was killed is
gone from the queue. So a job keeps its state in its own row, does nothing the second time, and its package
says with `on_start` how to find what was left half done:

    @on_start
    def resume_imports() -> None:
        for import_id in unfinished_imports():
            later(apply_import, import_id)

What many ask for again and again is done at once, and then at most every so many seconds for all of them:

    later_spaced(count_in_room, pertemuan.id, every=30)

What is to be done again and again says how often; it is a job without ids, asked for by one process at a time:

    @every(minutes=15)
    def send_digests() -> None: ...
"""

import atexit
import logging
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from flask import Flask, current_app

from community.kernel.command import after_commit
from community.kernel.periods import claim_due
from community.kernel.queues import light, made, put

with light():
    from huey import Huey
    from huey.consumer import Consumer

log = logging.getLogger(__name__)

Id = str | int
Job = Callable[..., None]
J = TypeVar("J", bound=Job)
Hook = Callable[[], None]

_TASK = "job"
_LOOK_EVERY = 30  # seconds between two looks at what is due again
_jobs: dict[str, tuple[Job, int]] = {}
_hooks: list[Hook] = []
_periods: dict[str, tuple[Job, timedelta]] = {}
_asked: dict[tuple[Id, ...], tuple[float, bool]] = {}  # of `later_spaced`: when its next turn is, and whether one waits
_asking = threading.Lock()


def job(body: J) -> J:
    """Make a function of ids a job. It stays callable: a test or another job may simply call it."""
    return _register(body, retries=0)


def patient_job(body: J) -> J:
    """A job for what depends on another machine: an exception is tried again three times, a minute apart."""
    return _register(body, retries=3)


def on_start(hook: Hook) -> Hook:
    """Call `hook` whenever a worker starts, so that it enqueues anew what a killed one left unfinished."""
    _hooks.append(hook)
    return hook


def every(*, minutes: int) -> Callable[[Hook], Hook]:
    """Make a function without arguments a job that is asked for every so many `minutes` while a worker runs.

    Also after a restart: when it was last asked for is a row. It is asked for once, however many processes share
    the database. One that was asked for and killed is asked for again a period later, so it does little at a time
    and finds out from the rows what is left to do.
    """

    def decorate(body: Hook) -> Hook:
        _periods[_name(body)] = (body, timedelta(minutes=minutes))
        return _register(body, retries=0)

    return decorate


def ask_for_due() -> list[str]:
    """Ask for every periodic job whose time has come and which no other process asked for; their names."""
    asked = claim_due({name: period for name, (_, period) in _periods.items()})
    for name in asked:
        later(_periods[name][0])
    return asked


def later(body: Job, *ids: Id) -> None:
    """Run the job `body` in the background: inside an act once that is committed, otherwise now.

    Raises TypeError for anything but strings and whole numbers, ValueError for what is no job.
    """
    name = _checked(body, ids)
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    after_commit(lambda: _enqueue(app, name, list(ids)))


def later_spaced(body: Job, *ids: Id, every: int) -> None:
    """As `later`; asked for again within `every` seconds it is done once more when they are over, however often.

    The last asking is never lost: it waits in the queue, which outlives a restart. Each process counts for itself.
    Where jobs are done at once (tests), so is this one. Raises as `later`.
    """
    name = _checked(body, ids)
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    after_commit(lambda: _enqueue_spaced(app, name, list(ids), every))


class Worker(Consumer):
    """Huey's consumer as threads of a process that is somebody else's: gunicorn's."""

    def __init__(self, app: Flask, *, alone: bool = False, **options: Any) -> None:
        """`alone`: the process is the worker's own, and so are its signals."""
        super().__init__(_queue(app), **options)
        self._app = app
        self._alone = alone
        self._stopped = threading.Event()

    def start(self) -> None:
        super().start()
        threading.Thread(target=self._look, name="Periods", daemon=True).start()

    def stop(self, graceful: bool = False) -> None:
        self._stopped.set()
        super().stop(graceful=graceful)

    def _set_signal_handlers(self) -> None:
        if self._alone:
            super()._set_signal_handlers()

    def _look(self) -> None:
        while not self._stopped.wait(_LOOK_EVERY):
            try:
                with self._app.app_context():
                    ask_for_due()
            except Exception:
                log.exception("what is due again was not asked for")


def start_worker(app: Flask) -> Worker:
    """Start one worker thread for `app`, stopped when the process ends; first call what `on_start` named."""
    _resume(app)
    worker = Worker(app, workers=1, shutdown_timeout=4, **_CALM)
    worker.start()
    atexit.register(worker.stop, graceful=True)
    return worker


def work(app: Flask, threads: int) -> None:
    """Do the jobs of `app` in this process until it is told to end, so many at a time."""
    _resume(app)
    Worker(app, alone=True, workers=threads, graceful_signal="TERM", shutdown_timeout=20, **_CALM).run()


def init_app(app: Flask) -> None:
    """Give `app` its queue."""

    def run(name: str, ids: list[Id]) -> None:
        _run(app, name, ids)

    run.__module__ = __name__
    queue = made(app)
    queue.task(name=_TASK)(run)
    app.extensions["jobs"] = queue


_CALM: dict[str, Any] = {"periodic": False, "max_delay": 0.5, "scheduler_interval": 5}


def _resume(app: Flask) -> None:
    for hook in _hooks:
        try:
            with app.app_context():
                hook()
        except Exception:
            log.exception("%s did not find out what to resume", _name(hook))


def _register(body: J, retries: int) -> J:
    _jobs[_name(body)] = (body, retries)
    return body


def _checked(body: Job, ids: tuple[Id, ...]) -> str:
    name = _name(body)
    if name not in _jobs:
        raise ValueError(f"{name} is not a job")
    if wrong := [value for value in ids if not isinstance(value, str | int)]:
        raise TypeError(f"a job takes ids, not {wrong!r}: rows and sessions do not travel")
    return name


def _name(function: Callable[..., Any]) -> str:
    return f"{function.__module__}.{function.__qualname__}"


def _queue(app: Flask) -> Huey:
    return app.extensions["jobs"]


def _enqueue(app: Flask, name: str, ids: list[Id], at: datetime | None = None) -> None:
    queue = _queue(app)
    task = queue._registry.string_to_task(f"{__name__}.{_TASK}")
    put(app, queue, task((name, ids), retries=_jobs[name][1], retry_delay=60, eta=at))


def _enqueue_spaced(app: Flask, name: str, ids: list[Id], every: int) -> None:
    if app.config["HUEY_IMMEDIATE"]:
        _enqueue(app, name, ids)
        return
    moment, key = time.monotonic(), (name, *ids)
    with _asking:
        for old in [each for each, (until, _) in _asked.items() if until + every < moment]:
            del _asked[old]
        until, waits = _asked.get(key, (moment, False))
        if waits and moment >= until:  # the one that waited was its turn
            until, waits = until + every, False
        if waits:
            return
        wait = max(until - moment, 0)
        _asked[key] = (until, True) if wait else (moment + every, False)
    due = (datetime.now(UTC) + timedelta(seconds=wait)).replace(tzinfo=None) if wait else None
    _enqueue(app, name, ids, due)


def _run(app: Flask, name: str, ids: list[Id]) -> None:
    """One job in a context, and so a session, of its own."""
    body, _ = _jobs[name]
    try:
        with app.app_context():  # its end gives the session back, undoing whatever no act has committed
            body(*ids)
    except Exception:
        log.error("job %s failed", name)  # the queue logs why; `ids` may be private (a letter)
        raise

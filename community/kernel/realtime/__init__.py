"""Live delivery. Sockets deliver; whatever must last also works by plain POST.

ASYNC_MODE says how: `threading`, the default, is one process with threads; `gevent` is a process for sockets alone,
one of several behind a proxy, under gunicorn's worker of that name. Pages stay on threads: a password or a PDF in a
gevent process would keep every socket waiting.
"""

import sys
import threading
from collections.abc import Callable
from typing import Any

from flask import Flask, current_app

from community.kernel import doorstep
from community.kernel.memory import without

with without("redis"):  # for a way of telling others that loses what it tells: ours is in words.py
    from flask_socketio import SocketIO

from community.kernel.realtime import answers, greenlets, words
from community.kernel.realtime.answers import after_answer
from community.kernel.realtime.lines import LONGEST, Line
from community.kernel.realtime.words import LOOK_EVERY, Hearer, Look, hear, listen_to_others, tell_others, this_process

__all__ = [
    "LOOK_EVERY",
    "Hearer",
    "Look",
    "after_answer",
    "aside",
    "broadcast",
    "hear",
    "init_app",
    "listen_to_others",
    "socketio",
    "soon",
    "tell_others",
    "this_process",
]

THREADS, GREENLETS = "threading", "gevent"
socketio = SocketIO()
_waiting: set[str] = set()
_lock = threading.Lock()


def broadcast(room: str, event: str, data: Any, namespace: str = "/") -> None:
    """Send to everyone in `room` who is connected to this process.

    What is sent while someone is away is fetched again, not replayed.
    """
    socketio.emit(event, data, to=room, namespace=namespace)


def aside(work: Callable[[], None]) -> None:
    """Do `work` beside whoever asks for it, in a context of its own; at once where nothing is gathered (tests)."""
    if not current_app.config["BROADCAST_AFTER"]:
        work()
        return
    app = current_app._get_current_object()  # type: ignore[attr-defined]

    def run() -> None:
        with app.app_context():
            work()

    socketio.start_background_task(run)


def soon(key: str, tell: Callable[[], None], *, moments: int = 1) -> None:
    """Call `tell` within a moment (or so many), once for everything that happens under `key` until then.

    Thirty people who check in in the same second are one picture on the wall, not thirty.
    """
    pause = current_app.config["BROADCAST_AFTER"] * moments
    if not pause:
        tell()
        return
    with _lock:
        if key in _waiting:
            return
        _waiting.add(key)
    app = current_app._get_current_object()  # type: ignore[attr-defined]

    def later() -> None:
        with _lock:
            _waiting.discard(key)
        with app.app_context():
            tell()

    timer = threading.Timer(pause, later)
    timer.daemon = True
    timer.start()


def init_app(app: Flask) -> None:
    """Sockets of this process, and words to the others. Same origin only: CSRF does not cover sockets.

    Raises RuntimeError where ASYNC_MODE and what this process runs on do not go together.
    """
    mode = app.config["ASYNC_MODE"]
    _must_fit(mode, app.config["SQLALCHEMY_DATABASE_URI"])
    if mode == GREENLETS:
        greenlets.install()
    words.init_app(app)
    socketio.init_app(app, async_mode=mode, manage_session=False, max_http_buffer_size=LONGEST)
    server: Any = socketio.server  # type: ignore[attr-defined]
    own = _Greenlets if mode == GREENLETS else Line
    server.eio._async = {**server.eio._async, "websocket": own}  # Engine.IO has no setting for it
    answers.watch(server)
    doorstep.watch(server)


def _must_fit(mode: str, database: str) -> None:
    if mode not in (THREADS, GREENLETS):
        raise RuntimeError(f"ASYNC_MODE={mode}: there are {THREADS} and {GREENLETS}")
    patched = "gevent.monkey" in sys.modules and sys.modules["gevent.monkey"].is_module_patched("socket")
    if mode == GREENLETS and not patched:
        raise RuntimeError("ASYNC_MODE=gevent runs under `gunicorn --worker-class gevent --workers 1` alone")
    if mode == THREADS and patched:
        raise RuntimeError("gunicorn runs with gevent here: set ASYNC_MODE=gevent, or --worker-class gthread")
    if mode == GREENLETS and database.startswith("sqlite"):
        raise RuntimeError(
            "ASYNC_MODE=gevent needs PostgreSQL (DATABASE_URL): SQLite knows nothing of greenlets, "
            "so that whoever waits for its one writer would keep every socket of the process waiting"
        )


class _Greenlets(Line):
    """A line served by greenlets."""

    def __init__(self, handler: Any, server: Any) -> None:
        from engineio.async_drivers.gevent import Thread
        from gevent.event import Event

        super().__init__(handler, server, thread_class=Thread, event_class=Event)

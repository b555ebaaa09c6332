"""Live delivery. Sockets deliver; whatever must last also works by plain POST."""

import threading
from collections.abc import Callable
from typing import Any

from flask import Flask, current_app
from flask_socketio import SocketIO

socketio = SocketIO()
_waiting: set[str] = set()
_lock = threading.Lock()


def broadcast(room: str, event: str, data: Any, namespace: str = "/") -> None:
    """Send to everyone in `room`: what is sent while someone is away is fetched again, not replayed."""
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


def soon(key: str, tell: Callable[[], None]) -> None:
    """Call `tell` within a moment, once for everything that happens under `key` until then.

    Thirty people who check in in the same second are one picture on the wall, not thirty.
    """
    pause = current_app.config["BROADCAST_AFTER"]
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
    """Threads of one process. Same origin only: CSRF does not cover sockets."""
    socketio.init_app(
        app,
        async_mode="threading",
        manage_session=False,
    )

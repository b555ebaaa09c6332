"""Long work beside the worker of jobs: one thread of its own, so that a document that takes half a minute to read holds
up no other job. It promises less than the queue does: what waits here is lost with the process, and is found again
from its rows when one starts.
"""

import logging
import threading
from collections import deque
from collections.abc import Callable

from flask import Flask, current_app

_log = logging.getLogger(__name__)
_waiting: deque[tuple[Flask, Callable[[str], None], str]] = deque()
_guard = threading.Lock()
_runs = False


def aside(work: Callable[[str], None], about_id: str) -> None:
    """Do `work(about_id)` after what waits already, in a context of its own; at once where jobs are done at once."""
    global _runs
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    if app.config["HUEY_IMMEDIATE"]:
        work(about_id)
        return
    with _guard:
        _waiting.append((app, work, about_id))
        if _runs:
            return
        _runs = True
    threading.Thread(target=_work, name="Aside", daemon=True).start()


def _work() -> None:
    """Until nothing waits any more."""
    global _runs
    while True:
        with _guard:
            if not _waiting:
                _runs = False
                return
            app, work, about_id = _waiting.popleft()
        try:
            with app.app_context():
                work(about_id)
        except Exception:
            _log.exception("%s failed", work.__qualname__)

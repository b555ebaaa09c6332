"""The application as gunicorn and `flask` run it, with a clock that a journey sets: three Saturdays fit into a minute.

The file named in GUGUS_CLOCK holds what time it was told to be, and when it was told; from then on the clock ticks.
"""

import os
import time
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from flask import Flask

import community
from community.kernel import clock

# While a file of this name lies beside the clock, what was asked is done and the answer does not leave: any answer, or
# only that of the page whose path stands in it.
HELD = "held"


def create_app() -> Flask:
    """For the command line."""
    read(_hands())
    return community.create_app()


def serve() -> Flask:
    """For gunicorn: made ready, with its worker, and the clock read again at each request."""
    hands = _hands()
    read(hands)
    app = community.serve()
    inner: Callable[..., Iterable[bytes]] = app.wsgi_app

    def door(environ: Any, start_response: Any) -> Iterable[bytes]:
        read(hands)
        answer = inner(environ, start_response)
        while _held(hands.parent / HELD, f"{environ['REQUEST_METHOD']} {environ['PATH_INFO']}"):
            time.sleep(0.02)
        return answer

    app.wsgi_app = door  # type: ignore[method-assign]
    return app


def tell(hands: Path, moment: datetime) -> None:
    """Set the clock kept in `hands`; it is read at the next request."""
    draft = hands.with_suffix(".draft")
    draft.write_text(f"{moment.isoformat()} {time.time()}")
    draft.replace(hands)


def read(hands: Path) -> None:
    moment, told_at = hands.read_text().split()
    # `clock.told` is for a block within one thread; a server has many, and its clock stays told.
    clock._told = datetime.fromisoformat(moment) + timedelta(seconds=time.time() - float(told_at))


def _held(file: Path, asked: str) -> bool:
    try:
        return (page := file.read_text()) == "" or f"GET {page}" == asked
    except FileNotFoundError:
        return False


def _hands() -> Path:
    return Path(os.environ["GUGUS_CLOCK"])

"""What is to follow the answer to an event.

Socket.IO answers with what a handler returns, once it has returned. Who is let into a room by a handler is not to hear
of it before: the first event would overtake the answer.
"""

from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

from flask import current_app

_following: ContextVar[list[Callable[[], None]] | None] = ContextVar("following", default=None)


def after_answer(do: Callable[[], None]) -> None:
    """Call `do`, in a context of its own, once the answer is on its way; at once where nothing is answered (tests).

    What fails before the answer is not followed by anything.
    """
    following = _following.get()
    if following is None:
        do()
        return
    app = current_app._get_current_object()  # type: ignore[attr-defined]

    def in_context() -> None:
        with app.app_context():
            do()

    following.append(in_context)


def watch(server: Any) -> None:
    """From now on, what a task of `server` wants to follow follows it: an event is one, answered at its end."""
    begin = server.start_background_task

    def begun(target: Callable[..., object], *args: Any, **kwargs: Any) -> Any:
        return begin(_followed, target, args, kwargs)

    server.start_background_task = begun


def _followed(target: Callable[..., object], args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
    following: list[Callable[[], None]] = []
    token = _following.set(following)
    try:
        target(*args, **kwargs)
    finally:
        _following.reset(token)
    for each in following:
        each()

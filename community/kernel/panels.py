"""Named slots a page leaves open for what lies above it: the page knows the slot, never the filler."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from flask import Flask
from markupsafe import Markup

Panel = Callable[..., str | None]

_panels: dict[str, list[Panel]] = defaultdict(list)


def fill(table: Mapping[str, Sequence[Panel]]) -> None:
    """Say what fills which slot; wiring calls this once. A panel takes what the page hands it: HTML or None."""
    _panels.clear()
    for slot, fillers in table.items():
        _panels[slot].extend(fillers)


def panels(slot: str, *what: Any) -> list[Markup]:
    """The filled slot, in order; empty panels are left out."""
    return [Markup(html) for each in _panels[slot] if (html := each(*what))]  # noqa: S704  rendered by templates


def init_app(app: Flask) -> None:
    app.jinja_env.globals["panels"] = panels

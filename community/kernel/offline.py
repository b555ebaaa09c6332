"""Working without a line: what the worker of the browser (static/js/sw.js) is given, and which pages it may keep.

A page is kept by the browser only where its answer says so, in the header Gugus-Luring:
`boleh` (the person asks for it: macro `keep_offline()`) or `otomatis` (below OFFLINE_PAGES, at every visit).
"""

import json
from pathlib import Path
from typing import Any

from flask import Flask, Response, current_app, g, get_flashed_messages, request

OFFLINE_PAGES = ("/observasi/",)  # kept at every visit: work that is done where there is no line
OFFLINE_PAGE = "/luring"
MAY_BE_KEPT = "Gugus-Luring"
KEEPING = "Gugus-Simpan"  # in what the worker asks for
_SCRIPT = "js/sw.js"
# What a kept page needs beside itself: everything of ours but what only lives on a line.
_ALSO = frozenset({"app.css", "icons/gugus.svg", "icons/sprite.svg", "vendor/idb-keyval.js"})
_NEVER = ("js/live/", _SCRIPT)


def may_be_kept() -> str:
    """Say that the page being made may be kept in its reader's browser; nothing to print."""
    g.may_be_kept = True
    return ""


def worker_script() -> str:
    """The worker, told which build it belongs to and what to fetch for it."""
    build_id, names = current_app.extensions["assets"]
    asset = current_app.jinja_env.globals["asset"]
    shell = [asset(name) for name in sorted(names) if _needed(name)]  # type: ignore[operator]
    known = {"build": build_id, "shell": shell, "page": OFFLINE_PAGE, "icon": asset("icons/gugus-192.png")}  # type: ignore[operator]
    return f"const GUGUS = {json.dumps(known)};\n{_script()}"


def manifest() -> dict[str, Any]:
    """What a phone is told when Gugus is put on its home screen."""
    asset = current_app.jinja_env.globals["asset"]
    icons = [
        {"src": asset(f"icons/gugus-{size}.png"), "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}  # type: ignore[operator]
        for size in (192, 512)
        for purpose in ("any", "maskable")
    ]
    return {
        "id": "/",
        "name": "Gugus",
        "short_name": "Gugus",
        "description": "Tempat kelompok kerja guru bekerja.",
        "lang": "id",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": "#faf6ee",
        "theme_color": "#faf6ee",
        "icons": icons,
    }


def messages(**how: Any) -> list[Any]:
    """As Flask's get_flashed_messages. A page that the worker fetches to keep leaves them to the page that is read."""
    return [] if KEEPING in request.headers else list(get_flashed_messages(**how))


def init_app(app: Flask) -> None:
    app.jinja_env.globals["get_flashed_messages"] = messages
    app.jinja_env.globals["may_be_kept"] = may_be_kept
    app.after_request(_say)


def _needed(name: str) -> bool:
    return name in _ALSO or (name.startswith("js/") and not name.startswith(_NEVER))


def _script() -> str:
    """The text of the worker, read once."""
    if "worker" not in current_app.extensions:
        current_app.extensions["worker"] = (Path(current_app.root_path) / "static" / _SCRIPT).read_text()
    return str(current_app.extensions["worker"])


def _say(response: Response) -> Response:
    """Runs before the house writes its own Cache-Control: one that is there was meant by the page itself."""
    page = request.method == "GET" and response.status_code == 200 and response.mimetype == "text/html"
    if page and "no-store" not in response.headers.get("Cache-Control", ""):
        if request.path.startswith(OFFLINE_PAGES):
            response.headers[MAY_BE_KEPT] = "otomatis"
        elif g.get("may_be_kept"):
            response.headers[MAY_BE_KEPT] = "boleh"
    return response

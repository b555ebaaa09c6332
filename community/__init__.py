"""Gugus: teachers' working groups, their meetings, and the credit these earn."""

import os
import sys
from collections.abc import Mapping
from typing import Any

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from config import DEFAULT_SECRET, ROOT, settings


def create_app(overrides: Mapping[str, Any] | None = None) -> Flask:
    """The application, from the environment and `overrides` (tests, benches).

    Raises RuntimeError in production on a default secret.
    """
    config = settings() | dict(overrides or {})
    if config["PRODUCTION"] and config["SECRET_KEY"] == DEFAULT_SECRET:
        raise RuntimeError("SECRET_KEY is not set: production does not start on a default secret")
    config["INSTANCE"].mkdir(parents=True, exist_ok=True)
    app = Flask(
        "community",
        root_path=str(ROOT),
        template_folder="templates",
        static_folder=None,
        instance_path=str(config["INSTANCE"].resolve()),
    )
    app.config.update(config)
    _install(app)
    if app.config["TRUSTED_PROXIES"]:
        hops = app.config["TRUSTED_PROXIES"]
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    return app


def serve() -> Flask:
    """The application as `make run` serves it, in one process: ready, and doing its own jobs."""
    from community.kernel import jobs, memory
    from community.wiring import start

    app = create_app()
    with app.app_context():
        start.make_ready(f"http://127.0.0.1:{os.environ.get('PORT', '8000')}", say=lambda line: print(line, flush=True))  # noqa: T201
    jobs.start_worker(app)
    memory.settle()
    return app


def _install(app: Flask) -> None:
    from community import wiring
    from community.accounts import current
    from community.kernel import (
        assets,
        compression,
        database,
        files,
        indonesian,
        jobs,
        memory,
        offline,
        panels,
        realtime,
        shared,
        web,
    )

    memory.give_back()
    compression.init_app(app)  # what is done first to a request is done last to its answer
    database.init_app(app)
    web.init_app(app)
    indonesian.init_app(app)
    panels.init_app(app)
    assets.init_app(app, ROOT)
    offline.init_app(app)
    files.init_app(app)
    shared.init_app(app)
    jobs.init_app(app)
    realtime.init_app(app)
    current.init_app(app)
    wiring.init_app(app)
    if "db" in sys.argv[1:2]:  # `flask db ...`
        database.with_migrations(app)

"""An installation of its own for a measurement: a folder, a database of the models, the cast, signed-in people."""

import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Flask
from itsdangerous import URLSafeTimedSerializer
from sqlalchemy import event

from bench import floor
from community.accounts.current import hash_of
from community.accounts.models import Guru, SignIn
from community.gugus.models import Anggota
from community.kernel.clock import now
from community.kernel.database import add_all, db, end_transaction
from community.kernel.ids import new_id
from config import settings
from tests import people, postgres

SECRET = "only-for-measurements"
_OF_ANOTHER = frozenset({"DATABASE_URL", "REDIS_URL", "STORAGE_URL", "CLAMD", "GUGUS_ENV", "TRUSTED_PROXIES"})


@dataclass(frozen=True)
class Installation:
    """`app` is the product with the floor's doors added; `env` starts the same one in a process of its own."""

    name: str
    app: Flask
    env: dict[str, str]


def environment(folder: Path) -> dict[str, str]:
    """The environment of an installation of its own, whatever this shell has set for another one."""
    env = {key: value for key, value in os.environ.items() if key not in _OF_ANOTHER}
    return env | {"GUGUS_INSTANCE": str(folder), "SECRET_KEY": SECRET, "SAMPLE": "0"}


@contextmanager
def installation(name: str, folder: Path, url: str | None = None) -> Iterator[Installation]:
    """The product with its data in `folder` on a new database (None: its own SQLite file), the cast settled in it."""
    env = environment(folder) | ({"DATABASE_URL": url} if url else {})
    app = floor.create_app(settings(env))
    with preparing(app):
        db.create_all()
        people.settle()
    try:
        yield Installation(name, app, env)
    finally:
        with app.app_context():
            db.engine.dispose()


@contextmanager
def on_sqlite() -> Iterator[Installation]:
    with _folder() as folder, installation("SQLite", folder) as made:
        yield made


@contextmanager
def on_postgresql() -> Iterator[Installation]:
    """On a server of our own, without waiting for the disk: what is measured is the product, not the disk."""
    with _folder() as folder, postgres.server() as url:
        url = postgres.new_database(url, f"gugus_bench_{os.getpid()}")
        with installation("PostgreSQL", folder, url) as made:
            yield made


@contextmanager
def _folder() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="gugus-bench-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


BOTH = (on_sqlite, on_postgresql)


@contextmanager
def preparing(app: Flask) -> Iterator[None]:
    """Rows written in the block are kept. Requests are made outside of it: they want a context of their own."""
    with app.app_context():
        yield
        end_transaction(keep=True)
        db.session.remove()


def add_members(count: int, gugus: str = people.GUGUS) -> list[str]:
    """`count` further people of SDN 1 Banjarwangi as anggota of a gugus; returns their ids. Within `preparing`."""
    ids = [new_id() for _ in range(count)]
    names = [f"Guru Uji {number:05d}, S.Pd." for number in range(count)]
    add_all(
        [
            Guru(id=i, name=name, name_key=name.lower(), sekolah_id="sdn1", kepegawaian="PNS")
            for i, name in zip(ids, names, strict=True)
        ]
    )
    add_all([Anggota(gugus_id=gugus, guru_id=i, joined_at=now(), via="impor", admitted_by_id="ketua") for i in ids])
    return ids


@dataclass(frozen=True)
class Browser:
    """What a signed-in browser sends along: the cookie of its session, and the token of its forms."""

    guru_id: str
    cookie: str
    csrf: str

    def headers(self) -> dict[str, str]:
        return {"Cookie": self.cookie, "Accept": "text/html"}


def sign_in(app: Flask, guru_ids: list[str]) -> list[Browser]:
    """A signed-in browser for each person, as if they had come through /masuk. Within `preparing`."""
    serializer = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
    browsers, rows = [], []
    for guru_id in guru_ids:
        token, raw = new_id() * 3, secrets.token_hex(20)
        rows.append(SignIn(guru_id=guru_id, token_hash=hash_of(token), at=now(), seen_at=now(), how="sandi"))
        session = {"_permanent": True, "_user_id": token, "_fresh": True, "csrf_token": raw}
        csrf = URLSafeTimedSerializer(app.config["SECRET_KEY"], salt="wtf-csrf-token").dumps(raw)
        cookie = f"{app.config['SESSION_COOKIE_NAME']}={serializer.dumps(session)}"
        browsers.append(Browser(guru_id, cookie, csrf))
    add_all(rows)
    return browsers


@contextmanager
def statements(app: Flask) -> Iterator[list[str]]:
    """The statements sent to the database in the block, without what only frames a transaction."""
    heard: list[str] = []
    with app.app_context():
        engine = db.engine

    def hear(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if not statement.startswith(("BEGIN", "PRAGMA", "COMMIT", "ROLLBACK")):
            heard.append(statement)

    event.listen(engine, "before_cursor_execute", hear)
    try:
        yield heard
    finally:
        event.remove(engine, "before_cursor_execute", hear)

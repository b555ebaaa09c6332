"""What happens before the first request: the database is brought up to date, and who may come in is said."""

import time
from collections.abc import Callable
from typing import Any

from flask import current_app

from community.accounts.queries import operator_ids
from community.accounts.services import operator_link
from community.kernel.command import INSTALLATION, SYSTEM
from community.kernel.database import db, is_at, newest_revision, with_migrations
from community.kernel.errors import Refusal
from community.wiring import sample
from config import ROOT

ADDRESS = "http://127.0.0.1:8000"
MIGRATIONS = ROOT / "migrations"
Say = Callable[[str], Any]


def make_ready(address: str, say: Say) -> None:
    """Migrate, load the sample gugus where that is wanted and nothing else is here, and say who can sign in."""
    migrate()
    if current_app.config["SAMPLE"] and not sample.is_loaded():
        load_sample(address, say)
    elif sample.is_loaded():
        _introduce(address, say)
    if not operator_ids():
        code = operator_link(SYSTEM, INSTALLATION)
        say(f"Belum ada operator. Buka tautan ini sekali, dalam 24 jam:\n  {address}/kode/{code}")
    db.session.remove()


def migrate() -> None:
    """Upgrade the database, unless it stands where the migrations end."""
    if is_at(newest_revision(MIGRATIONS / "versions")):
        return
    db.session.remove()
    from flask_migrate import upgrade

    with_migrations(current_app._get_current_object())  # type: ignore[attr-defined]
    upgrade(str(MIGRATIONS))


def load_sample(address: str, say: Say) -> None:
    """Tell the sample story in an installation that is still empty. Raises Refusal in production."""
    if current_app.config["PRODUCTION"]:
        raise Refusal("Gugus contoh tidak dimuat di pemasangan sungguhan.")
    begun = time.monotonic()
    say("Memuat gugus contoh (sekali saja) ...")
    if sample.load():
        say(f"Selesai dalam {time.monotonic() - begun:.0f} detik.")
    if sample.is_loaded():
        _introduce(address, say)


def _introduce(address: str, say: Say) -> None:
    say(f"\nGugus contoh di {address} (kata sandi semua: {sample.PASSWORD})")
    for player in sample.CAST:
        say(f"  {player.username:<20} {player.name:<32} {player.does}")

"""The sample gugus: KKG Banjarwangi with a year behind it, told through the acts themselves.

Its people are invented, at real schools. They exist only where the product listens on loopback: production loads none,
and `guard` turns a sample person away who comes from anywhere else, or through a proxy or tunnel.
"""

from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, current_app, request
from sqlalchemy import event, select

from community.accounts.current import CHECKS, guru_or_none
from community.accounts.models import Guru
from community.kernel.database import db
from community.kernel.errors import Invalid, NotAllowed
from community.wiring.sample.people import CAST, PASSWORD, PREFIX
from community.wiring.sample.story import tell

__all__ = ["CAST", "PASSWORD", "guard", "is_loaded", "load"]

_HERE = frozenset({"127.0.0.1", "localhost", "::1"})
_FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-Ip", "Via")  # a proxy or tunnel adds these


def is_loaded() -> bool:
    """Whether the sample people are here."""
    return db.session.scalar(select(Guru.id).where(Guru.username == f"{PREFIX}operator")) is not None


def load() -> bool:
    """Tell the story, once, in an installation where nothing else has happened; whether it was told."""
    if db.session.scalar(select(Guru.id).limit(1)) is not None:
        return False
    tell()
    return True


def guard(app: Flask) -> None:
    """Sample people act from this machine alone: everyone can read their password in the source."""

    CHECKS[:] = [_refuse]  # a socket passes no before_request

    def refuse_at_any_page() -> None:
        if guru := guru_or_none():
            _refuse(guru)

    app.before_request(refuse_at_any_page)


def _refuse(guru: Guru) -> None:
    if not (guru.username or "").startswith(PREFIX):
        return
    if current_app.config["PRODUCTION"] or not _is_from_here():
        raise NotAllowed("Orang contoh hanya ada di komputer ini sendiri. Masuk dengan akun yang sebenarnya.")


@event.listens_for(Guru.username, "set", active_history=True)
def _keep_username(guru: Guru, value: str | None, old: Any, initiator: Any) -> None:
    """A sample person is known by the username, so it stays, whoever changes it; erasing takes it away."""
    if isinstance(old, str) and old.startswith(PREFIX) and value != old and guru.erased_at is None:
        raise Invalid("Nama pengguna orang contoh tidak dapat diubah. Buat akun lain untuk itu.", field="username")


def _is_from_here() -> bool:
    """Whether nothing lies between the browser and this process but loopback."""
    if any(name in request.headers for name in _FORWARDED) or not _is_loopback(request.remote_addr):
        return False
    try:
        return urlsplit(f"//{request.host}").hostname in _HERE
    except ValueError:
        return False


def _is_loopback(address: str | None) -> bool:
    try:
        return ip_address(address or "").is_loopback
    except ValueError:
        return False

"""Settings, read once from the environment by create_app. One line of why each."""

import os
import re
import secrets
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent
DEFAULT_SECRET = "gugus-development-only"  # noqa: S105  production refuses to start on it


def settings(env: Mapping[str, str] = os.environ) -> dict[str, Any]:
    """All settings as a dict, from `env`."""
    instance = Path(env.get("GUGUS_INSTANCE", ROOT / "instance"))
    production = env.get("GUGUS_ENV", "development") == "production"
    return {
        # production switches on secure cookies and HSTS, and refuses defaults that are only safe on loopback
        "PRODUCTION": production,
        "SECRET_KEY": env.get("SECRET_KEY") or _kept_secret(instance, production),
        # where the database file, uploads, jobs and built assets live
        "INSTANCE": instance,
        "SQLALCHEMY_DATABASE_URI": database_url(env.get("DATABASE_URL"), instance),
        "SQLALCHEMY_ENGINE_OPTIONS": {},
        # an address people can open, for links in letters, cards and WhatsApp texts; empty: that of the request
        "PUBLIC_URL": env.get("PUBLIC_URL", "").rstrip("/"),
        # the proxy in front, whose X-Forwarded-* are believed; 0: none
        "TRUSTED_PROXIES": int(env.get("TRUSTED_PROXIES", "0")),
        # sample people exist only where the product listens on loopback
        "SAMPLE": env.get("SAMPLE", "1") != "0" and not production,
        "SESSION_COOKIE_NAME": "gugus",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": production,
        # a phone stays signed in between two monthly meetings
        "PERMANENT_SESSION_LIFETIME": 60 * 60 * 24 * 60,
        # the form token lives as long as the session: a form left open over lunch must not lose what was typed
        "WTF_CSRF_TIME_LIMIT": None,
        # one import of 5,000 rows or one evidence file with its form
        "MAX_CONTENT_LENGTH": 12 * 1024 * 1024,
        "MAX_FILE_BYTES": 10 * 1024 * 1024,
        # a file that is sent in pieces, which a dropped line does not lose
        "UPLOAD_MAX_BYTES": int(env.get("UPLOAD_MAX_BYTES", 200 * 1024 * 1024)),
        # what the files of one gugus may take up
        "GUGUS_QUOTA_BYTES": int(env.get("GUGUS_QUOTA_BYTES", 2 * 1024 * 1024 * 1024)),
        # uploads stop before the database finds no room to write
        "DISK_RESERVE_BYTES": int(env.get("DISK_RESERVE_BYTES", 200 * 1024 * 1024)),
        # where files lie: empty for a folder under the instance, or s3://bucket/folder with what follows
        "STORAGE_URL": env.get("STORAGE_URL", ""),
        "STORAGE_ENDPOINT": env.get("STORAGE_ENDPOINT", ""),
        "STORAGE_REGION": env.get("STORAGE_REGION", ""),
        "STORAGE_KEY": env.get("STORAGE_KEY", ""),
        "STORAGE_SECRET": env.get("STORAGE_SECRET", ""),
        # clamd, as a path or host:port; empty: files are not checked for viruses
        "CLAMD": env.get("CLAMD", ""),
        # LibreOffice draws the first page of Office files; empty: nobody does
        "SOFFICE": env.get("SOFFICE", shutil.which("soffice") or ""),
        # a Jitsi server whose calls may stand in the page of a room, as https://jitsi.example.id; empty: none may
        "JITSI_ORIGIN": _origin(env.get("JITSI_ORIGIN", "")),
        "HUEY_IMMEDIATE": False,
        # how sockets are served: threading in the one process that does everything, gevent in a process of their own
        "ASYNC_MODE": env.get("ASYNC_MODE", "threading"),
        # what several processes share: words, paces, jobs (redis://...); empty: there is one process
        "REDIS_URL": env.get("REDIS_URL", ""),
        # seconds in which what happens at one pertemuan is gathered into one picture for the wall
        "BROADCAST_AFTER": 0.2,
        "SMTP_HOST": env.get("SMTP_HOST", ""),
        "SMTP_PORT": int(env.get("SMTP_PORT", "587")),
        "SMTP_USER": env.get("SMTP_USER", ""),
        "SMTP_PASSWORD": env.get("SMTP_PASSWORD", ""),
        "SMTP_TLS": env.get("SMTP_TLS", "1") != "0",
        "MAIL_FROM": env.get("MAIL_FROM", "gugus@localhost"),
        # the key under which browsers know this installation (PEM or base64url); empty: made once, kept beside the data
        "VAPID_PRIVATE_KEY": env.get("VAPID_PRIVATE_KEY", ""),
    }


def database_url(url: str | None, instance: Path) -> str:
    """The SQLAlchemy address: SQLite under `instance` by default, psycopg 3 for PostgreSQL."""
    if not url:
        return f"sqlite:///{instance / 'gugus.db'}"
    for short in ("postgres://", "postgresql://"):
        if url.startswith(short):
            return "postgresql+psycopg://" + url.removeprefix(short)
    return url


def _origin(address: str) -> str:
    """The origin of an address, which goes into headers as it stands. Raises ValueError for anything else."""
    if address and not re.fullmatch(r"https?://[a-z0-9.-]+(:\d{1,5})?/?", address):
        raise ValueError(f"{address!r} is no origin: write it as https://jitsi.example.id")
    return address.rstrip("/")


def _kept_secret(instance: Path, production: bool) -> str:
    """A secret made once per installation and kept beside its data; production must bring its own."""
    if production:
        return DEFAULT_SECRET
    path = instance / "secret"
    if path.exists():
        return path.read_text().strip()
    instance.mkdir(parents=True, exist_ok=True)
    secret = secrets.token_hex(32)
    try:
        with path.open("x") as file:
            file.write(secret)
    except FileExistsError:  # another process was first
        return path.read_text().strip()
    path.chmod(0o600)
    return secret

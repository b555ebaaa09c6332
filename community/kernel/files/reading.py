"""Reading a file: only through the row it belongs to, and only by whom that row lets read."""

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote

from flask import Response, request

from community.kernel.database import db
from community.kernel.errors import NotFound
from community.kernel.files import store
from community.kernel.files.kinds import IMAGES, PDF
from community.kernel.files.models import StoredFile

Reader = Callable[[Any, str], bool]

_readers: dict[str, Reader] = {}
_SHOWN = {kind.mime for kind in IMAGES | {PDF}}
_NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


def readable_by(about_kind: str, reader: Reader) -> None:
    """Say who reads the files about rows of `about_kind`: `reader(person, about_id)`; unsaid, nobody does."""
    _readers[about_kind] = reader


def file_of(person: Any, file_id: str) -> StoredFile:
    """The file, reached through `person`. Raises NotFound where there is none, or none for that person."""
    stored = db.session.get(StoredFile, file_id)
    reader = _readers.get(stored.about_kind) if stored else None
    if stored is None or reader is None or not reader(person, stored.about_id):
        raise NotFound("Berkas ini tidak ada, atau bukan untuk akun Anda. Minta alamatnya kepada yang membagikan.")
    return stored


def body(stored: StoredFile) -> Iterator[bytes]:
    """Its bytes in pieces. Raises NotFound (BytesMissing) if the store has lost them."""
    return store.chunks(stored.id)


def read(stored: StoredFile) -> bytes:
    """Its bytes at once. Raises as `body` does."""
    return b"".join(body(stored))


def send(stored: StoredFile, inline: bool = False) -> Response:
    """The answer that carries a file: to be saved, or shown if it is a PDF or a picture and `inline`.

    The browser asks again each time (and hears "unchanged"), so that who may no longer read no longer does.
    """
    shown = inline and stored.mime in _SHOWN
    response = Response(body(stored))
    response.headers["Content-Type"] = "text/plain; charset=utf-8" if stored.mime == "text/plain" else stored.mime
    response.content_length = stored.size
    response.headers["Content-Disposition"] = _disposition("inline" if shown else "attachment", stored.name)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["Content-Security-Policy"] = f"{_NOTHING}; sandbox"
    response.set_etag(stored.sha256)
    response.make_conditional(request)
    return response


def _disposition(how: str, name: str) -> str:
    """RFC 6266: a plain name for old programs, the true one (RFC 5987) for all others."""
    plain = "".join(c if " " <= c <= "~" and c not in '"\\%' else "_" for c in name)
    return f"{how}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"

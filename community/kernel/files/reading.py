"""Reading a file: only through the row it belongs to, and only by whom that row lets read."""

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote

from flask import Response, request
from werkzeug.http import is_resource_modified

from community.kernel.database import db
from community.kernel.errors import NotFound
from community.kernel.files import store
from community.kernel.files.kinds import IMAGES, MEDIA, PDF, WEBP, kind_named
from community.kernel.files.models import StoredFile

Reader = Callable[[Any, str], bool]

_readers: dict[str, Reader] = {}
_open: set[str] = set()  # kinds whose reader answers for a stranger (None) too
_SHOWN = {kind.mime for kind in IMAGES | MEDIA | {PDF}}
_NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


def readable_by(about_kind: str, reader: Reader, *, strangers: bool = False) -> None:
    """Say who reads the files about rows of `about_kind`: `reader(person, about_id)`; unsaid, nobody does.

    `strangers`: the reader is asked for someone without an account too, as None.
    """
    _readers[about_kind] = reader
    (_open.add if strangers else _open.discard)(about_kind)


def file_of(person: Any, file_id: str) -> StoredFile:
    """The file, reached through `person` (None: a stranger). Raises NotFound where there is none, or none for them."""
    stored = db.session.get(StoredFile, file_id)
    reader = _readers.get(stored.about_kind) if stored and (person or stored.about_kind in _open) else None
    if stored is None or reader is None or not reader(person, stored.about_id):
        raise NotFound("Berkas ini tidak ada, atau bukan untuk akun Anda. Minta alamatnya kepada yang membagikan.")
    return stored


def body(stored: StoredFile) -> Iterator[bytes]:
    """Its bytes in pieces. Raises NotFound (BytesMissing) if the store has lost them, StorageUnreachable."""
    return store.chunks(stored.id)


def read(stored: StoredFile) -> bytes:
    """Its bytes at once. Raises as `body` does."""
    return b"".join(body(stored))


def send(stored: StoredFile, inline: bool = False) -> Response:
    """The answer that carries a file: to be saved, or shown if a browser can and `inline`.

    A browser that lost the line, or skips in a video, asks for the rest (Range). It asks again each time (and hears
    "unchanged"), so that who may no longer read no longer does. Raises as `body` does.
    """
    return _answer(stored.id, stored.name, stored.mime, stored.size, etag=stored.sha256, inline=inline)


def send_light(stored: StoredFile) -> Response:
    """The answer that carries its light copy. Raises NotFound where there is none."""
    if not stored.light_size or not stored.light_mime:
        raise NotFound("Berkas ini tidak punya versi ringan. Unduh berkas aslinya.")
    name = stored.name.rpartition(".")[0] + " (ringan)" + kind_named(stored.light_mime).endings[0]
    etag = f"{stored.sha256}-{store.LIGHT}"
    return _answer(stored.id, name, stored.light_mime, stored.light_size, part=store.LIGHT, etag=etag)


def send_preview(stored: StoredFile) -> Response:
    """The answer that carries its preview. Raises NotFound where there is none."""
    if not stored.preview_size:
        raise NotFound("Berkas ini tidak punya pratinjau.")
    etag, name = f"{stored.sha256}-{store.PREVIEW}", f"pratinjau{WEBP.endings[0]}"
    return _answer(stored.id, name, WEBP.mime, stored.preview_size, part=store.PREVIEW, etag=etag, inline=True)


def send_page(file_id: str, number: int, *, etag: str) -> Response:
    """The answer that carries a page that was drawn (files/pages.py), to whoever was found to read the file."""
    name, part = f"halaman {number}{WEBP.endings[0]}", store.page_part(number)
    size = store.size_of(file_id, part)
    if size is None:
        raise NotFound("Halaman ini tidak ada.")
    return _answer(file_id, name, WEBP.mime, size, part=part, etag=f"{etag}-{number}", inline=True)


def _answer(
    file_id: str, name: str, mime: str, size: int, *, etag: str, part: str = "", inline: bool = False
) -> Response:
    response = Response()
    response.set_etag(etag)
    headers = response.headers
    headers["Cache-Control"] = "private, no-cache"
    headers["Accept-Ranges"] = "bytes"
    if not is_resource_modified(request.environ, etag=response.headers["ETag"]):
        response.status_code = 304
        return response
    headers["Content-Type"] = "text/plain; charset=utf-8" if mime == "text/plain" else mime
    headers["Content-Disposition"] = _disposition("inline" if inline and mime in _SHOWN else "attachment", name)
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Content-Security-Policy"] = f"{_NOTHING}; sandbox"
    span = _span(response, size)
    if response.status_code == 416:
        return response
    response.response = store.chunks(file_id, part, span)
    response.content_length = span[1] - span[0] if span else size
    return response


def _span(response: Response, size: int) -> tuple[int, int] | None:
    """The one part that was asked for, from and up to; None: all of it. Writes the status of the answer."""
    wanted = request.range
    environ = request.environ
    if "HTTP_IF_RANGE" in environ:  # the rest is of use only to who holds the beginning of this very file
        changed = is_resource_modified(environ, etag=response.headers["ETag"], ignore_if_range=False)
        wanted = None if changed else wanted
    if wanted is None or wanted.units != "bytes" or len(wanted.ranges) != 1:
        return None
    span = wanted.range_for_length(size)
    if span is None:
        response.status_code = 416
        response.headers["Content-Range"] = f"bytes */{size}"
        return None
    response.status_code = 206
    response.headers["Content-Range"] = f"bytes {span[0]}-{span[1] - 1}/{size}"
    return span


def _disposition(how: str, name: str) -> str:
    """RFC 6266: a plain name for old programs, the true one (RFC 5987) for all others."""
    plain = "".join(c if " " <= c <= "~" and c not in '"\\%' else "_" for c in name)
    return f"{how}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"

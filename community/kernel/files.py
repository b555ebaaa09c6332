"""Files people hand in: kept in an object store, checked by content, and every byte served is asked for.

The store is a local folder by default, S3 in production (STORAGE_URL). The bytes are written before the row is
committed: an act that fails leaves an orphan in the store, which nobody can reach.
"""

import hashlib
import io
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

import filetype
import obstore
from flask import Flask, Response, current_app
from obstore.store import LocalStore, from_url
from sqlalchemy import Index
from sqlalchemy.orm import Mapped
from werkzeug.datastructures import FileStorage

from community.kernel.clock import now
from community.kernel.database import Row, add, db
from community.kernel.errors import Invalid, NotFound
from community.kernel.forms import one_line
from community.kernel.ids import new_id

OFFICE = {
    "word/": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xl/": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ppt/": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}
PDF = "application/pdf"
ODT = "application/vnd.oasis.opendocument.text"
TEXT = "text/plain"
IMAGES = frozenset({"image/jpeg", "image/png", "image/webp"})
DOCUMENTS = IMAGES | frozenset(OFFICE.values()) | {PDF, ODT}
SPREADSHEETS = frozenset({OFFICE["xl/"], "application/vnd.oasis.opendocument.spreadsheet", TEXT})
_INLINE = IMAGES | {PDF}
_WORDS = {
    PDF: "PDF",
    "image/jpeg": "foto JPEG",
    "image/png": "gambar PNG",
    "image/webp": "gambar WebP",
    OFFICE["word/"]: "dokumen Word",
    OFFICE["xl/"]: "lembar Excel",
    OFFICE["ppt/"]: "presentasi PowerPoint",
    ODT: "dokumen OpenDocument",
    TEXT: "teks",
}
_READING = "application/octet-stream"

Reader = Callable[[Any, str], bool]
_readers: dict[str, Reader] = {}


class FileRefused(Invalid):
    code = "berkas_ditolak"


class StoredFile(Row):
    """One stored file. `about_kind`/`about_id` name the row whose readers may read it."""

    __table_args__ = (Index("ix_stored_file_about", "about_kind", "about_id"),)

    about_kind: Mapped[str]
    about_id: Mapped[str]
    name: Mapped[str]
    mime: Mapped[str]
    size: Mapped[int]
    sha256: Mapped[str]
    by_id: Mapped[str]
    at: Mapped[datetime]


def readable_by(about_kind: str, reader: Reader) -> None:
    """Say who may read files about this kind of row: `reader(person, about_id) -> bool`."""
    _readers[about_kind] = reader


def keep(
    upload: FileStorage | bytes,
    *,
    about_kind: str,
    about_id: str,
    by: Any,
    kinds: frozenset[str] = DOCUMENTS,
    name: str = "",
) -> StoredFile:
    """Store an upload after a look at its content. Part of an act.

    Raises FileRefused when it is empty, too large, or not really one of `kinds` (MIME types), whatever its name says.
    """
    body = upload if isinstance(upload, bytes) else upload.stream.read()
    name = _clean_name(name or ("" if isinstance(upload, bytes) else upload.filename or ""))
    mime = checked(body, name, kinds)
    row = StoredFile(
        id=new_id(),
        about_kind=about_kind,
        about_id=about_id,
        name=name,
        mime=mime,
        size=len(body),
        sha256=hashlib.sha256(body).hexdigest(),
        by_id=by.id,
        at=now(),
    )
    obstore.put(_store(), row.id, body)
    return add(row)


def checked(body: bytes, name: str, kinds: frozenset[str]) -> str:
    """The MIME type that the content shows. Raises FileRefused as `keep` does."""
    most = current_app.config["MAX_FILE_BYTES"]
    if not body:
        raise FileRefused(f"Berkas {name} kosong. Pilih berkas yang berisi.")
    if len(body) > most:
        raise FileRefused(f"Berkas {name} terlalu besar: paling besar {most // 1024 // 1024} MB.")
    mime = kind_of(body)
    if mime in kinds:
        return mime
    wanted = sorted(_WORDS[kind] for kind in kinds if kind in _WORDS)
    really = f"isinya {_WORDS[mime]}" if mime in _WORDS else "isinya tidak dikenali"
    raise FileRefused(f"Berkas {name} tidak diterima: {really}. Yang diterima: {', '.join(wanted)}.")


def kind_of(body: bytes) -> str:
    """The MIME type by content; "application/octet-stream" for anything that is not known to be harmless."""
    if body[:4] == b"PK\x03\x04":
        return _office_kind(body)
    guessed = filetype.guess_mime(body[:8192])
    if guessed:
        return guessed if guessed in _WORDS else _READING
    return TEXT if _is_text(body) else _READING


def _office_kind(body: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            names = archive.namelist()
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
                return archive.read("mimetype").decode("ascii", "replace").strip()
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError):
        return _READING
    if any(name.lower().endswith("vbaproject.bin") for name in names) or "[Content_Types].xml" not in names:
        return _READING  # macros are not taken in
    return next((mime for folder, mime in OFFICE.items() if any(n.startswith(folder) for n in names)), _READING)


def _is_text(body: bytes) -> bool:
    head = body[:4096].lstrip().lower()
    if b"\0" in body[:4096] and body[:2] not in {b"\xff\xfe", b"\xfe\xff"}:
        return False
    return not head.startswith((b"<!doctype", b"<html", b"<svg", b"<?xml", b"<script", b"mz", b"#!"))


def _clean_name(name: str) -> str:
    cleaned = one_line(Path(name.replace("\\", "/")).name)
    return cleaned[-120:] or "berkas"


def file_of(person: Any, file_id: str) -> StoredFile:
    """The file with this id, for someone who may read what it belongs to. Raises NotFound."""
    stored = db.session.get(StoredFile, file_id)
    reader = _readers.get(stored.about_kind) if stored else None
    if stored is None or reader is None or not reader(person, stored.about_id):
        raise NotFound
    return stored


def read(stored: StoredFile) -> bytes:
    """All bytes of a file."""
    return bytes(obstore.get(_store(), stored.id).bytes())


def send(stored: StoredFile) -> Response:
    """The file as an answer: PDF and pictures open in the browser, the rest is downloaded; nothing runs."""
    response = Response(obstore.get(_store(), stored.id).stream(), mimetype=stored.mime)
    how = "inline" if stored.mime in _INLINE else "attachment"
    response.headers["Content-Disposition"] = f"{how}; filename*=UTF-8''{quote(stored.name)}"
    response.headers["Content-Length"] = str(stored.size)
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return response


def storage_works() -> bool:
    """Whether the store takes and gives back a byte."""
    try:
        obstore.put(_store(), "sehat", b"1")
        return bytes(obstore.get(_store(), "sehat").bytes()) == b"1"
    except Exception:
        current_app.logger.exception("storage does not answer")
        return False


def _store() -> Any:
    return current_app.extensions["storage"]


def init_app(app: Flask) -> None:
    url = app.config["STORAGE_URL"]
    if url:
        app.extensions["storage"] = from_url(url)
    else:
        folder = app.config["INSTANCE"] / "berkas"
        folder.mkdir(parents=True, exist_ok=True)
        app.extensions["storage"] = LocalStore(folder)

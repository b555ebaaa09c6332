"""Where the bytes lie: a folder by default, an S3-compatible store in production. One interface for both.

A file's key is its own id, so that removing one never touches another with the same content.
"""

import uuid
from collections.abc import Iterator
from pathlib import Path

from flask import Flask, current_app
from obstore.store import LocalStore, MemoryStore, ObjectStore, from_url

from community.kernel.errors import NotFound

CHUNK = 256 * 1024


class BytesMissing(NotFound):
    code = "isi_berkas_hilang"
    title = "Isi berkas tidak ada"
    message = "Isi berkas ini hilang dari penyimpanan. Beri tahu operator, atau minta berkasnya diunggah lagi."


def put(file_id: str, data: bytes) -> None:
    """Write the bytes of a file, whole or not at all."""
    _store().put(_key(file_id), data)


def chunks(file_id: str) -> Iterator[bytes]:
    """The bytes of a file in pieces. Raises BytesMissing at once, not at the first piece."""
    try:
        found = _store().get(_key(file_id))
    except FileNotFoundError:
        raise BytesMissing from None
    return (bytes(piece) for piece in found.stream(min_chunk_size=CHUNK))


def remove(file_id: str) -> None:
    """Remove the bytes of a file; that they are gone already is no error."""
    try:
        _store().delete(_key(file_id))
    except FileNotFoundError:
        return


def storage_works() -> bool:
    """Whether what is written can be read and removed again."""
    key = f"periksa/{uuid.uuid4().hex}"
    try:
        store = _store()
        store.put(key, b"1")
        works = bytes(store.get(key).bytes()) == b"1"
        store.delete(key)
    except Exception:  # each store fails in its own way; the answer is the same
        current_app.logger.exception("file storage does not answer")
        return False
    return works


def _key(file_id: str) -> str:
    return f"{file_id[:2]}/{file_id}"


def init_app(app: Flask) -> None:
    """Open the store of `app`: STORAGE_URL, by default the folder `berkas` beside the database."""
    app.extensions["files"] = _open(app.config["STORAGE_URL"], Path(app.config["INSTANCE"]))


def _store() -> ObjectStore:
    store: ObjectStore = current_app.extensions["files"]
    return store


def _open(url: str, instance: Path) -> ObjectStore:
    if not url:
        return LocalStore(instance.resolve() / "berkas", mkdir=True)
    if url.startswith("memory:"):
        return MemoryStore()
    return from_url(url, mkdir=True) if url.startswith("file:") else from_url(url)

"""Where the bytes lie: a folder by default, an S3-compatible store in production. One interface for both.

A file's key is its own id, so that removing one never touches another with the same content. Its light copy and its
preview lie beside it, under the id and their part; so do the pages that somebody looked at, in a folder of their own.
"""

import shutil
import uuid
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from flask import Flask, current_app
from obstore.exceptions import BaseError
from obstore.store import LocalStore, MemoryStore, ObjectStore, from_url

from community.kernel.files.refusals import BytesMissing, StorageUnreachable

CHUNK = 256 * 1024
LIGHT = "ringan"
PREVIEW = "pratinjau"
PARTS = (LIGHT, PREVIEW)
PAGES = "halaman"
_PIECE = 5 * 1024 * 1024  # the least that S3 takes as one part of a larger file
_AT_ONCE = 2  # parts of a large file in memory while it is written


def put(file_id: str, content: bytes | Path, part: str = "") -> None:
    """Write the bytes of a file, whole or not at all. Raises StorageUnreachable."""
    try:
        _store().put(_key(file_id, part), content, chunk_size=_PIECE, max_concurrency=_AT_ONCE)
    except (BaseError, OSError) as fault:
        raise _unreachable(fault) from fault


def chunks(file_id: str, part: str = "", span: tuple[int, int] | None = None) -> Iterator[bytes]:
    """The bytes of a file (of `span`: from and up to) in pieces.

    Raises BytesMissing and StorageUnreachable at once, not at the first piece.
    """
    options: Any = {"range": span} if span else {}
    try:
        found = _store().get(_key(file_id, part), options=options)
    except FileNotFoundError:
        raise BytesMissing from None
    except (BaseError, OSError) as fault:
        raise _unreachable(fault) from fault
    return (bytes(piece) for piece in found.stream(min_chunk_size=CHUNK))


def fetch(file_id: str, into: Path) -> Path:
    """Copy the bytes of a file to the path `into`. Raises as `chunks` does."""
    with into.open("wb") as file:
        for piece in chunks(file_id):
            file.write(piece)
    return into


def size_of(file_id: str, part: str) -> int | None:
    """How many bytes lie there; None if there are none. Raises StorageUnreachable."""
    try:
        return int(_store().head(_key(file_id, part))["size"])
    except FileNotFoundError:
        return None
    except (BaseError, OSError) as fault:
        raise _unreachable(fault) from fault


def remove(file_id: str, parts: tuple[str, ...] = ("", *PARTS)) -> None:
    """Remove the bytes of a file and its copies; that they are gone already is no error."""
    keys = [_key(file_id, part) for part in parts]
    for listed in _store().list(_key(file_id, PAGES)):
        keys += [each["path"] for each in listed]
    for key in keys:
        try:
            _store().delete(key)
        except FileNotFoundError:
            continue


def page_part(number: int) -> str:
    """The part under which a page of a file lies."""
    return f"{PAGES}/{number}"


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


def room_for(size: int) -> bool:
    """Whether the disk that uploads gather on keeps its reserve besides `size` bytes, gathered and then kept."""
    return shutil.disk_usage(current_app.config["INSTANCE"]).free > 2 * size + current_app.config["DISK_RESERVE_BYTES"]


def init_app(app: Flask) -> None:
    """Open the store of `app`: STORAGE_URL, by default the folder `berkas` beside the database."""
    app.extensions["files"] = _open(app.config)


def _key(file_id: str, part: str) -> str:
    return f"{file_id[:2]}/{file_id}" + (f"-{part}" if part else "")


def _unreachable(fault: Exception) -> StorageUnreachable:
    current_app.logger.error("file storage: %s", fault)
    return StorageUnreachable()


def _store() -> ObjectStore:
    store: ObjectStore = current_app.extensions["files"]
    return store


def _open(config: dict[str, Any]) -> ObjectStore:
    url = config["STORAGE_URL"]
    if not url:
        return LocalStore(Path(config["INSTANCE"]).resolve() / "berkas", mkdir=True)
    if url.startswith("memory:"):
        return MemoryStore()
    if url.startswith("file:"):
        return from_url(url, mkdir=True)
    return _open_remote(url, config)


def _open_remote(url: str, config: dict[str, Any]) -> ObjectStore:
    """A store on another machine, which is given up on soon: somebody is waiting for the answer."""
    said = {
        "endpoint": config["STORAGE_ENDPOINT"],
        "region": config["STORAGE_REGION"],
        "access_key_id": config["STORAGE_KEY"],
        "secret_access_key": config["STORAGE_SECRET"],
    }
    given: Any = {name: value for name, value in said.items() if value}
    plain = config["STORAGE_ENDPOINT"].startswith("http:")
    return from_url(
        url,
        config=given,
        client_options={"connect_timeout": "5s", "timeout": "60s", "allow_http": plain},
        retry_config={"max_retries": 2, "retry_timeout": timedelta(seconds=15)},
    )

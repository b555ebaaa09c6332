"""Files the application makes itself and may be large: written to the store first, then known to the database.

made = store_made(path)                                   # before the act: nobody waits for it under a lock
keep_made(made, name="paket.zip", mime="application/zip", about_kind="paket_luring", about_id=pack.id, by_id=...)
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from community.kernel.clock import now
from community.kernel.database import add
from community.kernel.files import store
from community.kernel.files.models import StoredFile
from community.kernel.ids import new_id


@dataclass(frozen=True)
class Made:
    """Bytes that lie in the store and that no row knows yet."""

    file_id: str
    size: int
    sha256: str


def store_made(path: Path) -> Made:
    """Write the bytes at `path` to the store, in pieces. Raises StorageUnreachable."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(store.CHUNK):
            digest.update(piece)
    file_id = new_id()
    store.put(file_id, path)
    return Made(file_id, path.stat().st_size, digest.hexdigest())


def keep_made(made: Made, *, name: str, mime: str, about_kind: str, about_id: str, by_id: str) -> StoredFile:
    """Part of an act: the row of what was made. It fills nobody's quota and has no copies."""
    at = now()
    return add(
        StoredFile(
            id=made.file_id,
            about_kind=about_kind,
            about_id=about_id,
            name=name,
            mime=mime,
            size=made.size,
            sha256=made.sha256,
            by_id=by_id,
            at=at,
            copies_at=at,
        )
    )


def forget_made(made: Made) -> None:
    """Remove bytes that no row came to know."""
    store.remove(made.file_id)

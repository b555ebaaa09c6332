"""Where a file gathers while it arrives in pieces: one growing file on the disk for each upload.

How much has come is what stands in that file, so an upload cut at any byte, or a server killed at any moment, goes on
from there. Nobody holds a lock while waiting for the line: a phone that fell silent keeps no other connection from
going on. Two that send at once take turns piece by piece, and whoever's piece no longer fits at the end is told so.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Protocol

from flask import current_app

from community.kernel.files.refusals import DiskFull, OffsetMoved

PIECE = 32 * 1024  # what a cut may cost at most: what was read and not yet written


class Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...


def path_of(upload_id: str) -> Path:
    return _folder() / upload_id


def arrived(upload_id: str) -> int:
    """How many bytes have come."""
    try:
        return path_of(upload_id).stat().st_size
    except FileNotFoundError:
        return 0


def append(upload_id: str, offset: int, stream: Readable, most: int) -> int:
    """Write what `stream` gives at `offset`, up to `most` bytes in all; return how many have come.

    What was read before the line broke is kept. Raises OffsetMoved unless the file ends where each piece begins,
    DiskFull, and whatever the stream raises.
    """
    with _growing(upload_id) as file:
        while offset < most and (piece := stream.read(min(PIECE, most - offset))):
            with _alone(file):
                if os.fstat(file).st_size != offset:
                    raise OffsetMoved
                offset += _write(file, piece, offset)
        if os.fstat(file).st_size != offset:
            raise OffsetMoved
    return offset


def remove(upload_id: str) -> None:
    """Forget what has come."""
    path_of(upload_id).unlink(missing_ok=True)


def all_ids() -> list[str]:
    """Every upload that something has come of."""
    return [path.name for path in _folder().iterdir()]


def _folder() -> Path:
    folder = Path(current_app.config["INSTANCE"]).resolve() / "unggahan"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@contextmanager
def _growing(upload_id: str) -> Iterator[int]:
    """The file open for writing; what was written is on the disk, and not only on its way, when it is closed."""
    file = os.open(path_of(upload_id), os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        yield file
    finally:
        with suppress(OSError):
            os.fsync(file)
        os.close(file)


@contextmanager
def _alone(file: int) -> Iterator[None]:
    fcntl.flock(file, fcntl.LOCK_EX)
    try:
        yield
    finally:
        fcntl.flock(file, fcntl.LOCK_UN)


def _write(file: int, piece: bytes, offset: int) -> int:
    written = 0
    try:
        while written < len(piece):
            written += os.pwrite(file, piece[written:], offset + written)
    except OSError as fault:
        raise DiskFull from fault
    return written

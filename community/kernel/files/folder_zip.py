"""A ZIP that opens from a folder, written piece by piece: in memory is one page, and one piece of a file.

with FolderZip(path, local_at) as packed:
    packed.text("index.html", page)
    kept = packed.copy("berkas/1/rpp.pdf", stored)
"""

import zipfile
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Self

from community.kernel.errors import NotFound
from community.kernel.files.models import StoredFile
from community.kernel.files.reading import body

_PACKED = ("image/", "video/", "audio/", "application/pdf", "application/vnd.", "application/zip")  # gain nothing more
_PIECE = 1 << 16  # bytes


class FolderZip:
    """`at` is the moment that its files carry, on the clock of whoever opens it: a ZIP knows no zones.

    Paths within are the caller's, made with plain_names.py; none comes from outside.
    """

    def __init__(self, path: Path, at: datetime) -> None:
        self.missing = 0  # files whose bytes the store has lost
        self._at = (at.year, at.month, at.day, at.hour, at.minute, at.second)
        self._zip = zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    def text(self, path: str, text: str) -> None:
        """A page, as UTF-8."""
        self._zip.writestr(self._info(path), text.encode())

    def copy(self, path: str, stored: StoredFile) -> bool:
        """Whether the bytes of a file are in it now: what the store has lost is left out, and counted as missing.

        Raises StorageUnreachable.
        """
        try:
            pieces = body(stored)
        except NotFound:
            self.missing += 1
            return False
        self._write(path, pieces, packed=stored.mime.startswith(_PACKED))
        return True

    def put(self, path: str, file: Path) -> None:
        """A file of this machine that is packed already, such as a workbook."""
        with file.open("rb") as read:
            self._write(path, iter(lambda: read.read(_PIECE), b""), packed=True)

    def _write(self, path: str, pieces: Iterable[bytes], *, packed: bool) -> None:
        with self._zip.open(self._info(path, packed=packed), "w", force_zip64=True) as into:
            for piece in pieces:
                into.write(piece)

    def _info(self, path: str, *, packed: bool = False) -> zipfile.ZipInfo:
        info = zipfile.ZipInfo(path, self._at)
        info.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
        info.external_attr = 0o644 << 16
        return info

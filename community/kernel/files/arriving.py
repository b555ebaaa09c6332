"""What is handed in, on its way to being kept: named, looked at, checked, cleaned, written to the store.

All of it is slow and none of it touches the database, so it is done before the act begins: a picture that is made anew
or a store that does not answer must not hold up everyone who writes. `keep` then only writes the row.
"""

import hashlib
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path, PurePosixPath
from shutil import copyfileobj
from typing import Any, BinaryIO, NamedTuple, cast

from flask import Flask, current_app, g
from werkzeug.datastructures import FileStorage

from community.kernel.files import apart, spool, store
from community.kernel.files.content import Foreign, kind_of
from community.kernel.files.kinds import IMAGES, Kind
from community.kernel.files.refusals import FileRefused, FileTooLarge, UploadUnfinished
from community.kernel.files.scanning import scan
from community.kernel.files.uploads import upload_here
from community.kernel.ids import new_id
from community.kernel.indonesian import angka, dan

LONGEST_NAME = 120
LONGEST_ENDING = 9
LONGEST_SIDE = 2560  # points of a picture: sharp on a projector, a third of what a phone makes
QUALITY = 88  # of a picture that is made anew: nobody sees that it was
_PIECE = 1024 * 1024
_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}  # among them the marks that turn text round: gpj.exe


class Named(NamedTuple):
    """Bytes made here, with the name they shall carry."""

    name: str
    data: bytes


class Sent(NamedTuple):
    """A finished resumable upload, by the id of its row."""

    upload_id: str


@dataclass(frozen=True)
class Prepared:
    """A file whose bytes lie in the store under `file_id` and which only lacks its row."""

    file_id: str
    name: str
    kind: Kind
    size: int
    sha256: str
    upload_id: str | None = None


Upload = FileStorage | Named | Sent | Prepared


def look_at(upload: Upload | None, kinds: frozenset[Kind]) -> Kind:
    """The kind of what was handed in, one of `kinds` and no other than its name says. Raises FileRefused."""
    if isinstance(upload, Prepared):
        return _wanted(upload.name, upload.kind, kinds)
    with _opened(upload) as (name, file):
        return _looked_at(name, file, kinds)


def prepare(upload: Upload | None, kinds: frozenset[Kind]) -> Prepared:
    """Check, clean and store what was handed in. What no act keeps afterwards is removed again.

    Raises FileRefused, Infected, ScannerUnreachable, StorageUnreachable.
    """
    if isinstance(upload, Prepared):
        _wanted(upload.name, upload.kind, kinds)
        return upload
    with _opened(upload) as (name, file):
        kind = _looked_at(name, file, kinds)
        scan(name, file)
        with apart.folder() as folder:
            path = _cleaned(name, file, kind, folder)
            made = Prepared(
                file_id=new_id(),
                name=name if ending_of(name) else name + kind.endings[0],
                kind=kind,
                size=path.stat().st_size,
                sha256=_sum(path),
                upload_id=upload.upload_id if isinstance(upload, Sent) else None,
            )
            _unclaimed().add(made.file_id)
            store.put(made.file_id, path)
    return made


def claim(made: Prepared) -> None:
    """Say that a row points at these bytes now."""
    _unclaimed().discard(made.file_id)


def display_name(raw: str) -> str:
    """A file name as it may be shown and offered for saving: no path, nothing invisible, not too long."""
    last = unicodedata.normalize("NFC", raw).replace("\\", "/").rpartition("/")[2]
    seen = "".join(sign if unicodedata.category(sign) not in _INVISIBLE else " " for sign in last)
    name = " ".join(seen.split()).strip(". ")
    ending = PurePosixPath(name).suffix
    if len(ending) > LONGEST_ENDING:
        return name[:LONGEST_NAME]
    return name.removesuffix(ending)[: LONGEST_NAME - len(ending)].rstrip() + ending


def ending_of(name: str) -> str:
    """`.pdf` of `surat.pdf`; nothing of `Laporan 1. Pendahuluan`, where the dot ends no name."""
    ending = PurePosixPath(name).suffix.lower()
    return ending if len(ending) <= LONGEST_ENDING and ending[1:].isalnum() else ""


def listed(kinds: frozenset[Kind]) -> str:
    return dan(sorted(kind.words for kind in kinds))


def too_large(name: str, most: int) -> FileTooLarge:
    limit = angka(most // (1024 * 1024))
    return FileTooLarge(f'Berkas "{name}" lebih besar dari {limit} MB. Perkecil atau bagi dulu, lalu pilih lagi.')


def init_app(app: Flask) -> None:
    app.teardown_appcontext(_forget_unclaimed)


@contextmanager
def _opened(upload: Upload | None) -> Iterator[tuple[str, BinaryIO]]:
    """Name and content. A stream is read from its beginning: an act that runs twice reads it twice."""
    if isinstance(upload, Sent):
        row = upload_here(upload.upload_id)
        if spool.arrived(row.id) != row.size:
            raise UploadUnfinished
        with spool.path_of(row.id).open("rb") as sent:
            yield row.name, sent
        return
    name, file = _whole(upload)
    most = int(current_app.config["MAX_FILE_BYTES"])
    name = display_name(name) or "berkas"
    size = file.seek(0, 2)
    if not size:
        raise FileRefused(f'Berkas "{name}" kosong. Periksa isinya, lalu pilih lagi.')
    if size > most:
        raise too_large(name, most)
    yield name, file


def _whole(upload: Upload | None) -> tuple[str, BinaryIO]:
    if isinstance(upload, Named):
        return upload.name, BytesIO(upload.data)
    if not isinstance(upload, FileStorage) or not upload.filename:
        raise FileRefused("Belum ada berkas yang dipilih. Pilih berkasnya, lalu kirim lagi.")
    return upload.filename, cast(BinaryIO, upload.stream)


def _looked_at(name: str, file: BinaryIO, kinds: frozenset[Kind]) -> Kind:
    try:
        kind = kind_of(file, kinds)
    except Foreign as foreign:
        remedy = foreign.remedy or f"Yang diterima di sini: {listed(kinds)}."
        raise FileRefused(f'Berkas "{name}" tidak diterima: isinya {foreign.words}. {remedy}') from foreign
    _wanted(name, kind, kinds)
    ending = ending_of(name)
    if ending and ending not in kind.endings:
        raise FileRefused(
            f'Nama berkas "{name}" berakhiran {ending}, padahal isinya {kind.words}. '
            f"Pilih berkas yang benar, atau ganti akhiran namanya menjadi {kind.endings[0]}."
        )
    return kind


def _wanted(name: str, kind: Kind, kinds: frozenset[Kind]) -> Kind:
    if kind not in kinds:
        raise FileRefused(f'Berkas "{name}" berisi {kind.words}. Yang diterima di sini: {listed(kinds)}.')
    return kind


def _cleaned(name: str, file: BinaryIO, kind: Kind, folder: Path) -> Path:
    """What is to be kept, as a file: a picture made anew, anything else byte for byte."""
    source, target = _on_disk(file, folder / "datang"), folder / "bersih"
    if kind not in IMAGES:
        return source
    try:
        how = (kind.mime.rpartition("/")[2].upper(), str(LONGEST_SIDE), str(QUALITY))
        apart.workshop("picture", source, target, *how)
    except apart.Failed as failed:
        if failed.status == apart.TOO_LARGE:
            words = "gambarnya terlalu besar (lebih dari 64 megapiksel). Perkecil dulu, atau kirim tangkapan layarnya."
        else:
            words = "gambarnya rusak atau terpotong. Buka dan simpan ulang, atau ambil fotonya sekali lagi."
        raise FileRefused(f'Berkas "{name}" tidak diterima: {words}') from failed
    return target


def _on_disk(file: BinaryIO, otherwise: Path) -> Path:
    """Where `file` lies, copied there if it lies nowhere."""
    path = getattr(file, "name", None)
    if isinstance(path, str) and Path(path).is_absolute():
        return Path(path)
    file.seek(0)
    with otherwise.open("wb") as copy:
        copyfileobj(file, copy, _PIECE)
    return otherwise


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _unclaimed() -> set[str]:
    found: set[str] = g.setdefault("unclaimed_files", set())
    return found


def _forget_unclaimed(_error: Any) -> None:
    for file_id in g.pop("unclaimed_files", ()):
        try:
            store.remove(file_id, parts=("",))
        except Exception:  # nobody can reach them; the store says later what is wrong with it
            current_app.logger.exception("bytes of %s stay behind", file_id)

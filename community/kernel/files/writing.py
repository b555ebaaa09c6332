"""Keeping a file, inside an act: looked at, named, written to the store, then known to the database.

The bytes are written before the row commits: a row never points at nothing. If the act fails afterwards,
bytes without a row remain, which nobody can reach.
"""

import hashlib
import unicodedata
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from flask import current_app
from werkzeug.datastructures import FileStorage

from community.kernel.clock import now
from community.kernel.command import after_commit
from community.kernel.database import add, db
from community.kernel.errors import Invalid
from community.kernel.files import store
from community.kernel.files.kinds import DOCUMENTS, Foreign, Kind, kind_of
from community.kernel.files.models import StoredFile
from community.kernel.indonesian import angka, dan

LONGEST_NAME = 120
LONGEST_ENDING = 9
_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}  # among them the marks that turn text round: gpj.exe


class FileRefused(Invalid):
    code = "berkas_ditolak"
    title = "Berkas tidak diterima"
    message = "Berkas ini tidak diterima. Pilih berkas lain, lalu kirim lagi."


class Named(NamedTuple):
    """Bytes made here, with the name they shall carry."""

    name: str
    data: bytes


Upload = FileStorage | Named


def keep(
    upload: Upload | None,
    *,
    about_kind: str,
    about_id: str,
    by: Any,
    kinds: frozenset[Kind] = DOCUMENTS,
    field: str | None = None,
) -> StoredFile:
    """Store what was handed in, as part of the running act; `by` is who brings it.

    Raises FileRefused (at `field`): nothing chosen, empty, too large, none of `kinds`, named as another.
    """
    try:
        name, data = _taken(upload)
        kind = _looked_at(name, data, kinds)
    except FileRefused as refusal:
        refusal.field = field
        raise
    row = StoredFile(
        about_kind=about_kind,
        about_id=about_id,
        name=name if _ending(name) else name + kind.endings[0],
        mime=kind.mime,
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        by_id=by.id,
        at=now(),
    )
    store.put(row.id, data)
    return add(row)


def discard(stored: StoredFile) -> None:
    """Forget a file, as part of the running act; its bytes go once the act is committed."""
    file_id = stored.id
    db.session.delete(stored)
    after_commit(lambda: store.remove(file_id))


def display_name(raw: str) -> str:
    """A file name as it may be shown and offered for saving: no path, nothing invisible, not too long."""
    last = unicodedata.normalize("NFC", raw).replace("\\", "/").rpartition("/")[2]
    seen = "".join(sign if unicodedata.category(sign) not in _INVISIBLE else " " for sign in last)
    name = " ".join(seen.split()).strip(". ")
    ending = PurePosixPath(name).suffix
    if len(ending) > LONGEST_ENDING:
        return name[:LONGEST_NAME]
    return name.removesuffix(ending)[: LONGEST_NAME - len(ending)].rstrip() + ending


def _taken(upload: Upload | None) -> tuple[str, bytes]:
    """Name and bytes. The stream is read from its beginning: an act that runs twice reads it twice."""
    most = int(current_app.config["MAX_FILE_BYTES"])
    if isinstance(upload, Named):
        name, data = upload
    elif upload is None or not upload.filename:
        raise FileRefused("Belum ada berkas yang dipilih. Pilih berkasnya, lalu kirim lagi.")
    else:
        name = upload.filename
        upload.stream.seek(0)
        data = upload.stream.read(most + 1)
    name = display_name(name) or "berkas"
    if not data:
        raise FileRefused(f'Berkas "{name}" kosong. Periksa isinya, lalu pilih lagi.')
    if len(data) > most:
        limit = angka(most // (1024 * 1024))
        raise FileRefused(f'Berkas "{name}" lebih besar dari {limit} MB. Perkecil atau bagi dulu, lalu pilih lagi.')
    return name, data


def _looked_at(name: str, data: bytes, kinds: frozenset[Kind]) -> Kind:
    """The kind of `data`, one of `kinds` and no other than `name` says. Raises FileRefused."""
    try:
        kind = kind_of(data, kinds)
    except Foreign as foreign:
        remedy = foreign.remedy or f"Yang diterima di sini: {_listed(kinds)}."
        raise FileRefused(f'Berkas "{name}" tidak diterima: isinya {foreign.words}. {remedy}') from foreign
    if kind not in kinds:
        raise FileRefused(f'Berkas "{name}" berisi {kind.words}. Yang diterima di sini: {_listed(kinds)}.')
    ending = _ending(name)
    if ending and ending not in kind.endings:
        raise FileRefused(
            f'Nama berkas "{name}" berakhiran {ending}, padahal isinya {kind.words}. '
            f"Pilih berkas yang benar, atau ganti akhiran namanya menjadi {kind.endings[0]}."
        )
    return kind


def _ending(name: str) -> str:
    """`.pdf` of `surat.pdf`; nothing of `Laporan 1. Pendahuluan`, where the dot ends no name."""
    ending = PurePosixPath(name).suffix.lower()
    return ending if len(ending) <= LONGEST_ENDING and ending[1:].isalnum() else ""


def _listed(kinds: frozenset[Kind]) -> str:
    return dan(sorted(kind.words for kind in kinds))

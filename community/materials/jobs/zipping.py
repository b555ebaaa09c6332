"""The ZIP of an offline pack: pages that open from a folder, their pictures and files beside them, the licences.

    index.html  LISENSI.txt  gaya.css  cari.js
    materi/<n>-<judul>.html     berkas/<n>/<nama>

Written piece by piece: what is in memory is one page and one piece of a file. Names are made by
kernel/files/plain_names.py, none comes from outside.
"""

import re
import zipfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Self

from flask import current_app
from markupsafe import Markup

from community.accounts.models import Guru
from community.gugus.models import Gugus
from community.kernel.errors import NotFound
from community.kernel.files import StoredFile, body
from community.kernel.files.plain_names import Names, file_name, plain_name
from community.materials.models import FASE, Version
from community.materials.queries import original_of
from community.materials.rules.licences import Licence, licence

_PICTURE = re.compile(r'<img [^>]*?src="/berkas/([a-z0-9]+)"[^>]*>')
_ALT = re.compile(r'alt="([^"]*)"')
_PACKED = ("image/", "video/", "audio/", "application/pdf", "application/vnd.")  # packing them again gains nothing
_STATIC = ("gaya.css", "cari.js")


@dataclass(frozen=True)
class Enclosed:
    """A file in the pack; `path` from its root, None where the store has lost its bytes."""

    stored: StoredFile
    path: str | None


@dataclass(frozen=True)
class Entry:
    """A materi in the pack, as the list and the licences show it."""

    path: str
    title: str
    facts: str
    authors: str
    gugus: str
    number: int
    terms: Licence
    credit: str  # what it was adapted from
    words: str  # what the search looks at


class Packing:
    """`with Packing(path, gugus, maker, at) as packing: packing.take(version); packing.close_with_index()`."""

    def __init__(self, path: Path, gugus: Gugus, maker: Guru, at: datetime) -> None:
        self.gugus_name, self.maker, self.at = gugus.name, maker, at
        self.zone = gugus.zone.name
        self.entries: list[Entry] = []
        self.missing = 0
        self._zip = zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    def take(self, version: Version) -> None:
        """Put one version in, with its files."""
        number = len(self.entries) + 1
        enclosed = self._enclose(version, number)
        path = f"materi/{number:03d}-{plain_name(version.title, 'materi')}.html"
        entry = self._entry(version, path)
        by_id = {each.stored.id: each for each in enclosed}
        text = Markup(_PICTURE.sub(lambda found: _picture(found, by_id), version.html))  # noqa: S704  rendered on save
        fase = FASE.get(version.fase, "")
        about = {"entry": entry, "version": version, "text": text, "files": enclosed, "fase": fase}
        page = _rendered("material.html", root="../", **about)
        self._write(path, page)
        self.entries.append(entry)

    def close_with_index(self) -> None:
        """The list, the licences, and what the pages look like."""
        about: dict[str, Any] = {
            "root": "",
            "entries": self.entries,
            "gugus": self.gugus_name,
            "at": self.at,
            "zone": self.zone,
        }
        self._write("index.html", _rendered("index.html", **about))
        self._write("LISENSI.txt", _rendered("LISENSI.txt", **about))
        for name in _STATIC:
            self._write(name, _rendered(name))

    def _enclose(self, version: Version, number: int) -> list[Enclosed]:
        names = Names()
        found = []
        for each in version.files:
            path = f"berkas/{number:03d}/{names.free(file_name(each.file.name))}"
            found.append(Enclosed(each.file, path if self._copy(each.file, path) else None))
        return found

    def _copy(self, stored: StoredFile, path: str) -> bool:
        """Whether its bytes are in the pack now: what the store has lost is left out, and said."""
        try:
            pieces = body(stored)
        except NotFound:
            self.missing += 1
            return False
        info = self._info(path)
        info.compress_type = zipfile.ZIP_STORED if stored.mime.startswith(_PACKED) else zipfile.ZIP_DEFLATED
        with self._zip.open(info, "w", force_zip64=True) as into:
            for piece in pieces:
                into.write(piece)
        return True

    def _entry(self, version: Version, path: str) -> Entry:
        material = version.material
        facts = [
            material.kind_name,
            version.mapel,
            FASE.get(version.fase, ""),
            version.kelas and f"kelas {version.kelas}",
        ]
        authors = ", ".join(each.guru.named for each in material.authors)
        shown = " · ".join(each for each in facts if each)
        said = [version.title, version.topic, shown, authors, version.tp]
        return Entry(
            path=path,
            title=version.title,
            facts=shown,
            authors=authors,
            gugus=material.gugus.name,
            number=version.number,
            terms=licence(version.licence),
            credit=self._credit(version),
            words=" ".join(" ".join(said).casefold().split()),
        )

    def _credit(self, version: Version) -> str:
        """What it was adapted from and by whom: the licences ask for it."""
        original = original_of(self.maker, version.material)
        if original is None:
            return ""
        if original.version is None or original.material is None:
            return "Adaptasi dari materi gugus lain."
        who = ", ".join(each.guru.named for each in original.material.authors)
        terms = licence(original.version.licence).name
        return f"Adaptasi dari “{original.version.title}” oleh {who}, {original.material.gugus.name} ({terms})."

    def _info(self, path: str) -> zipfile.ZipInfo:
        local = self.at.timetuple()[:6]
        info = zipfile.ZipInfo(path, (local[0], local[1], local[2], local[3], local[4], local[5]))
        info.compress_type = zipfile.ZIP_DEFLATED
        info.external_attr = 0o644 << 16
        return info

    def _write(self, path: str, text: str) -> None:
        self._zip.writestr(self._info(path), text.encode())


def _picture(found: re.Match[str], enclosed: dict[str, Enclosed]) -> str:
    """The picture from beside the page, or its words where it is lost."""
    there = enclosed.get(found[1])
    if there is not None and there.path is not None:
        return found[0].replace(f"/berkas/{found[1]}", f"../{there.path}")
    words = _ALT.search(found[0])
    return f"<em>[gambar: {words[1] if words else ''}]</em>"


def _rendered(name: str, **context: Any) -> str:
    """A template of templates/materials/pack, by itself: in a job there is no request around it."""
    return current_app.jinja_env.get_template(f"materials/pack/{name}").render(**context)

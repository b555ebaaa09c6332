"""The ZIP of an offline pack: pages that open from a folder, their pictures and files beside them, the licences.

index.html  LISENSI.txt  gaya.css  cari.js
materi/<n>-<judul>.html     berkas/<n>/<nama>
"""

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Self

from flask import current_app
from markupsafe import Markup

from community.accounts.models import Guru
from community.gugus.models import Gugus
from community.kernel.clock import zone
from community.kernel.files import StoredFile
from community.kernel.files.folder_zip import FolderZip
from community.kernel.files.plain_names import Names, file_name, plain_name
from community.materials.models import FASE, Version
from community.materials.queries import original_of
from community.materials.rules.licences import Licence, licence

_PICTURE = re.compile(r'<img [^>]*?src="/berkas/([a-z0-9]+)"[^>]*>')
_ALT = re.compile(r'alt="([^"]*)"')
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
        self._zip = FolderZip(path, at.astimezone(zone(self.zone)))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._zip.__exit__(*error)

    @property
    def missing(self) -> int:
        """Files that are left out, because the store has lost them."""
        return self._zip.missing

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
        self._zip.text(path, page)
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
        self._zip.text("index.html", _rendered("index.html", **about))
        self._zip.text("LISENSI.txt", _rendered("LISENSI.txt", **about))
        for name in _STATIC:
            self._zip.text(name, _rendered(name))

    def _enclose(self, version: Version, number: int) -> list[Enclosed]:
        names = Names()
        found = []
        for each in version.files:
            path = f"berkas/{number:03d}/{names.free(file_name(each.file.name))}"
            found.append(Enclosed(each.file, path if self._zip.copy(path, each.file) else None))
        return found

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

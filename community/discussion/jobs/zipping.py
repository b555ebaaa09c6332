"""A room as a ZIP that opens from a folder: pages, the files beside them, the workbook.

index.html  gaya.css  arsip.xlsx
percakapan/001.html     bagian/<nama>.html     berkas/<n>/<nama>
"""

import re
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from flask import current_app
from markupsafe import Markup

from community.discussion.jobs.spreadsheet import write_workbook
from community.discussion.jobs.writing import RETENTION, Work, note_of, said
from community.discussion.queries.shown import Shown
from community.discussion.queries.transcript import enclosed_bytes
from community.kernel.errors import Refusal
from community.kernel.files import StoredFile
from community.kernel.files.folder_zip import FolderZip
from community.kernel.files.plain_names import Names, file_name, plain_name
from community.kernel.indonesian import hari_tanggal, ukuran

MOST_BYTES = 500 * 1024 * 1024
_A_PAGE = 500  # messages
_OURS = re.compile(r'<a href="/[^"]*"[^>]*>|<img [^>]*?src="/[^"]*"[^>]*>')  # leads nowhere without a server


class Enclosed(NamedTuple):
    """A file in the ZIP; `path` from its root, None where the store has lost its bytes."""

    name: str
    size_words: str
    path: str | None


def write_zip(path: Path, work: Work) -> None:
    """The ZIP at `path`. Raises Refusal where its files are too heavy."""
    if (size := enclosed_bytes(work.room_id)) > MOST_BYTES:
        raise Refusal(
            f"Lampiran di ruang ini {ukuran(size)}, paling banyak {ukuran(MOST_BYTES)} untuk satu ZIP. Minta bentuk "
            "Excel atau PDF, dan unduh lampirannya dari ruang."
        )
    with FolderZip(path, work.local_at) as packed:
        _Zip(packed, work).write()


class _Zip:
    def __init__(self, packed: FolderZip, work: Work) -> None:
        self.packed, self.work = packed, work
        self.pages: list[tuple[str, str]] = []  # path, what it is called

    def write(self) -> None:
        held: list[dict[str, Any]] = []
        for part in self.work.messages():
            held += [self._message(shown) for shown in part]
            while len(held) >= _A_PAGE:
                self._talk(held[:_A_PAGE])
                del held[:_A_PAGE]
        if held:
            self._talk(held)
        sections = [(self._section(section), section.title) for section in self.work.sections]
        self._workbook()
        if self.packed.missing:
            self.work.notes.append(f"{self.packed.missing} berkas dilewati karena isinya hilang dari penyimpanan.")
        self.packed.text(
            "index.html", _rendered("index_zip.html", root="", work=self.work, pages=self.pages, sections=sections)
        )
        self.packed.text("gaya.css", _rendered("gaya.css"))

    def _message(self, shown: Shown) -> dict[str, Any]:
        message = shown.message
        names = Names()
        return {
            "n": message.n,
            "at": message.at,
            "day": hari_tanggal(message.at, self.work.zone),
            "name": message.author_name,
            "instead": shown.instead,
            "text": "" if shown.state else Markup(_OURS.sub("", message.html)),  # noqa: S704  rendered on save
            "note": note_of(shown),
            "quoted": shown.quoted and (shown.quoted.n, shown.quoted.author_name, shown.quoted.excerpt),
            "files": [self._enclose(each, message.n, names) for each in shown.files],
        }

    def _enclose(self, stored: StoredFile, n: int, names: Names) -> Enclosed:
        path = f"berkas/{n:06d}/{names.free(file_name(stored.name))}"
        return Enclosed(stored.name, stored.size_words, path if self.packed.copy(path, stored) else None)

    def _talk(self, messages: list[dict[str, Any]]) -> None:
        path = f"percakapan/{len(self.pages) + 1:03d}.html"
        called = f"Pesan {messages[0]['n']} sampai {messages[-1]['n']}, {messages[0]['day']}"
        self.pages.append((path, called))
        self.packed.text(path, _rendered("talk.html", root="../", work=self.work, messages=messages, called=called))

    def _section(self, section: Any) -> str:
        path = f"bagian/{plain_name(section.key, 'bagian')}.html"
        self.packed.text(path, _rendered("section.html", root="../", work=self.work, section=section, said=said))
        return path

    def _workbook(self) -> None:
        with tempfile.NamedTemporaryFile(suffix=".xlsx") as file:
            write_workbook(Path(file.name), replace(self.work, advance=lambda _done: None))
            self.packed.put("arsip.xlsx", Path(file.name))


def _rendered(name: str, **context: Any) -> str:
    """A template of templates/discussion/archive, by itself: in a job there is no request around it."""
    return current_app.jinja_env.get_template(f"discussion/archive/{name}").render(retention=RETENTION, **context)

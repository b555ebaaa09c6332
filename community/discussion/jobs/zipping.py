"""A room as a ZIP that opens from a folder: pages, the files beside them, the workbook.

    index.html  gaya.css  arsip.xlsx
    percakapan/001.html     bagian/<nama>.html     berkas/<n>/<nama>

Written piece by piece: what is in memory is one page and one piece of a file.
"""

import re
import tempfile
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from flask import current_app
from markupsafe import Markup

from community.discussion.jobs.spreadsheet import write_workbook
from community.discussion.jobs.writing import RETENTION, Work, note_of, said
from community.discussion.queries.shown import Shown
from community.discussion.queries.transcript import enclosed_bytes
from community.kernel.errors import NotFound, Refusal
from community.kernel.files import StoredFile, body
from community.kernel.files.plain_names import Names, file_name, plain_name
from community.kernel.indonesian import hari_tanggal, ukuran

MOST_BYTES = 500 * 1024 * 1024
_A_PAGE = 500  # messages
_PACKED = ("image/", "video/", "audio/", "application/pdf", "application/vnd.", "application/zip")
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
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        _Zip(packed, work).write()


class _Zip:
    def __init__(self, packed: zipfile.ZipFile, work: Work) -> None:
        self.packed, self.work = packed, work
        self.pages: list[tuple[str, str]] = []  # path, what it is called
        self.missing = 0

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
        if self.missing:
            self.work.notes.append(f"{self.missing} berkas dilewati karena isinya hilang dari penyimpanan.")
        self._text(
            "index.html", _rendered("index_zip.html", root="", work=self.work, pages=self.pages, sections=sections)
        )
        self._text("gaya.css", _rendered("gaya.css"))

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
        return Enclosed(stored.name, stored.size_words, path if self._copy(stored, path) else None)

    def _copy(self, stored: StoredFile, path: str) -> bool:
        try:
            pieces = body(stored)
        except NotFound:
            self.missing += 1
            return False
        info = self._info(path)
        info.compress_type = zipfile.ZIP_STORED if stored.mime.startswith(_PACKED) else zipfile.ZIP_DEFLATED
        with self.packed.open(info, "w", force_zip64=True) as into:
            for piece in pieces:
                into.write(piece)
        return True

    def _talk(self, messages: list[dict[str, Any]]) -> None:
        path = f"percakapan/{len(self.pages) + 1:03d}.html"
        called = f"Pesan {messages[0]['n']} sampai {messages[-1]['n']}, {messages[0]['day']}"
        self.pages.append((path, called))
        self._text(path, _rendered("talk.html", root="../", work=self.work, messages=messages, called=called))

    def _section(self, section: Any) -> str:
        path = f"bagian/{plain_name(section.key, 'bagian')}.html"
        self._text(path, _rendered("section.html", root="../", work=self.work, section=section, said=said))
        return path

    def _workbook(self) -> None:
        with tempfile.NamedTemporaryFile(suffix=".xlsx") as file:
            write_workbook(Path(file.name), replace(self.work, advance=lambda _done: None))
            info = self._info("arsip.xlsx")
            info.compress_type = zipfile.ZIP_STORED
            with self.packed.open(info, "w") as into, Path(file.name).open("rb") as read:
                while piece := read.read(1 << 16):
                    into.write(piece)

    def _info(self, path: str) -> zipfile.ZipInfo:
        local = self.work.local_at.timetuple()[:6]
        info = zipfile.ZipInfo(path, (local[0], local[1], local[2], local[3], local[4], local[5]))
        info.compress_type = zipfile.ZIP_DEFLATED
        info.external_attr = 0o644 << 16
        return info

    def _text(self, path: str, text: str) -> None:
        self.packed.writestr(self._info(path), text.encode())


def _rendered(name: str, **context: Any) -> str:
    """A template of templates/discussion/archive, by itself: in a job there is no request around it."""
    return current_app.jinja_env.get_template(f"discussion/archive/{name}").render(retention=RETENTION, **context)

"""Pictures of a materi's own files: `![keterangan](berkas:<id>)`. The door of files asks who reads them."""

import re
from xml.etree.ElementTree import Element

import markdown as library
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from community.kernel.errors import Invalid

FILE_ADDRESS = re.compile(r"/berkas/[a-z0-9]{1,12}")
_SCHEME = "berkas:"


class Pictures(Extension):
    """Shows those of `files` (ids); raises Invalid for another id, and where the words are missing."""

    def __init__(self, files: frozenset[str]) -> None:
        super().__init__()
        self.files = files

    def extendMarkdown(self, md: library.Markdown) -> None:  # noqa: N802  the library's name
        md.treeprocessors.register(_Shown(md, self.files), "pictures", 6)  # before `below` makes links of the rest


class _Shown(Treeprocessor):
    def __init__(self, md: library.Markdown, files: frozenset[str]) -> None:
        super().__init__(md)
        self.files = files

    def run(self, root: Element) -> None:
        for element in root.iter("img"):
            source = element.get("src", "")
            if source.startswith(_SCHEME):
                self._show(element, source.removeprefix(_SCHEME))

    def _show(self, element: Element, file_id: str) -> None:
        if file_id not in self.files:
            raise Invalid(
                f"Gambar “berkas:{file_id[:40]}” tidak ada di antara berkas materi ini. "
                "Salin lagi kodenya dari daftar berkas, atau hapus barisnya.",
                field="text",
            )
        alt = (element.get("alt") or "").strip()
        if not alt:
            raise Invalid(
                "Ada gambar tanpa keterangan. Tulis isinya di antara kurung siku, misalnya "
                f"![Balok pecahan di meja](berkas:{file_id}), supaya terbaca oleh yang tidak melihatnya.",
                field="text",
            )
        element.attrib = {"src": f"/berkas/{file_id}", "alt": alt, "loading": "lazy"}

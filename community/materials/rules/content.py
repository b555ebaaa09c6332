"""What a version of a materi says, apart from its files."""

from dataclasses import asdict, dataclass, fields
from typing import Any

LABELS = {
    "title": "Judul",
    "topic": "Topik",
    "jenjang": "Jenjang",
    "fase": "Fase",
    "kelas": "Kelas",
    "mapel": "Mata pelajaran",
    "cp": "Capaian pembelajaran",
    "tp": "Tujuan pembelajaran",
    "licence": "Lisensi",
    "text": "Isi",
}


@dataclass(frozen=True)
class Content:
    """The words of one version; `note` says what changed."""

    title: str
    licence: str
    text: str = ""
    topic: str = ""
    jenjang: str = ""
    fase: str = ""
    kelas: str = ""
    mapel: str = ""
    cp: str = ""
    tp: str = ""
    note: str = ""

    @property
    def values(self) -> dict[str, str]:
        return asdict(self)

    def says_as(self, other: "Content") -> bool:
        """Whether both say the same, whatever the note on the change."""
        return all(getattr(self, name) == getattr(other, name) for name in LABELS)


def content_of(version: Any) -> Content:
    """What a version says."""
    return Content(**{field.name: getattr(version, field.name) for field in fields(Content)})

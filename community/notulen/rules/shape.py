"""The shape of the document. Both sides name its parts so (static/js/live/notulen/shape.js).

Each section is a text of its own (`isi:<key>`); decisions and tasks are two lists of maps. A line that is taken back is
marked, not removed: what someone else is just writing in it is not lost.
"""

from dataclasses import dataclass, field
from datetime import date

KEPUTUSAN, TINDAK = "keputusan", "tindak"
LISTS = (KEPUTUSAN, TINDAK)
WORDS = ("guru", "siapa", "sampai")  # of a task: who of the house, or a name, and until when (2026-11-30)
FIELDS = ("id", "teks", "ditarik", *WORDS)  # of a line

UPDATE_MOST = 64 * 1024  # bytes of one change
DOCUMENT_MOST = 512 * 1024  # bytes of it all, with what was deleted
LONGEST_SECTION = 20_000
LONGEST_LINE = 500
LONGEST_WORD = 120
MOST_LINES = 100  # that stand, in one list
MOST_LINES_EVER = 1000  # with those that were taken back, which stay


def root_of(key: str) -> str:
    """What the text of a section is called in the document."""
    return f"isi:{key}"


@dataclass(frozen=True)
class Line:
    """A decision, or a task with who and until when."""

    key: str
    text: str
    guru_id: str = ""
    who: str = ""
    until: str = ""
    withdrawn: bool = False

    @property
    def until_on(self) -> date | None:
        return date.fromisoformat(self.until) if self.until else None


@dataclass(frozen=True)
class Content:
    """All that the document says now: the text of each section by its key, and its lines."""

    texts: dict[str, str]
    keputusan: list[Line] = field(default_factory=list)
    tindak: list[Line] = field(default_factory=list)

    def lines(self, kind: str) -> list[Line]:
        return self.keputusan if kind == KEPUTUSAN else self.tindak

    def standing(self, kind: str) -> list[Line]:
        """The lines that were not taken back and say something."""
        return [each for each in self.lines(kind) if not each.withdrawn and each.text.strip()]

"""The words of a message as they are kept: cleaned, rendered once, and short enough. Pure."""

import re
from typing import Any, NamedTuple

from markupsafe import Markup

from community.kernel.errors import Invalid
from community.kernel.forms import clean, one_line
from community.kernel.markdown import render

LONGEST = 10_000  # characters of one message
LONGEST_TOPIC = 120
LONGEST_KEY = 64
EXCERPT = 140
_ENDS = re.compile(r"</(?:p|li|h\d|td|th|tr|blockquote|pre)>|<br>")
_CUT_TAG = re.compile(r"<[^<>]*\Z")


class Words(NamedTuple):
    """What a message says: as it was written, as HTML, and its beginning without markup."""

    text: str
    html: str
    excerpt: str

    def excerpt_with(self, files_number: int) -> str:
        """What stands for the message in one line; how many files, where it says nothing else."""
        return self.excerpt or (f"{files_number} berkas" if files_number else "")


def written(text: Any, *, with_files: bool = False) -> Words:
    """`text` as it is kept. Without words only where there are files. Raises Invalid at `text`."""
    if not isinstance(text, str):
        raise Invalid("Isi pesan perlu berupa teks.", field="text")
    if len(text) > LONGEST * 2:  # not worth cleaning
        raise _too_long(len(text))
    said = str(clean(text))
    if len(said) > LONGEST:
        raise _too_long(len(said))
    if not said and not with_files:
        raise Invalid("Tulis pesannya dulu.", field="text")
    try:
        html = str(render(said))
    except Invalid as refusal:
        raise Invalid(refusal.message, field="text") from refusal
    return Words(said, html, excerpt(html))


def excerpt(html: str, most: int = EXCERPT) -> str:
    """The beginning of rendered text without its markup, on one line, cut at a word."""
    words = Markup(_CUT_TAG.sub("", _ENDS.sub(" ", html[: most * 20]))).striptags()  # noqa: S704  its tags go here
    if len(words) <= most:
        return words
    return words[:most].rsplit(" ", 1)[0].rstrip(" ,.;:") + " …"


def plain(html: str) -> str:
    """Rendered text as it is read on paper: without its markup, a line for each block."""
    lines = str(Markup(_ENDS.sub(lambda end: f"{end[0]}\0", html)).striptags()).split("\0")  # noqa: S704  its tags go
    return "\n".join(line.strip() for line in lines if line.strip())


def topic_of(text: Any) -> str:
    """What a topic is called. Raises Invalid at `topic`."""
    said = str(one_line(text or ""))
    if not any(sign.isalnum() for sign in said):
        raise Invalid("Tulis topiknya, misalnya Alat peraga pecahan.", field="topic")
    if len(said) > LONGEST_TOPIC:
        raise Invalid(f"Terlalu panjang: paling banyak {LONGEST_TOPIC} huruf.", field="topic")
    return said


def key_of(name: Any) -> str:
    """The name a device gave its message. Raises Invalid."""
    if not isinstance(name, str) or not 1 <= len(name) <= LONGEST_KEY or not name.isprintable():
        raise Invalid(f"klien_id perlu berupa teks 1 sampai {LONGEST_KEY} huruf, satu untuk setiap pesan.")
    return name


def _too_long(length: int) -> Invalid:
    most, came = (f"{number:,}".replace(",", ".") for number in (LONGEST, length))
    return Invalid(
        f"Pesan ini {came} huruf, paling banyak {most}. Bagi menjadi beberapa pesan, atau lampirkan sebagai berkas.",
        field="text",
    )

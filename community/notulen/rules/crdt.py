"""The document as the library sees it: opened from its changes, changed, and read back with suspicion.

pycrdt merges as Yjs does in the browser. It counts a text in bytes of UTF-8. It is loaded where it is first needed: a
process that nobody writes minutes in does without.
"""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from community.notulen.refusals import Malformed, TooBig
from community.notulen.rules.merging import Edit
from community.notulen.rules.reading import judge
from community.notulen.rules.shape import (
    KEPUTUSAN,
    LISTS,
    LONGEST_LINE,
    LONGEST_SECTION,
    LONGEST_WORD,
    MOST_LINES,
    MOST_LINES_EVER,
    TINDAK,
    WORDS,
    Content,
    Line,
    root_of,
)

if TYPE_CHECKING:
    from pycrdt import Doc

_LONGEST_KEY = 40


def opened(parts: Iterable[bytes]) -> "Doc[Any]":
    """The document that these changes make."""
    from pycrdt import Doc

    doc: Doc[Any] = Doc()
    for each in parts:
        doc.apply_update(each)
    return doc


def change(doc: "Doc[Any]", update: bytes) -> None:
    """Apply what a client sent. Raises Malformed, or Incomplete where something before it is missing; `doc` is not to
    be used then.
    """
    judge(update, hands(doc.get_state()))
    try:
        doc.apply_update(update)
    except (ValueError, RuntimeError) as fault:
        raise Malformed from fault


def lacking(doc: "Doc[Any]", vector: bytes) -> bytes:
    """What someone lacks who has what `vector` says (empty: nothing). Raises Malformed."""
    hands(vector or b"\0")  # no more of them than it has bytes
    try:
        return doc.get_update(vector or b"\0")
    except (ValueError, RuntimeError) as fault:
        raise Malformed from fault


def content_of(doc: "Doc[Any]", keys: list[str]) -> Content:
    """What the document says. Raises Malformed where it holds anything but what it is for, TooBig in words."""
    from pycrdt import Text

    known = {root_of(key) for key in keys}
    if set(doc.keys()) - known - set(LISTS):
        raise Malformed
    texts = {key: _text(doc.get(root_of(key), type=Text), LONGEST_SECTION) for key in keys}
    return Content(texts, _lines(doc, KEPUTUSAN), _lines(doc, TINDAK))


def hands(state: bytes) -> dict[int, int]:
    """Who has written, by number, and how far: what a state vector says. Raises Malformed."""
    numbers = _numbers(state)
    if not numbers or len(numbers) != 1 + 2 * numbers[0]:
        raise Malformed
    return dict(zip(numbers[1::2], numbers[2::2], strict=True))


def edit_text(doc: "Doc[Any]", key: str, edits: list[Edit]) -> None:
    """Carry out `edits` (rules/merging.py) on a section, from its end to its beginning."""
    from pycrdt import Text

    text: Text = doc.get(root_of(key), type=Text)
    said = str(text)
    for start, end, words in edits:
        first = len(said[:start].encode())
        if end > start:
            del text[first : first + len(said[start:end].encode())]
        if words:
            text.insert(first, words)


def add_line(doc: "Doc[Any]", kind: str, line: Line) -> None:
    """Put a line at the end of its list."""
    from pycrdt import Array, Map, Text

    values: dict[str, Any] = {"id": line.key, "teks": Text(line.text)}
    if kind == TINDAK:
        values |= {"guru": line.guru_id, "siapa": line.who, "sampai": line.until}
    doc.get(kind, type=Array).append(Map(values))


def mark_line(doc: "Doc[Any]", kind: str, key: str, *, withdrawn: bool) -> bool:
    """Take a line back, or put it in force again; whether there is one with this key."""
    from pycrdt import Array

    for each in doc.get(kind, type=Array):
        if each["id"] == key:
            each["ditarik"] = withdrawn
            return True
    return False


def _lines(doc: "Doc[Any]", kind: str) -> list[Line]:
    from pycrdt import Array

    found = [_line(each, kind) for each in doc.get(kind, type=Array)]
    if len(found) > MOST_LINES_EVER or sum(not each.withdrawn for each in found) > MOST_LINES:
        raise TooBig(f"Terlalu banyak: paling banyak {MOST_LINES} baris. Tarik dulu yang tidak perlu.")
    if len({each.key for each in found}) != len(found):
        raise Malformed
    return found


def _line(value: Any, kind: str) -> Line:
    from pycrdt import Map, Text

    if not isinstance(value, Map):
        raise Malformed
    names = {"id", "teks", "ditarik"} | (set(WORDS) if kind == TINDAK else set())
    if set(value.keys()) - names or not {"id", "teks"} <= set(value.keys()):
        raise Malformed
    key, text, withdrawn = value["id"], value["teks"], value.get("ditarik", False)
    if not isinstance(key, str) or not 0 < len(key) <= _LONGEST_KEY or not isinstance(text, Text):
        raise Malformed
    if not isinstance(withdrawn, bool):
        raise Malformed
    guru_id, who, until = (_word(value.get(name, "")) for name in WORDS)
    if until and not _is_day(until):
        raise Malformed
    return Line(key, _text(text, LONGEST_LINE), guru_id, who, until, withdrawn)


def _text(text: Any, most: int) -> str:
    """Words and nothing else: no pictures, no bold."""
    parts = text.diff()
    if any(not isinstance(words, str) or marks for words, marks in parts):
        raise Malformed
    said = "".join(words for words, _ in parts)
    if len(said) > most:
        thousands = f"{most:,}".replace(",", ".")
        raise TooBig(f"Bagian ini terlalu panjang: paling banyak {thousands} huruf. Pendekkan dulu, lalu tersimpan.")
    return said


def _word(value: Any) -> str:
    if not isinstance(value, str) or len(value) > LONGEST_WORD:
        raise Malformed
    return value


def _is_day(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _numbers(data: bytes) -> list[int]:
    """Whole numbers as the library writes them, seven bits at a time; an unfinished one at the end is left out."""
    found, value, shift = [], 0, 0
    for byte in data:
        value |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            found.append(value)
            value, shift = 0, 0
    return found

"""Decisions and tasks of the document, by plain forms."""

from datetime import date
from typing import Any

from community.accounts.models import Guru
from community.kernel.command import command
from community.kernel.errors import Invalid
from community.kernel.forms import one_line
from community.kernel.ids import new_id
from community.notulen.models import SharedNotulen
from community.notulen.refusals import NoSuchLine
from community.notulen.rules.crdt import add_line, content_of, mark_line
from community.notulen.rules.shape import (
    KEPUTUSAN,
    LONGEST_LINE,
    LONGEST_WORD,
    MOST_LINES,
    MOST_LINES_EVER,
    TINDAK,
    Line,
)
from community.notulen.services.keeping import hold_writable, own_change, store
from community.permissions import Do


@command(Do.WRITE_SHARED_NOTULEN)
def add_keputusan(actor: Any, document: SharedNotulen, *, text: str) -> int:
    """One decision more; the number of the change. Raises Invalid, and as hold_writable does."""
    said = _said(text, "Tulis keputusannya.")
    return _added(actor, document, KEPUTUSAN, Line(new_id(), said))


@command(Do.WRITE_SHARED_NOTULEN)
def add_tindak(
    actor: Any,
    document: SharedNotulen,
    *,
    text: str,
    guru: Guru | None = None,
    who: str = "",
    until_on: date | None = None,
) -> int:
    """One task more: who of the house or a name, until when. Raises Invalid, and as hold_writable does."""
    said = _said(text, "Tulis apa yang akan dikerjakan.")
    name = str(one_line(who))[:LONGEST_WORD]
    if guru is None and not name:
        raise Invalid("Pilih atau tulis siapa yang mengerjakan.", field="who")
    until = until_on.isoformat() if until_on else ""
    line = Line(new_id(), said, guru.id if guru else "", "" if guru else name, until)
    return _added(actor, document, TINDAK, line)


@command(Do.WRITE_SHARED_NOTULEN)
def withdraw_line(actor: Any, document: SharedNotulen, *, kind: str, key: str, withdrawn: bool = True) -> int:
    """Take a line back, or put it in force again. Raises NoSuchLine, and as hold_writable does."""
    state = hold_writable(document)
    before = state.doc.get_state()
    known = {each.key: each for each in content_of(state.doc, document.keys).lines(kind)}
    if key not in known:
        raise NoSuchLine
    if known[key].withdrawn == withdrawn:
        return document.last_n
    if not withdrawn:
        _must_have_room(list(known.values()))
    mark_line(state.doc, kind, key, withdrawn=withdrawn)
    return store(actor, document, state, before, own_change(state.doc, before))


def _added(actor: Any, document: SharedNotulen, kind: str, line: Line) -> int:
    state = hold_writable(document)
    before = state.doc.get_state()
    _must_have_room(content_of(state.doc, document.keys).lines(kind))
    add_line(state.doc, kind, line)
    return store(actor, document, state, before, own_change(state.doc, before))


def _must_have_room(lines: list[Line]) -> None:
    """Only those that stand take room: what was taken back stays in sight, up to a wider bound."""
    if len(lines) >= MOST_LINES_EVER or sum(not each.withdrawn for each in lines) >= MOST_LINES:
        raise Invalid(f"Sudah penuh: paling banyak {MOST_LINES} baris. Tarik dulu yang tidak perlu.", field="text")


def _said(text: str, otherwise: str) -> str:
    said = str(one_line(text or ""))
    if not said:
        raise Invalid(otherwise, field="text")
    if len(said) > LONGEST_LINE:
        raise Invalid(f"Terlalu panjang: paling banyak {LONGEST_LINE} huruf.", field="text")
    return said

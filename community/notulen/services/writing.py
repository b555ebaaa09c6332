"""Writing in the document: a change from a browser, or the texts of a plain form."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from community.kernel.command import command
from community.kernel.errors import Invalid
from community.notulen.models import SharedNotulen
from community.notulen.refusals import TooBig
from community.notulen.rules.crdt import change, content_of, edit_text
from community.notulen.rules.merging import carried_over
from community.notulen.rules.shape import LONGEST_SECTION, UPDATE_MOST
from community.notulen.services.keeping import hold_writable, own_change, store
from community.permissions import Do

LONGEST = f"{LONGEST_SECTION:,}".replace(",", ".")


class Typed(NamedTuple):
    """A section in a plain form: what it began with, and what it holds now."""

    base: str
    text: str


@command(Do.WRITE_SHARED_NOTULEN)
def write_update(actor: Any, document: SharedNotulen, *, update: bytes) -> int:
    """Store a change that a browser sent (Yjs, version 1); the number of the last change.

    What is known already changes nothing and has no number of its own. Raises TooBig, Malformed, Incomplete,
    ForeignHand, and as hold_writable does; nothing of it is kept then.
    """
    if len(update) > UPDATE_MOST:
        raise TooBig
    state = hold_writable(document)
    before, was = state.doc.get_state(), state.doc.get_update()
    change(state.doc, update)
    content_of(state.doc, document.keys)
    if state.doc.get_update() == was:
        return document.last_n
    return store(actor, document, state, before, update)


@command(Do.WRITE_SHARED_NOTULEN)
def write_texts(actor: Any, document: SharedNotulen, *, texts: Mapping[str, Typed]) -> int:
    """Bring in what was written in a plain form, beside what others wrote since; the number of the last change.

    Raises Invalid at the field of a text that is too long, and as hold_writable does.
    """
    for key, typed in texts.items():
        if len(typed.text) > LONGEST_SECTION or len(typed.base) > LONGEST_SECTION:
            raise Invalid(f"Terlalu panjang: paling banyak {LONGEST} huruf. Pendekkan dulu.", field=key)
    state = hold_writable(document)
    before = state.doc.get_state()
    said = content_of(state.doc, document.keys).texts
    edits = {
        key: carried_over(typed.base, typed.text, said[key])
        for key, typed in texts.items()
        if key in said and typed.base != typed.text
    }
    if not any(edits.values()):
        return document.last_n
    with state.doc.transaction():
        for key, each in edits.items():
            edit_text(state.doc, key, each)
    try:
        content_of(state.doc, document.keys)
    except TooBig as refusal:
        longest = max(edits, key=lambda key: len(texts[key].text))
        message = f"Terlalu panjang: paling banyak {LONGEST} huruf bersama tulisan yang lain."
        raise Invalid(message, field=longest) from refusal
    return store(actor, document, state, before, own_change(state.doc, before))

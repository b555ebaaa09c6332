"""Beginning to write the notulen together."""

from typing import Any

from community.kernel.clock import now
from community.kernel.command import command
from community.kernel.database import add
from community.lokakarya.models import Pertemuan
from community.lokakarya.queries import keputusan_of, notulen_of, tindak_lanjut_in
from community.lokakarya.services.holding import hold_pertemuan, when, write_down
from community.notulen.models import RecordedLine, SharedNotulen
from community.notulen.queries import document_at, state_of
from community.notulen.rules.agenda import sections
from community.notulen.rules.crdt import add_line, edit_text
from community.notulen.rules.merging import Edit
from community.notulen.rules.shape import KEPUTUSAN, LONGEST_LINE, LONGEST_SECTION, LONGEST_WORD, TINDAK, Line
from community.notulen.services.keeping import own_change, store
from community.permissions import Do


@command(Do.BEGIN_SHARED_NOTULEN)
def begin_together(actor: Any, pertemuan: Pertemuan) -> SharedNotulen:
    """The shared notulen of a pertemuan: headings of its agenda, and what the form had saved before. Begun once.

    Raises as hold_pertemuan does.
    """
    paket = hold_pertemuan(pertemuan)
    if found := document_at(pertemuan.id):
        return found
    earlier = notulen_of(pertemuan.id)
    moment = now()
    document = add(
        SharedNotulen(
            pertemuan=pertemuan,
            sections=sections(pertemuan.agenda, earlier=earlier is not None),
            begun_by_id=actor.id,
            begun_at=moment,
            last_n=0,
            last_at=moment,
        )
    )
    _bring_in(actor, document, earlier.text[:LONGEST_SECTION] if earlier else "")
    write_down(actor, paket, f"memulai notulen bersama pertemuan {when(pertemuan)}")
    return document


def _bring_in(actor: Any, document: SharedNotulen, text: str) -> None:
    """What was written before stands in the document too; its lines are known as recorded."""
    state = state_of(document.id)
    before = state.doc.get_state()
    pertemuan_id, moment = document.pertemuan_id, now()
    lines: list[tuple[str, Line]] = [
        (KEPUTUSAN, Line(each.id, each.text[:LONGEST_LINE])) for each in keputusan_of(pertemuan_id)
    ]
    for each in tindak_lanjut_in(pertemuan_id):
        until = each.until_on.isoformat() if each.until_on else ""
        line = Line(each.id, each.text[:LONGEST_LINE], each.guru_id or "", each.who[:LONGEST_WORD], until)
        lines.append((TINDAK, line))
    if not text and not lines:
        return
    with state.doc.transaction():
        if text:
            edit_text(state.doc, document.keys[0], [Edit(0, 0, text)])
        for kind, line in lines:
            add_line(state.doc, kind, line)
    for kind, line in lines:
        add(RecordedLine(document_id=document.id, kind=kind, key=line.key, row_id=line.key, at=moment))
    store(actor, document, state, before, own_change(state.doc, before))

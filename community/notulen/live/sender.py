"""Sends what was stored to those who have the document open, read from the database, in order.

Whoever writes only wakes it. To hear a change twice harms nobody: it is the same change. Who was let in while something
was being sent therefore hears it in any case, and once more in the answer to the join.
"""

import logging
import threading
from typing import Any

from community.kernel.database import db, end_transaction
from community.kernel.realtime import aside, socketio
from community.notulen.live.names import NAMESPACE, channel
from community.notulen.live.presence import present
from community.notulen.live.roster import roster
from community.notulen.models import SharedNotulen
from community.notulen.queries import holding, updates_after

log = logging.getLogger(__name__)


class _Line:
    """A document as this process sends it: the number of the last change sent."""

    def __init__(self, sent_n: int) -> None:
        self.sent_n = sent_n
        self.turn = threading.Lock()


_lines: dict[str, _Line] = {}
_guard = threading.Lock()


def admit(sid: str, document_id: str, pertemuan_id: str, n: int) -> None:
    """Let a connection hear a document from now on. `n` is a number of which everything before is in the answer."""
    if not roster.take_place(sid, document_id, pertemuan_id):
        return
    with _guard:
        _lines.setdefault(document_id, _Line(n))
    _socket_rooms("enter_room", sid, channel(document_id))
    present.changed(document_id)


def dismiss(sid: str, document_id: str) -> bool:
    """Let a connection hear a document no more; whether it did."""
    if not roster.give_up(sid, document_id):
        return False
    _socket_rooms("leave_room", sid, channel(document_id))
    gone(document_id)
    return True


def send_away(sid: str, document_id: str, pertemuan_id: str) -> None:
    """`dismiss` someone who no longer reaches the pertemuan, and tell them so."""
    dismiss(sid, document_id)
    said = {
        "pertemuan": pertemuan_id,
        "code": "tidak_ditemukan",
        "message": "Anda tidak lagi termasuk dalam pertemuan ini, jadi notulennya tidak dikirim kepada Anda.",
    }
    socketio.emit("keluar", said, to=sid, namespace=NAMESPACE)


def gone(document_id: str) -> None:
    """Someone has left: a document that nobody has open needs no sender."""
    with _guard:
        if not roster.people_at(document_id):
            _lines.pop(document_id, None)
    present.changed(document_id)


def wake(document_id: str) -> None:
    """The document has changed."""
    with _guard:
        line = _lines.get(document_id)
    if line is not None:
        aside(lambda: _send(document_id, line))


def look() -> None:
    """Whatever is open here, in case a word of another process was lost."""
    with _guard:
        found = list(_lines)
    for document_id in found:
        wake(document_id)


def turned(document_id: str) -> None:
    """It was frozen or opened again: whoever has it open here is told."""
    document = db.session.get(SharedNotulen, document_id)
    if document is None:
        return
    frozen = holding(document_id)
    said = {
        "pertemuan": document.pertemuan_id,
        "keadaan": "dibekukan" if frozen else "terbuka",
        "oleh": frozen.by.name if frozen else "",
    }
    socketio.emit("keadaan", said, to=channel(document_id), namespace=NAMESPACE)


def _send(document_id: str, line: _Line) -> None:
    with line.turn:  # one after the other, so that the numbers go out in order
        try:
            for each in updates_after(document_id, line.sent_n):
                by = {"id": each.guru_id, "nama": each.guru.name}
                said = {"dokumen": document_id, "n": each.n, "perubahan": each.data, "oleh": by}
                socketio.emit("perubahan", said, to=channel(document_id), namespace=NAMESPACE)
                line.sent_n = each.n
        except Exception:
            log.exception("notulen %s: sending failed", document_id)  # who lacks it asks for it
        finally:
            end_transaction(keep=False)


def _socket_rooms(how: str, sid: str, name: str) -> None:
    try:
        server: Any = socketio.server  # type: ignore[attr-defined]
        getattr(server, how)(sid, name, namespace=NAMESPACE)
    except (KeyError, ValueError):  # the connection has just ended
        log.debug("%s: %s has gone", how, sid)

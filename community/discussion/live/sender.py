"""One sender per room and process: sends what follows the last number it sent, read from the database, in order.

Whoever writes only wakes it, so that two commits at once are still sent one after the other, many are read together,
and nobody waits for a thousand listeners. Who joins is let in by it too: between the answer to a join and the first
event that is sent there is neither a gap nor a second time.
"""

import logging
import threading
from typing import Any, NamedTuple

from community.discussion.live import presence, roster
from community.discussion.live.names import FORMS, NAMESPACE, channel
from community.discussion.live.rendering import name_of, said_in
from community.discussion.queries import Entry, lacking
from community.kernel.database import end_transaction
from community.kernel.realtime import aside, socketio

log = logging.getLogger(__name__)
_PAUSE = 1  # seconds until it tries again what the database refused
_TRIES = 60


class _Guest(NamedTuple):
    """Someone at the door, who knows the stream up to `n`."""

    sid: str
    n: int
    form: str


class _Line:
    """A room as this process sends it: the last number sent to those in it."""

    def __init__(self, sent_n: int) -> None:
        self.sent_n = sent_n
        self.waiting: list[_Guest] = []
        self.moved = False
        self.busy = False


_lines: dict[str, _Line] = {}
_guard = threading.Lock()


def wake(room_id: str) -> None:
    """The stream of a room has grown."""
    with _guard:
        line = _lines.get(room_id)
        if line is None:
            return  # nobody here hears it
        line.moved = True
    _set_to_work(room_id, line)


def admit(sid: str, room_id: str, n: int, form: str) -> None:
    """Let a connection hear a room from the number after `n`, once its answer is on its way."""
    with _guard:
        line = _lines.setdefault(room_id, _Line(n))
        line.waiting.append(_Guest(sid, n, form))
        line.moved = True  # what was written since may have woken nobody
    _set_to_work(room_id, line)


def dismiss(sid: str, room_id: str) -> bool:
    """Let a connection hear a room no more; whether it did."""
    with _guard:
        line = _lines.get(room_id)
        if line is not None:
            line.waiting = [guest for guest in line.waiting if guest.sid != sid]
    form = roster.give_up(sid, room_id)
    if form is None:
        return False
    _socket_rooms("leave_room", sid, channel(room_id, form))
    presence.changed(room_id)
    return True


def gone(room_id: str) -> None:
    """Someone's connection has ended: a room without listeners needs no sender."""
    with _guard:
        line = _lines.get(room_id)
        if line and not line.busy and not line.waiting and not roster.forms_in(room_id):
            del _lines[room_id]
    presence.changed(room_id)


def _set_to_work(room_id: str, line: _Line) -> None:
    with _guard:
        if line.busy:
            return
        line.busy = True
    aside(lambda: _work(room_id, line))


def _work(room_id: str, line: _Line) -> None:
    """Send until nothing is left to send and nobody waits."""
    failures = 0
    while True:
        with _guard:
            if not line.moved and not line.waiting:
                line.busy = False
                if not roster.forms_in(room_id) and _lines.get(room_id) is line:
                    del _lines[room_id]
                return
            line.moved = False
            guests, line.waiting = line.waiting, []
        try:
            _deliver(room_id, line)
            while guests:
                _let_in(room_id, line, guests[-1])
                guests.pop()
        except Exception:
            failures += 1
            log.exception("room %s: sending failed", room_id)
            with _guard:
                line.waiting = guests + line.waiting
                line.moved = True
                if failures > _TRIES:
                    line.busy = False  # the next message wakes it
                    return
            socketio.sleep(_PAUSE)
        finally:
            end_transaction(keep=False)  # the next turn sees what was committed since


def _deliver(room_id: str, line: _Line) -> None:
    """To everyone in the room, what follows the last number."""
    more = True
    while more:
        part = lacking(room_id, line.sent_n)
        forms = roster.forms_in(room_id)
        for entry in part.entries:
            for form in FORMS:
                if form in forms:
                    _send(entry, form, channel(room_id, form))
            line.sent_n = entry.n
        more = part.more


def _let_in(room_id: str, line: _Line, guest: _Guest) -> None:
    """What was sent to the others since the guest's answer was made, then the place among them."""
    n = guest.n
    while n < line.sent_n:
        part = lacking(room_id, n, until=line.sent_n)
        for entry in part.entries:
            _send(entry, guest.form, guest.sid)
        if part.n == n:
            break
        n = part.n
    if n > line.sent_n:  # its answer was newer than our reading: the others first
        with _guard:
            line.waiting.append(guest)
            line.moved = True
        return
    if roster.take_place(guest.sid, room_id, guest.form):
        _socket_rooms("enter_room", guest.sid, channel(room_id, guest.form))
        presence.changed(room_id)


def _send(entry: Entry, form: str, to: str) -> None:
    socketio.emit(name_of(entry), said_in(form, entry), to=to, namespace=NAMESPACE)


def _socket_rooms(how: str, sid: str, name: str) -> None:
    try:
        server: Any = socketio.server  # type: ignore[attr-defined]
        getattr(server, how)(sid, name, namespace=NAMESPACE)
    except (KeyError, ValueError):  # the connection has just ended
        log.debug("%s: %s has gone", how, sid)

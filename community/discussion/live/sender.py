"""One sender per room and process: sends what follows the last number it sent, read from the database, in order.

Whoever writes only wakes it, so that two commits at once are still sent one after the other, many are read together,
and nobody waits for a thousand listeners. Who joins is let in by it too: between the answer to a join and the first
event that is sent there is neither a gap nor a second time.
"""

import logging
import threading
from collections.abc import Mapping
from typing import Any, NamedTuple

from community.discussion.live.names import FORMS, NAMESPACE, channel
from community.discussion.live.presence import present
from community.discussion.live.rendering import Drawing, name_of
from community.discussion.live.roster import roster
from community.discussion.queries import Entry, Part, lacking, last_numbers, who_may_hear
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
        self.new: list[str] = []  # connections let in, and not looked at since
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


def look() -> None:
    """Wake those rooms whose stream has grown without a word about it: words between processes may be lost."""
    with _guard:
        sent = {room_id: line.sent_n for room_id, line in _lines.items()}
    if not sent:
        return
    for room_id, n in last_numbers(sent.keys()).items():
        if n > sent[room_id]:
            wake(room_id)


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
    present.changed(room_id)
    return True


def send_away(sid: str, room_id: str) -> None:
    """`dismiss` someone who no longer reaches a room, and tell them so."""
    dismiss(sid, room_id)
    said = {
        "ruang": room_id,
        "code": "tidak_ditemukan",
        "message": "Anda tidak lagi termasuk dalam ruang ini, jadi pesan barunya tidak dikirim kepada Anda.",
    }
    socketio.emit("keluar", said, to=sid, namespace=NAMESPACE)


def gone(room_id: str) -> None:
    """Someone's connection has ended: a room without listeners needs no sender."""
    with _guard:
        line = _lines.get(room_id)
        if line and not line.busy and not line.waiting and not roster.ways_at(room_id):
            del _lines[room_id]
    present.changed(room_id)


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
                if not roster.ways_at(room_id) and _lines.get(room_id) is line:
                    del _lines[room_id]
                return
            line.moved = False
            guests, line.waiting = line.waiting, []
        try:
            turn = _Turn(room_id)
            _deliver(turn, line)
            while guests:
                _let_in(turn, line, guests[-1])
                guests.pop()
            _look_at_new(room_id, line)
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


class _Turn:
    """What was read and made in one turn: several who lack the same are given the same."""

    def __init__(self, room_id: str) -> None:
        self.room_id = room_id
        self._parts: dict[tuple[int, int | None], tuple[Part, Drawing]] = {}
        self._said: dict[tuple[int, str], dict[str, Any]] = {}

    def lacking(self, since: int, until: int | None = None) -> tuple[Part, Drawing]:
        if (since, until) not in self._parts:
            self._parts[since, until] = lacking(self.room_id, since, until=until), Drawing()
        return self._parts[since, until]

    def send(self, drawing: Drawing, entry: Entry, places: Mapping[str, str]) -> None:
        """To each place in its form: everything is drawn before anything is sent, so that nobody hears it twice."""
        for form in places:
            if (entry.n, form) not in self._said:
                self._said[entry.n, form] = drawing.said(form, entry)
        for form, to in places.items():
            socketio.emit(name_of(entry), self._said[entry.n, form], to=to, namespace=NAMESPACE)


def _deliver(turn: _Turn, line: _Line) -> None:
    """To everyone in the room, what follows the last number."""
    more = True
    while more:
        part, drawing = turn.lacking(line.sent_n)
        forms = roster.ways_at(turn.room_id)
        places = {form: channel(turn.room_id, form) for form in FORMS if form in forms}
        for entry in part.entries:
            turn.send(drawing, entry, places)
            line.sent_n = entry.n
        more = part.more


def _let_in(turn: _Turn, line: _Line, guest: _Guest) -> None:
    """What was sent to the others since the guest's answer was made, then the place among them."""
    n = guest.n
    while n < line.sent_n:
        part, drawing = turn.lacking(n, line.sent_n)
        for entry in part.entries:
            turn.send(drawing, entry, {guest.form: guest.sid})
        if part.n == n:
            break
        n = part.n
    if n > line.sent_n:  # its answer was newer than our reading: the others first
        with _guard:
            line.waiting.append(guest)
            line.moved = True
        return
    if roster.take_place(guest.sid, turn.room_id, guest.form):
        _socket_rooms("enter_room", guest.sid, channel(turn.room_id, guest.form))
        present.changed(turn.room_id)
        line.new.append(guest.sid)


def _look_at_new(room_id: str, line: _Line) -> None:
    """Who left between the question and the place was not found in it: those let in are asked about once more."""
    if not line.new:
        return
    end_transaction(keep=False)  # what was committed since the turn began
    whose = {sid: roster.whose(sid) for sid in line.new}
    still = who_may_hear(room_id, {guru_id for guru_id in whose.values() if guru_id})
    for sid, guru_id in whose.items():
        if guru_id and guru_id not in still:
            send_away(sid, room_id)
    line.new.clear()


def _socket_rooms(how: str, sid: str, name: str) -> None:
    try:
        server: Any = socketio.server  # type: ignore[attr-defined]
        getattr(server, how)(sid, name, namespace=NAMESPACE)
    except (KeyError, ValueError):  # the connection has just ended
        log.debug("%s: %s has gone", how, sid)

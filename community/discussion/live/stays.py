"""What this process writes down of who is connected to it: compared with its rows and written once a second.

A thousand people who come in together are one transaction. While anyone is connected the process gives a sign of life;
what it had not written when it was killed is at most a second, and what was open in it ends at its last sign. Who loses
the line and is back within the tolerance goes on with the row they had: two hundred phones that drop every few seconds
for two hours are two hundred rows.
"""

import atexit
import logging
import threading
from datetime import datetime

from flask import Flask, current_app

from community.discussion.live.roster import roster
from community.discussion.rules.presence import BEAT, TOLERANCE
from community.discussion.services.presence import Begun, Ended, end_process, give_sign, write_stays
from community.kernel.clock import now
from community.kernel.command import INSTALLATION, SYSTEM
from community.kernel.database import end_transaction
from community.kernel.ids import new_id
from community.kernel.realtime import socketio

log = logging.getLogger(__name__)
EVERY = 1  # seconds between two writings
_IDLE = 10  # writings with nobody there, after which it waits to be called again
_guard = threading.Lock()  # whether somebody writes
_turn = threading.RLock()  # who writes


class _Book:
    """What is open by connection and room, and what is still to be written."""

    def __init__(self) -> None:
        self.process_id = new_id()
        self.known = False  # the database has heard of this process
        self.open: dict[tuple[str, str], Begun] = {}
        self.left: dict[tuple[str, str], list[tuple[Begun, datetime]]] = {}  # by person and room: may be back soon
        self.begun: dict[str, Begun] = {}
        self.ended: dict[str, Ended] = {}
        self.back: set[str] = set()  # written as ended, perhaps, and open again
        self.again = False  # a writing failed, and may have been done all the same

    def compare(self) -> None:
        """Take in who came and went since."""
        moment = now()
        places = roster.connections()
        for place in self.open.keys() - places.keys():
            stay = self.open.pop(place)
            self.back.discard(stay.id)
            self.ended[stay.id] = Ended(stay.id, stay.room_id, moment)
            self.left.setdefault((stay.guru_id, stay.room_id), []).append((stay, moment))
        self._forget_gone(moment)
        for place in places.keys() - self.open.keys():
            self.open[place] = self._back_again(places[place], place[1]) or self._new(places[place], place[1], moment)

    def begin_anew(self) -> None:
        """Others took this process for dead and closed what was open in it."""
        self.process_id, self.known = new_id(), False
        for kept in (self.open, self.left, self.begun, self.ended, self.back):
            kept.clear()

    def written(self) -> None:
        """All of it is in the database."""
        for kept in (self.begun, self.ended, self.back):
            kept.clear()
        self.again, self.known = False, True

    @property
    def waits(self) -> bool:
        """Something is to be written."""
        return bool(self.begun or self.ended or self.back)

    @property
    def is_empty(self) -> bool:
        return not (self.open or self.waits)

    def _new(self, guru_id: str, room_id: str, moment: datetime) -> Begun:
        stay = Begun(new_id(), room_id, guru_id, moment)
        self.begun[stay.id] = stay
        return stay

    def _back_again(self, guru_id: str, room_id: str) -> Begun | None:
        """The stay of someone who has just lost the line."""
        lately = self.left.get((guru_id, room_id))
        if not lately:
            return None
        stay, _ = lately.pop()
        self.ended.pop(stay.id, None)
        self.back.add(stay.id)
        return stay

    def _forget_gone(self, moment: datetime) -> None:
        for key, stays in list(self.left.items()):
            lately = [each for each in stays if moment - each[1] <= TOLERANCE]
            if lately:
                self.left[key] = lately
            else:
                del self.left[key]


_book = _Book()
_keeping = False


def look() -> None:
    """Someone came or went: it is written within a second; at once where nothing is gathered (tests)."""
    global _keeping
    if not current_app.config["BROADCAST_AFTER"]:
        _write()
        return
    with _guard:
        if _keeping:
            return
        _keeping = True
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    socketio.start_background_task(_keep, app)
    atexit.unregister(_leave)
    atexit.register(_leave, app)


def process_id() -> str:
    """The name of this process among those that people are connected to."""
    return _book.process_id


def forget() -> None:
    """Nobody was ever connected, as when a process begins."""
    global _book
    with _turn:
        _book = _Book()


def _keep(app: Flask) -> None:
    """Write every second, give a sign of life now and then, until nobody has been connected for a while."""
    global _keeping
    ticks = idle = 0
    while True:
        socketio.sleep(EVERY)
        ticks += 1
        try:
            with app.app_context():
                try:
                    _write()
                    if ticks % (BEAT // EVERY) == 0:
                        _beat()
                finally:
                    end_transaction(keep=False)
        except Exception:  # the database is away: what is to be written waits
            log.warning("who is connected was not written down; tried again in a second", exc_info=True)
        idle = idle + 1 if _book.is_empty else 0
        if idle > _IDLE:
            with _guard:
                _keeping = False
            return


def _write() -> None:
    with _turn:
        book = _book
        book.compare()
        if not book.waits:
            return
        begun, ended = list(book.begun.values()), list(book.ended.values())
        try:
            write_stays(
                SYSTEM,
                INSTALLATION,
                process_id=book.process_id,
                begun=begun,
                ended=ended,
                back=book.back,
                again=book.again,
            )
        except Exception:
            book.again = True
            raise
        book.written()


def _beat() -> None:
    """A sign of life. Who was taken for dead writes all that is open anew, under another name."""
    with _turn:
        if not _book.known or give_sign(SYSTEM, INSTALLATION, process_id=_book.process_id):
            return
        _book.begin_anew()
        _write()


def _leave(app: Flask) -> None:
    """The process ends, and with it whatever is open in it."""
    with _turn:
        if not _book.known:
            return
        try:
            with app.app_context():
                _write()
                end_process(SYSTEM, INSTALLATION, process_id=_book.process_id)
                end_transaction(keep=False)
        except Exception:
            log.debug("who was connected at the end is taken to have left at the last sign of life", exc_info=True)

"""Words between the processes of one installation, over Redis; where none is configured there is nobody to tell.

    tell_others("ruang", room_id)           # after the commit, by whichever process did it
    hear({"ruang": sender.wake}, [(1, sender.look)])     # wiring, once

A word is an id, or little more: whoever hears one reads the database. Telling never waits and never fails. A word may
be lost, while Redis is away or a process is busy, so that whatever matters is also *looked* after: the functions of the
second table are called every few seconds, or at every so many of those looks, in each process that hears.
"""

import atexit
import itertools
import json
import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from flask import Flask, current_app

from community.kernel.database import end_transaction
from community.kernel.ids import new_id
from community.kernel.shared import Shared, connected

log = logging.getLogger(__name__)
LOOK_EVERY = 3.0  # seconds
_ALONE_LOOK_EVERY = 1.0  # while no word is heard
_STALE = 5.0  # seconds after which a word that could not be told is not worth telling
_MOST = 10_000  # words that wait to be told
_REST = 1.0  # seconds until Redis is tried again

Hearer = Callable[[Any], None]
Look = Callable[[], None]
_hearers: dict[str, Hearer] = {}
_looks: list[tuple[int, Look]] = []


def hear(hearers: Mapping[str, Hearer], looks: Sequence[tuple[int, Look]]) -> None:
    """Say who hears which word of another process, and what is looked after besides; wiring calls this once."""
    _hearers.clear()
    _hearers.update(hearers)
    _looks[:] = looks


def tell_others(topic: str, said: Any) -> None:
    """Tell the other processes. `said` is an id, or a small dict of ids and names."""
    if post := _post():
        post.tell(topic, said)


def this_process() -> str:
    """The name of this process among the others; empty where there are none."""
    post = _post()
    return post.name if post else ""


def listen_to_others() -> None:
    """From now on this process hears the others: called where someone connects, so that who only writes need not."""
    if post := _post():
        post.listen()


class Post:
    """What one process has to tell and what it hears."""

    def __init__(self, app: Flask, redis: Shared) -> None:
        self.name = new_id()
        self._app = app
        self._url = redis.url
        self._channel = f"{redis.mark}:kata"
        self._waiting: deque[tuple[float, str]] = deque(maxlen=_MOST)
        self._news = threading.Condition()
        self._tells = False
        self._listens = False
        self._telling = False
        self._hears = False
        self._guard = threading.Lock()
        self._over = threading.Event()

    def tell(self, topic: str, said: Any) -> None:
        with self._news:
            self._waiting.append((time.monotonic(), json.dumps([self.name, topic, said])))
            self._news.notify()
        with self._guard:
            if self._tells:
                return
            self._tells = True
        _beside(self._tell, "Words told")
        atexit.register(self._finish)

    def listen(self) -> None:
        with self._guard:
            if self._listens:
                return
            self._listens = True
        _beside(self._listen, "Words heard")
        _beside(self._look, "Looking after")

    def end(self) -> None:
        """Neither tell nor hear any more."""
        self._over.set()
        with self._news:
            self._news.notify_all()

    def _tell(self) -> None:
        redis = connected(self._url, patience=2)
        while True:
            with self._news:
                self._telling = False
                while not self._waiting and not self._over.is_set():
                    self._news.wait()
                if self._over.is_set():
                    return
                since, word = self._waiting.popleft()
                self._telling = True
            try:
                redis.publish(self._channel, word)
            except Exception as error:
                log.debug("a word was not told: %s", error)
                with self._news:
                    if time.monotonic() - since < _STALE:
                        self._waiting.appendleft((since, word))
                self._over.wait(_REST)

    def _finish(self) -> None:
        """A command that ends tells what it has to tell; a moment is enough for that."""
        until = time.monotonic() + 1
        while (self._waiting or self._telling) and time.monotonic() < until:
            time.sleep(0.01)

    def _listen(self) -> None:
        said_so = False
        while not self._over.is_set():
            try:
                heard = connected(self._url, patience=LOOK_EVERY).pubsub(ignore_subscribe_messages=True)
                heard.subscribe(self._channel)
                log.log(logging.WARNING if said_so else logging.DEBUG, "words of other processes are heard")
                self._hears, said_so = True, False
                while not self._over.is_set():
                    message = heard.get_message(timeout=LOOK_EVERY)
                    if message:
                        self._hear(message["data"])
                    else:
                        heard.ping()  # a line that has died silently is noticed
            except Exception as error:
                self._hears = False
                if not said_so:
                    log.warning("Redis does not answer (%s); rooms are looked after without it", type(error).__name__)
                said_so = True
                self._over.wait(_REST)

    def _hear(self, word: str) -> None:
        try:
            teller, topic, said = json.loads(word)
        except (ValueError, TypeError):
            log.warning("a word that is none of ours: %.80s", word)
            return
        if teller != self.name and topic in _hearers:
            self._do(lambda: _hearers[topic](said), topic)

    def _look(self) -> None:
        for number in itertools.count(1):
            if self._over.wait(LOOK_EVERY if self._hears else _ALONE_LOOK_EVERY):
                return
            for every, look in list(_looks):
                if number % every == 0:
                    self._do(look, look.__qualname__)

    def _do(self, work: Callable[[], None], name: str) -> None:
        """In a context, and so a session, of its own; what fails is tried at the next word or look."""
        if self._over.is_set():
            return
        try:
            with self._app.app_context():
                try:
                    work()
                finally:
                    end_transaction(keep=False)
        except Exception:
            log.warning("%s: what another process said was not followed", name, exc_info=True)


def _beside(run: Callable[[], None], name: str) -> None:
    threading.Thread(target=run, name=name, daemon=True).start()


def _post() -> Post | None:
    found: Post | None = current_app.extensions["words"]
    return found


def init_app(app: Flask) -> None:
    redis: Shared | None = app.extensions["shared"]
    app.extensions["words"] = Post(app, redis) if redis else None

"""A program that hears a room and comes back by itself, as a page does: with the last number it has."""

import threading
import time
from collections.abc import Callable
from typing import Any

import socketio
from socketio.exceptions import SocketIOError

from tests.discussion.listener import NAMESPACE, PATIENCE, Listener

_AN_ANSWER = 10  # seconds: one that was cut off on its way never comes
_REST = 0.3  # seconds until the next try
_AGAIN = ("putus", "sedang_sibuk", "galat", "terlalu_cepat")  # what a page answers by trying again


class Returning(Listener):
    """As Listener; nobody has to connect it again. What it says it says until it is answered.

    Each line is a client of its own. The library's coming back is not used: a line that is lost between the answer to
    its greeting and the end of `connect` leaves a client that believes in it for ever, hears nothing, and says nothing.
    """

    def __init__(self, *where: Any, **how: Any) -> None:
        super().__init__(*where, **how)
        self.first = 0  # the number before the first that is heard
        self._joined = threading.Event()
        self._closed = threading.Event()
        self._lost = threading.Event()
        self._ears: list[tuple[str, Callable[[Any], None]]] = []
        self._keeper: threading.Thread | None = None

    @property
    def words(self) -> list[str]:
        """What was heard, in order."""
        return [message["teks"] for message in self.heard]

    def connect(self) -> dict[str, Any]:
        self._keeper = threading.Thread(target=self._keep, daemon=True)
        self._keeper.start()
        return {}

    def on(self, event: str, hear: Callable[[Any], None]) -> None:
        """Call `hear` with what arrives as `event`, over this line and each that follows."""
        self._ears.append((event, hear))
        if self._client is not None:
            self._client.on(event, hear, namespace=NAMESPACE)

    def ask(self, event: str, **data: Any) -> dict[str, Any]:
        """The answer, or a refusal with the code "putus" where none came."""
        client = self._client
        if client is None:
            return {"ok": False, "code": "putus"}
        try:
            answer = client.call(event, {"ruang": self.room_id} | data, namespace=NAMESPACE, timeout=_AN_ANSWER)
        except SocketIOError:
            return {"ok": False, "code": "putus"}
        assert isinstance(answer, dict)
        return answer

    def say(self, key: str, words: str) -> int:
        until = time.monotonic() + PATIENCE
        while not (answer := self.ask("send", klien_id=key, teks=words))["ok"]:
            assert answer["code"] in _AGAIN and time.monotonic() < until, answer
            time.sleep(_REST)
        return int(answer["n"])

    def wait_until_joined(self) -> None:
        assert self._joined.wait(PATIENCE)

    def close(self) -> None:
        self._closed.set()
        self._lost.set()
        if self._keeper is not None:
            self._keeper.join(PATIENCE)

    def _keep(self) -> None:
        """One line after the other, until somebody closes it."""
        while not self._closed.is_set():
            self._lost = lost = threading.Event()
            if self._closed.is_set():
                return
            client = self._new(lost)
            if self._greets(client) and self._joins(client, lost):
                lost.wait()
                self.drops += not self._closed.is_set()
            self._client = None
            client.disconnect()
            self._closed.wait(_REST)

    def _new(self, lost: threading.Event) -> socketio.Client:
        client = socketio.Client(reconnection=False, request_timeout=PATIENCE)
        client.on("pesan", self._hear_of(lost), namespace=NAMESPACE)
        client.on("disconnect", lambda *_: lost.set(), namespace=NAMESPACE)
        for event, hear in self._ears:
            client.on(event, hear, namespace=NAMESPACE)
        return client

    def _hear_of(self, lost: threading.Event) -> Callable[[dict[str, Any]], None]:
        """What a line that was given up still brings is not heard: its join may have been another."""
        return lambda message: None if lost.is_set() else self._hear(message)

    def _greets(self, client: socketio.Client) -> bool:
        try:
            client.connect(
                self.address + self.query,
                headers={"Cookie": self.cookie},
                namespaces=[NAMESPACE],
                transports=self.transports,
                wait_timeout=_AN_ANSWER,
            )
        except SocketIOError:
            return False
        self._client = client
        return client.eio.state == "connected"

    def _joins(self, client: socketio.Client, lost: threading.Event) -> bool:
        """Join with the last number; who joins for the first time hears from now on."""
        known = {"sejak": self.last} if self._joined.is_set() else {}
        while not (answer := self.ask("join", **known))["ok"]:
            assert answer["code"] in _AGAIN or self._joined.is_set(), answer
            if answer["code"] == "putus" or lost.is_set():
                return False
            lost.wait(answer.get("tunggu", _REST))
        with self._news:
            if not known:  # what arrived before this answer is heard after it
                self.first = self.last = answer["n"]
                early, self._early = self._early, {}
                answer["pesan"] += [message for n, message in sorted(early.items()) if n > self.last]
        for each in answer["pesan"]:
            self._hear(each)
        self._joined.set()
        return True

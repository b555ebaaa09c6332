"""A program that hears a room and comes back by itself, as a page does: with the last number it has."""

import threading
import time
from typing import Any

import socketio
from socketio.exceptions import SocketIOError

from tests.discussion.listener import NAMESPACE, PATIENCE, Listener

_AN_ANSWER = 10  # seconds: one that was cut off on its way never comes
_AGAIN = ("putus", "sedang_sibuk", "galat", "terlalu_cepat")  # what a page answers by trying again


class Returning(Listener):
    """As Listener; nobody has to connect it again. What it says it says until it is answered."""

    def __init__(self, *where: Any, **how: Any) -> None:
        super().__init__(*where, **how)
        self.first = 0  # the number before the first that is heard
        self._joined = threading.Event()

    @property
    def words(self) -> list[str]:
        """What was heard, in order."""
        return [message["teks"] for message in self.heard]

    def connect(self) -> dict[str, Any]:
        client = self._client = socketio.Client(
            reconnection_delay=0.2, reconnection_delay_max=1, request_timeout=PATIENCE
        )
        client.on("pesan", self._hear, namespace=NAMESPACE)
        client.on("connect", self._join, namespace=NAMESPACE)
        client.on("disconnect", self._lost, namespace=NAMESPACE)
        client.connect(
            self.address + self.query,
            headers={"Cookie": self.cookie},
            namespaces=[NAMESPACE],
            transports=self.transports,
            wait_timeout=PATIENCE,
            retry=True,
        )
        return {}

    def ask(self, event: str, **data: Any) -> dict[str, Any]:
        """The answer, or a refusal with the code "putus" where none came."""
        assert self._client is not None
        said = {"ruang": self.room_id} | data
        try:
            answer = self._client.call(event, said, namespace=NAMESPACE, timeout=_AN_ANSWER)
        except SocketIOError:
            return {"ok": False, "code": "putus"}
        assert isinstance(answer, dict)
        return answer

    def say(self, key: str, words: str) -> int:
        return int(self._asked("send", klien_id=key, teks=words)["n"])

    def _asked(self, event: str, **data: Any) -> dict[str, Any]:
        until = time.monotonic() + PATIENCE
        while not (answer := self.ask(event, **data))["ok"]:
            assert answer["code"] in _AGAIN and time.monotonic() < until, answer
            time.sleep(0.2)
        return answer

    def wait_until_joined(self) -> None:
        assert self._joined.wait(PATIENCE)

    def _join(self) -> None:
        """Join with the last number; who joins for the first time hears from now on."""
        if self._joined.is_set():
            answer = self._asked("join", sejak=self.last)
        else:
            answer = self._asked("join")
            self.first = self.last = answer["n"]
        for each in answer["pesan"]:
            self._hear(each)
        self._joined.set()

    def _lost(self, *_reason: Any) -> None:
        self.drops += 1

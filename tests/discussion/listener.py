"""A program that hears a room by the open protocol, with the plain Socket.IO client, over a real line."""

import re
import threading
import time
from typing import Any

import requests
import socketio

NAMESPACE = "/diskusi"
PATIENCE = 60  # seconds for an answer on a machine that has other work


def sign_in(address: str, login: str, password: str) -> str:
    """The cookie of a session, opened at the door as a browser does it."""
    browser = requests.Session()
    page = browser.get(f"{address}/masuk", timeout=PATIENCE).text
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    assert token is not None
    form = {"login": login, "password": password, "csrf_token": token[1]}
    answer = browser.post(f"{address}/masuk", data=form, timeout=PATIENCE, headers={"Accept": "text/html"})
    assert answer.ok and "/masuk" not in answer.url, answer.url
    return "; ".join(f"{each.name}={each.value}" for each in browser.cookies)


class Listener:
    """Hears one room: keeps the last number it has, joins with it after each drop, takes each message once."""

    def __init__(self, address: str, cookie: str, room_id: str, transports: tuple[str, ...] = ("websocket",)) -> None:
        self.address = address
        self.cookie = cookie
        self.room_id = room_id
        self.transports = list(transports)
        self.query = ""  # "?klien=...": by which a proxy chooses among several processes
        self.last = 0
        self.heard: list[dict[str, Any]] = []
        self.live: dict[int, float] = {}  # when what was not fetched after a drop arrived, by number
        self.repeated = 0  # arrived although it was there already
        self.drops = 0
        self._early: dict[int, dict[str, Any]] = {}
        self._news = threading.Condition()
        self._client: socketio.Client | None = None

    def connect(self, *, patient: bool = True) -> dict[str, Any]:
        """A new line; the answer to the join. `patient`: asks again after the time it was told to wait."""
        client = socketio.Client(reconnection=False, request_timeout=PATIENCE)
        client.on("pesan", self._hear_live, namespace=NAMESPACE)
        client.connect(
            self.address + self.query,
            headers={"Cookie": self.cookie},
            namespaces=[NAMESPACE],
            transports=self.transports,
            wait_timeout=PATIENCE,
        )
        self._client = client
        answer = self.ask("join", sejak=self.last)
        while patient and not answer["ok"] and "tunggu" in answer:
            time.sleep(answer["tunggu"])
            answer = self.ask("join", sejak=self.last)
        for each in answer.get("pesan", []):
            self._hear(each)
        return answer

    def ask(self, event: str, **data: Any) -> dict[str, Any]:
        assert self._client is not None
        answer = self._client.call(event, {"ruang": self.room_id} | data, namespace=NAMESPACE, timeout=PATIENCE)
        assert isinstance(answer, dict)
        return answer

    def say(self, key: str, words: str) -> int:
        """Send a message; the number it got."""
        answer = self.ask("send", klien_id=key, teks=words)
        assert answer["ok"], answer
        return int(answer["n"])

    def drop(self) -> None:
        """Lose the line as a tunnel does: nothing is said."""
        self.drops += 1
        client, self._client = self._client, None
        line = getattr(client.eio, "ws", None) if client else None
        if line is not None:
            line.shutdown()
        elif client is not None:
            client.disconnect()

    def close(self) -> None:
        if self._client is not None:
            self._client.disconnect()

    def wait_for(self, n: int) -> None:
        """Until everything up to `n` is here."""
        with self._news:
            assert self._news.wait_for(lambda: self.last >= n, timeout=PATIENCE), f"{self.last} of {n}"

    def settle(self, n: int) -> None:
        """As `wait_for`, of someone who may have given up: what is missing then is missing."""
        with self._news:
            self._news.wait_for(lambda: self.last >= n, timeout=PATIENCE)

    def _hear_live(self, message: dict[str, Any]) -> None:
        self.live.setdefault(message["n"], time.monotonic())
        self._hear(message)

    def _hear(self, message: dict[str, Any]) -> None:
        with self._news:
            if message["n"] <= self.last or message["n"] in self._early:
                self.repeated += 1
                return
            self._early[message["n"]] = message
            while self.last + 1 in self._early:
                self.last += 1
                self.heard.append(self._early.pop(self.last))
            self._news.notify_all()

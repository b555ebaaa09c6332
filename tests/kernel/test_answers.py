"""What is to follow an answer follows it."""

import threading
from types import SimpleNamespace

import pytest
import socketio
from flask import Flask

from community.kernel.realtime import after_answer
from community.kernel.realtime.answers import watch
from tests.kernel.listening import listening

PATIENCE = 60  # seconds for something that happens by itself on a machine that has other work


@pytest.mark.parametrize("transport", ["polling", "websocket"])
def test_what_someone_hears_after_joining_never_overtakes_the_answer(app: Flask, transport: str) -> None:
    server = socketio.Server(async_mode="threading")
    watch(server)
    heard: list[str] = []
    one_more = threading.Semaphore(0)

    def hear(what: str) -> None:
        heard.append(what)
        one_more.release()

    def join(sid: str) -> str:
        with app.app_context():
            after_answer(lambda: server.emit("event", to=sid))
        threading.Event().wait(0.2)  # time enough to be overtaken
        return "answer"

    server.on("join", join)
    with listening(server) as address:
        client = socketio.Client(reconnection=False)
        client.on("event", lambda: hear("event"))
        client.connect(address, transports=[transport], wait_timeout=PATIENCE)
        client.emit("join", callback=hear)
        assert one_more.acquire(timeout=PATIENCE) and one_more.acquire(timeout=PATIENCE)
        client.disconnect()
    assert heard == ["answer", "event"]


def test_nothing_follows_what_failed(app: Flask) -> None:
    server = SimpleNamespace(start_background_task=lambda target, *given: target(*given))
    watch(server)
    followed: list[bool] = []

    def fail() -> None:
        with app.app_context():
            after_answer(lambda: followed.append(True))
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        server.start_background_task(fail)
    assert followed == []

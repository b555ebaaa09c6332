"""A line on which nobody says what they want is closed; who has entered stays."""

import threading
from collections.abc import Iterator
from typing import Any

import engineio
import pytest
import socketio

from community.kernel.doorstep import watch
from tests.kernel.listening import listening

PATIENCE = 60  # seconds for something that happens by itself on a machine that has other work


@pytest.fixture
def address() -> Iterator[str]:
    """A server with one namespace, which lets go after half a second."""
    server = socketio.Server(async_mode="threading")
    server.on("connect", lambda _sid, _environ, _auth=None: None, namespace="/diskusi")
    watch(server, patience=0.5)
    with listening(server) as address:
        yield address


@pytest.mark.parametrize("transport", ["polling", "websocket"])
def test_who_opens_a_line_and_enters_nothing_is_let_go_and_the_others_stay(address: str, transport: str) -> None:
    guest, gone = socketio.Client(reconnection=False), threading.Event()
    guest.connect(address, namespaces=["/diskusi"], transports=[transport], wait_timeout=PATIENCE)
    silent: Any = engineio.Client()
    silent.on("disconnect", lambda *_: gone.set())
    silent.connect(address, transports=[transport], engineio_path="socket.io")
    assert gone.wait(PATIENCE)
    assert guest.connected and guest.eio.state == "connected"
    guest.disconnect()

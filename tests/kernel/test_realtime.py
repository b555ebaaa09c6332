"""A process says at its start what does not go together, and sends each message whole."""

import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wsproto.frame_protocol import FrameProtocol

from community.kernel.realtime.lines import _AT_ONCE, _frame, _Wire
from community.kernel.turns import Turns

ROOT = Path(__file__).resolve().parent.parent.parent


def start(folder: Path, *, patched: bool = False, **env: str) -> str:
    """Start the application in a process of its own; its last words."""
    first = "from gevent import monkey; monkey.patch_all(); " if patched else ""
    code = f"{first}from community import create_app; create_app(); print('ready')"
    said = {"PATH": "/usr/bin:/bin", "GUGUS_INSTANCE": str(folder), **env}
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=said, capture_output=True, text=True)
    return (done.stdout or done.stderr).strip().splitlines()[-1]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("patched", "env", "words"),
    [
        (False, {}, "ready"),
        (False, {"ASYNC_MODE": "gevent"}, "runs under `gunicorn --worker-class gevent"),
        (True, {"ASYNC_MODE": "gevent"}, "needs PostgreSQL"),
        (True, {}, "set ASYNC_MODE=gevent"),
        (False, {"ASYNC_MODE": "eventlet"}, "there are threading and gevent"),
        (True, {"ASYNC_MODE": "gevent", "DATABASE_URL": "postgresql:///tidak_ada"}, "ready"),
    ],
)
def test_what_does_not_go_together_is_said_at_the_start(
    tmp_path: Path, patched: bool, env: dict[str, str], words: str
) -> None:
    assert words in start(tmp_path, patched=patched, **env)


@given(
    st.one_of(st.text(max_size=300), st.binary(max_size=300), st.sampled_from(["x" * 126, "x" * 65_536, "é" * 70_000]))
)
def test_a_message_is_framed_as_the_protocol_wants_it(message: str | bytes) -> None:
    reader = FrameProtocol(client=True, extensions=[])
    reader.receive_bytes(_frame(message))
    (parts, whole) = ([], False)
    for frame in reader.received_frames():
        parts.append(frame.payload)
        whole = frame.message_finished
    assert whole and type(message)().join(bytes(p) if isinstance(p, bytearray) else p for p in parts) == message


@pytest.fixture
def wires() -> Iterator[tuple[socket.socket, socket.socket]]:
    ours, theirs = socket.socketpair()
    yield ours, theirs
    ours.close()
    theirs.close()


def test_two_who_send_at_once_over_one_line_do_not_mix(wires: tuple[socket.socket, socket.socket]) -> None:
    ours, theirs = wires
    wire = _Wire(ours)
    pieces = [letter * 300_000 for letter in (b"a", b"b")]  # more than the line takes at once
    senders = [threading.Thread(target=wire.send, args=(piece,)) for piece in pieces]
    for each in senders:
        each.start()
    received = b""
    while len(received) < 600_000:
        received += theirs.recv(65_536)
    for each in senders:
        each.join()
    assert received in (b"".join(pieces), b"".join(reversed(pieces)))


def test_who_sends_without_end_is_read_slowly(
    wires: tuple[socket.socket, socket.socket], monkeypatch: pytest.MonkeyPatch
) -> None:
    ours, theirs = wires
    wire, rests = _Wire(ours), []
    monkeypatch.setattr("community.kernel.realtime.lines.time.sleep", rests.append)
    theirs.sendall(b"x" * 100)
    assert wire.recv(100) and not rests
    wire.used = _AT_ONCE + 64_000
    theirs.sendall(b"x")
    wire.recv(1)
    assert 1.9 < rests[0] <= 2


def test_connections_are_handed_out_in_the_order_in_which_they_were_asked_for() -> None:
    turns, served = Turns(places=2), []
    assert turns.take(1) and turns.take(1)
    waiting: list[threading.Thread] = []
    for number in range(4):
        each = threading.Thread(target=lambda number=number: turns.take(30) and served.append(number))
        each.start()
        while len(turns._waiting) <= number:
            pass
        waiting.append(each)
    for each in waiting:
        turns.give()
        each.join()
    assert served == [0, 1, 2, 3]
    turns.give()
    turns.give()
    assert turns.take(0) and turns.take(0) and not turns.take(0)

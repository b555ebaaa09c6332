"""WebSockets as a live process needs them: light, whole, and read no faster than one person needs.

simple-websocket serves threads and greenlets alike. What is changed of it here:

- No compression. Every browser offers it; it holds 107 kB a connection and packs each message anew for each listener.
- A message to a thousand listeners is one frame, made once.
- `socket.send` may take part of a frame where a slow reader's buffer is full, which breaks the stream: all is sent.
- A listener that takes nothing for most of a minute is let go by the system, so that nobody waits for it for ever.
- A message has a largest length before it is in memory, and who sends without end is read slowly.
"""

import functools
import socket
import struct
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import simple_websocket
from engineio.async_drivers._websocket_wsgi import SimpleWebSocketWSGI

LONGEST = 1_000_000  # bytes of one message: what Engine.IO takes over long polling too
_UNTAKEN = 45_000  # milliseconds: Engine.IO's own patience, 25 s between two pings and 20 s for the answer
# What one connection may send: so many bytes at once, then so many a second; each message weighs what its answer costs:
# 250 of them at once, then 8 a second. A person types 10 bytes a second; edits made offline come at once.
_AT_ONCE, _A_SECOND, _EACH = 1_000_000, 32_000, 4_000
_TEXT, _BINARY = 0x81, 0x82  # RFC 6455, 5.2: a whole message in one frame
_SHORT, _MIDDLE = 125, 65_535


class Line(SimpleWebSocketWSGI):
    """What Engine.IO calls a websocket: greets one connection and serves it until it ends."""

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
        plain = {name: value for name, value in environ.items() if name != "HTTP_SEC_WEBSOCKET_EXTENSIONS"}
        self.ws = _Server(plain, max_message_size=LONGEST, **self.server_args)
        self.ws.environ = None  # was for the greeting
        answer = self.app(self)
        if self.ws.mode == "gunicorn":
            raise StopIteration  # so gunicorn knows that this connection has been answered
        if self.ws.mode == "werkzeug":
            raise ConnectionError
        return answer


class _Server(simple_websocket.Server):
    """One connection as simple-websocket knows it."""

    sock: Any

    def handshake(self) -> None:
        self.sock = _Wire(self.sock)
        super().handshake()

    def send(self, data: Any) -> None:
        if not self.connected:
            raise simple_websocket.ConnectionClosed(self.close_reason, self.close_message)
        self.sock.send(_frame(data))

    def _handle_events(self) -> bool:
        before = len(self.input_buffer)
        goes_on: bool = super()._handle_events()
        self.sock.used += _EACH * max(len(self.input_buffer) - before, 0)
        return goes_on


class _Wire:
    """A socket that sends all or nothing, one after the other, and is read at a measured pace."""

    __slots__ = ("_guard", "_since", "_socket", "used")

    def __init__(self, wire: socket.socket) -> None:
        self._socket = wire
        self._guard = threading.Lock()
        self._since = time.monotonic()
        self.used = 0.0  # of what may be sent at once
        with suppress(AttributeError, OSError):  # not Linux; not TCP
            wire.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, _UNTAKEN)

    def send(self, data: bytes) -> None:
        with self._guard:
            sent = self._socket.send(data)
            if sent < len(data):
                self._socket.sendall(memoryview(data)[sent:])

    def recv(self, size: int) -> bytes:
        moment = time.monotonic()
        self.used = max(self.used - (moment - self._since) * _A_SECOND, 0)
        self._since = moment
        if self.used > _AT_ONCE:
            time.sleep((self.used - _AT_ONCE) / _A_SECOND)
        data = self._socket.recv(size)
        self.used += len(data)
        return data

    def close(self) -> None:
        self._socket.close()


@functools.lru_cache(maxsize=16)
def _frame(data: str | bytes) -> bytes:
    """One message as it goes over the wire; asked for once by each of those who are sent it."""
    kind, content = (_TEXT, data.encode()) if isinstance(data, str) else (_BINARY, data)
    length = len(content)
    if length <= _SHORT:
        head = struct.pack("!BB", kind, length)
    elif length <= _MIDDLE:
        head = struct.pack("!BBH", kind, 126, length)
    else:
        head = struct.pack("!BBQ", kind, 127, length)
    return head + content

"""The load generator: a process of its own, so many clients at once, each on one connection that it keeps.

`fire` starts it with the requests ready made; what it does while the clock runs is send, read, and note the time.
"""

import pickle
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

ROOT = Path.cwd()


@dataclass(frozen=True)
class Burst:
    """What came of one burst of requests: seconds in all, and status and seconds of each."""

    elapsed: float
    answers: list[tuple[int, float]]

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.answers) / self.elapsed

    @property
    def seconds(self) -> list[float]:
        return [seconds for _, seconds in self.answers]

    def count(self, status: int) -> int:
        return sum(1 for found, _ in self.answers if found == status)


def post(path: str, headers: Mapping[str, str], fields: Mapping[str, str]) -> bytes:
    """A POST of a form as it goes over the wire."""
    body = urlencode(fields).encode()
    lines = [f"POST {path} HTTP/1.1", "Host: 127.0.0.1", "Content-Type: application/x-www-form-urlencoded"]
    lines += [f"Content-Length: {len(body)}", *(f"{name}: {value}" for name, value in headers.items())]
    return "\r\n".join([*lines, "", ""]).encode() + body


def fire(port: int, clients: int, requests: Sequence[bytes]) -> Burst:
    """Send `requests` by that many clients at once, each taking the next one as soon as it has its answer."""
    command = [sys.executable, "-m", "bench.load"]
    done = subprocess.run(
        command, input=pickle.dumps((port, clients, requests)), capture_output=True, cwd=ROOT, check=False
    )
    if done.returncode:
        raise RuntimeError(done.stderr.decode(errors="replace"))
    elapsed, answers = pickle.loads(done.stdout)
    return Burst(elapsed, answers)


def _answer(connection: socket.socket) -> int:
    """Read one whole answer; its status."""
    received = b""
    while b"\r\n\r\n" not in received:
        received += _more(connection)
    head, _, body = received.partition(b"\r\n\r\n")
    names = dict(each.lower().split(b":", 1) for each in head.split(b"\r\n")[1:])
    left = int(names.get(b"content-length", b"0")) - len(body)
    while left > 0:
        left -= len(_more(connection))
    return int(head.split(b" ", 2)[1])


def _more(connection: socket.socket) -> bytes:
    if not (part := connection.recv(65536)):
        raise ConnectionError("the server closed the connection")
    return part


def _run(port: int, clients: int, requests: Sequence[bytes]) -> tuple[float, list[tuple[int, float]]]:
    waiting, answers = list(reversed(requests)), []
    ready = threading.Barrier(clients + 1)

    def client() -> None:
        connection = _connected(port)
        ready.wait()
        while True:
            try:
                request = waiting.pop()  # one list for all: popping is atomic
            except IndexError:
                return
            began = time.perf_counter()
            try:
                connection.sendall(request)
                status = _answer(connection)
            except OSError:
                status = 0
                connection = _connected(port)
            answers.append((status, time.perf_counter() - began))

    threads = [threading.Thread(target=client) for _ in range(clients)]
    for thread in threads:
        thread.start()
    ready.wait()
    began = time.perf_counter()
    for thread in threads:
        thread.join()
    return time.perf_counter() - began, answers


def _connected(port: int) -> socket.socket:
    connection = socket.create_connection(("127.0.0.1", port), timeout=60)
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return connection


if __name__ == "__main__":
    sys.stdout.buffer.write(pickle.dumps(_run(*pickle.loads(sys.stdin.buffer.read()))))

"""What nginx refuses before anything reaches a process: its limits as they stand, with smaller numbers."""

import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from community.kernel.ids import new_id
from tests.deploy import machine
from tests.deploy.deployment import FILES
from tests.deploy.programs import Program, free_ports, listens

pytestmark = pytest.mark.slow
WIDE = {"rate=20r/s": "rate=1000r/s", "rate=600r/s": "rate=1000r/s"}  # what a story is not about


@pytest.fixture
def silent() -> Iterator[int]:
    """The port of a process that takes connections and answers nothing."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        door.listen(64)
        yield door.getsockname()[1]


@pytest.fixture
def nginx(tmp_path: Path, silent: int) -> Iterator[Callable[[dict[str, str]], int]]:
    """`nginx({"rate=600r/s": "rate=1r/m"})`: its port, with those words changed."""
    running: list[Program] = []

    def start(changes: dict[str, str]) -> int:
        (port,) = free_ports(1)
        text = (FILES / "nginx" / "gugus.conf").read_text()
        ours = {"/etc/nginx/gugus-listen.conf": str(tmp_path / "listen.conf"), "127.0.0.1:8101": f"127.0.0.1:{silent}"}
        for theirs, other in (ours | WIDE | changes).items():
            assert theirs in text, theirs
            text = text.replace(theirs, other)
        (tmp_path / "gugus.conf").write_text(
            text.replace("    server 127.0.0.1:8102 max_fails=1 fail_timeout=2s;\n", "")
        )
        (tmp_path / "listen.conf").write_text(f"listen 127.0.0.1:{port};\n")
        main = ["daemon off;", "error_log stderr crit;", f"pid {tmp_path}/nginx.pid;", "events {}"]
        main += [f"http {{ access_log off; proxy_temp_path {tmp_path}/proxy; include {tmp_path}/gugus.conf; }}"]
        (tmp_path / "nginx.conf").write_text("\n".join(main))
        command = [machine.nginx(), "-p", tmp_path, "-c", tmp_path / "nginx.conf"]
        running.append(Program("nginx", command, {}, tmp_path / "nginx.log", listens(port)))
        running[-1].start()
        return port

    yield start
    for each in running:
        each.stop()


def ask(port: int, cookie: str) -> socket.socket:
    wire = socket.create_connection(("127.0.0.1", port), timeout=60)
    wire.sendall(f"GET /socket.io/?EIO=4 HTTP/1.1\r\nHost: x\r\nCookie: gugus={cookie}\r\n\r\n".encode())
    return wire


def refused(wires: list[socket.socket], wait: float) -> int:
    """How many were told to wait; the others are still with the process, which is silent."""
    found = 0
    for wire in wires:
        wire.settimeout(wait)
        try:
            found += wire.recv(12) == b"HTTP/1.1 429"
        except TimeoutError:
            continue
    return found


def after(wires: list[socket.socket]) -> None:
    for wire in wires:
        wire.close()


def test_a_new_name_for_each_request_is_told_to_wait_as_well(nginx: Callable[[dict[str, str]], int]) -> None:
    port = nginx({"rate=600r/s": "rate=1r/m", "burst=1200": "burst=4"})
    wires = [ask(port, new_id()) for _ in range(10)]
    assert refused(wires[5:], 60) == 5
    after(wires)


def test_one_session_that_hammers_is_told_to_wait_and_no_other(nginx: Callable[[dict[str, str]], int]) -> None:
    port = nginx({"rate=20r/s": "rate=1r/m", "burst=100": "burst=4"})
    wires = [ask(port, "satu") for _ in range(10)]
    assert refused(wires[5:], 60) == 5
    others = [ask(port, new_id()) for _ in range(5)]
    assert refused(others, 0.2) == 0
    after(wires + others)


def test_one_address_holds_no_more_than_so_many_sockets(nginx: Callable[[dict[str, str]], int]) -> None:
    port = nginx({"gugus_places 2000": "gugus_places 3"})
    wires = [ask(port, new_id()) for _ in range(3)]
    assert refused(wires, 0.2) == 0
    wires.append(ask(port, new_id()))
    assert refused(wires[3:], 60) == 1
    after(wires)

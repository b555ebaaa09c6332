"""A file of 100 MB, sent in pieces and kept: how long it takes, and the most memory the serving process ever held.

The product is served in one process with its job worker, as `make run` does. The floor is the same bytes written and
flushed to the same disk, once for gathering and once for keeping, as any server must. Memory is VmHWM, the highest
resident set since it was last reset; the programs that read strangers' pictures and PDF run apart, under limits of
their own.
"""

import hashlib
import http.client
import os
import re
import shutil
import tempfile
import time
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlencode

from flask import Flask

from bench.figures import in_turns, line, median, ratio, verdict
from bench.installation import Browser, installation, preparing, sign_in
from bench.server import Server, serving
from community import create_app
from community.kernel import jobs
from tests.factories import make_paket
from tests.pictures import photo, scanned_pdf

SIZE = 100 * 1024 * 1024
PIECE = 2 * 1024 * 1024  # what unggah.js sends at a time
MEMORY_TARGET = 200.0  # MB
ROUNDS = 3
MB = 1024 * 1024
T = TypeVar("T")


def serve() -> Flask:
    """The product with its job worker, on a database that is there already."""
    app = create_app()
    jobs.start_worker(app)
    return app


def main() -> None:
    folder = Path(tempfile.mkdtemp(prefix="gugus-bench-"))
    try:
        with installation("SQLite", folder) as made:
            with preparing(made.app):
                paket_id = make_paket().id
                browser = sign_in(made.app, ["ketua"])[0]
            with serving(made.env, "bench.upload:serve()") as server:
                _measure(server, browser, paket_id, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _measure(server: Server, browser: Browser, paket_id: str, folder: Path) -> None:
    client = _Client(server.port, browser, paket_id)
    worker = server.processes()[-1]
    before = _memory(worker, "VmRSS")
    files = {
        "rekaman.mp4": b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + os.urandom(SIZE - 24),
        "pindaian.pdf": _large_pdf(),
    }
    line("100 MB", "sent MB/s", "kept s", "peak MB")
    peaks = []
    for name, data in files.items():
        _forget_peak(worker)
        found, floor = in_turns(ROUNDS, lambda: client.hand_in(name, data), lambda: _floor(folder, data))  # noqa: B023
        peaks.append(_memory(worker, "VmHWM"))
        sent, kept = median([one for one, _ in found]), median([two for _, two in found])
        line(name, f"{len(data) / MB / sent:.0f}", f"{kept:.2f}", f"{peaks[-1]:.0f}")
        whole = ratio([one + two for one, two in found], floor)
        print(f"    sent and kept, as a multiple of writing it twice: {whole:.1f}", flush=True)
    _forget_peak(worker)
    client.hand_in("foto.jpg", photo((6000, 4500)))
    line("a photo of 27 megapixels", "", "", f"{_memory(worker, 'VmHWM'):.0f}")
    print(f"    idle before, MB: {before:.0f}")
    print(f"    the most it held, MB: {verdict(max(peaks), MEMORY_TARGET)}", flush=True)


def _large_pdf() -> bytes:
    """A scan with an enclosed piece of data that no packing makes smaller."""
    scan = scanned_pdf()
    return scan + b"\n%" + os.urandom(SIZE - len(scan) - 8).replace(b"PK", b"pk") + b"\n%%EOF\n"


def _floor(folder: Path, data: bytes) -> float:
    """Seconds that the disk alone takes for it, twice."""
    begun = time.perf_counter()
    for _ in range(2):
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    hashlib.sha256(data).hexdigest()
    return time.perf_counter() - begun


def _memory(pid: int, what: str) -> float:
    found = re.search(rf"^{what}:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text(), re.MULTILINE)
    assert found
    return int(found[1]) / 1024


def _forget_peak(pid: int) -> None:
    Path(f"/proc/{pid}/clear_refs").write_text("5")


class _Client:
    """Someone's browser: sends a file in pieces, then the form of a hasil."""

    def __init__(self, port: int, browser: Browser, paket_id: str) -> None:
        self.port = port
        self.form = f"/paket/{paket_id}/hasil"
        self.headers = {
            "Cookie": browser.cookie,
            "X-CSRFToken": browser.csrf,
            "Tus-Resumable": "1.0.0",
            "Accept": "application/json",
        }

    def hand_in(self, name: str, data: bytes) -> tuple[float, float]:
        """Seconds that the sending took, and the keeping."""
        sent, path = _timed(lambda: self._send(name, data))
        fields = {"csrf_token": self.headers["X-CSRFToken"], "kind": "perangkat", "title": name}
        fields["upload-unggahan"] = path.rpartition("/")[2]
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "text/html"}
        kept, answer = _timed(lambda: self._ask("POST", self.form, urlencode(fields).encode(), headers))
        assert answer.status == 303, answer.status
        return sent, kept

    def _send(self, name: str, data: bytes) -> str:
        said = {"Upload-Length": str(len(data)), "Upload-Metadata": f"filename {b64encode(name.encode()).decode()}"}
        path = self._ask("POST", "/unggahan", b"", said).headers["Location"]
        for offset in range(0, len(data), PIECE):
            headers = {"Upload-Offset": str(offset), "Content-Type": "application/offset+octet-stream"}
            answer = self._ask("PATCH", path, data[offset : offset + PIECE], headers)
            assert answer.status == 204, answer.status
        return path

    def _ask(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> http.client.HTTPResponse:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=300)
        try:
            connection.request(method, path, body, self.headers | headers)
            answer = connection.getresponse()
            answer.read()
            return answer
        finally:
            connection.close()


def _timed(do: Callable[[], T]) -> tuple[float, T]:
    begun = time.perf_counter()
    done = do()
    return time.perf_counter() - begun, done

"""A real S3 server of our own (moto's), with one bucket; it lives beside our libraries, in .venv/s3."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PATIENCE = 60  # seconds until it answers
APART = Path(sys.prefix) / "s3"
BUCKET = "gugus"


class Server:
    """It can be stopped and started again on its port; what it held is then gone."""

    def __init__(self, log: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        self.log = log
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def settings(self) -> dict[str, str]:
        """The settings of an installation that keeps its files here."""
        return {
            "STORAGE_URL": f"s3://{BUCKET}/berkas",
            "STORAGE_ENDPOINT": f"http://127.0.0.1:{self.port}",
            "STORAGE_REGION": "us-east-1",
            "STORAGE_KEY": "uji",
            "STORAGE_SECRET": "uji-rahasia",
        }

    def start(self) -> None:
        environment = {**os.environ, "PYTHONPATH": str(APART)}
        command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(self.port)]
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        until = time.monotonic() + PATIENCE
        while self._process.poll() is None and time.monotonic() < until:
            try:
                if self._ask("PUT", f"/{BUCKET}") == 200:
                    return
            except OSError:
                time.sleep(0.1)
        raise RuntimeError(f"the S3 server did not start:\n{self.log.read_text(errors='replace')}")

    def stop(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.terminate()
            process.wait(timeout=PATIENCE)

    def _ask(self, method: str, path: str) -> int:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            headers = {"Authorization": "AWS4-HMAC-SHA256 Credential=uji/20260101/us-east-1/s3/aws4_request"}
            connection.request(method, path, headers=headers)
            return connection.getresponse().status
        finally:
            connection.close()


@contextmanager
def running(folder: Path) -> Iterator[Server]:
    """The server with its bucket, stopped afterwards whatever happens."""
    server = Server(folder / "s3.log")
    server.start()
    try:
        yield server
    finally:
        server.stop()

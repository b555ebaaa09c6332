"""Programs of a deployment: each started with a log of its own, ended softly or outright, and started again."""

import http.client
import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE = 60  # seconds until something answers on a machine that has other work


class Program:
    """One program; `answers` tells when it serves."""

    def __init__(
        self, name: str, command: Sequence[str | Path], env: Mapping[str, str], log: Path, answers: Callable[[], bool]
    ) -> None:
        self.name = name
        self.command = [str(part) for part in command]
        self.env = {**os.environ, **env}
        self.log = log
        self.answers = answers
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def words(self) -> str:
        """What it wrote."""
        return self.log.read_text(errors="replace") if self.log.exists() else ""

    @property
    def runs(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def start(self) -> None:
        assert not self.runs
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                self.command, cwd=ROOT, env=self.env, stdout=log, stderr=log, start_new_session=True
            )
        until = time.monotonic() + PATIENCE
        while not self.answers():
            assert self.runs, f"{self.name} ended:\n{self.words}"
            assert time.monotonic() < until, f"{self.name} does not answer:\n{self.words}"
            time.sleep(0.05)

    def processes(self) -> list[int]:
        """Its own, and its children's."""
        assert self._process is not None
        pid = self._process.pid
        return [pid, *map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split())]

    def kill(self) -> None:
        """As a fault ends it: at once, it and its children, nothing finished and nothing said."""
        process, self._process = self._process, None
        if process is not None:
            os.killpg(process.pid, signal.SIGKILL)  # the group of its own session
            process.wait(timeout=PATIENCE)

    def stop(self) -> None:
        process, self._process = self._process, None
        if process is not None and process.poll() is None:
            process.terminate()
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait(timeout=PATIENCE)


def listens(port: int) -> Callable[[], bool]:
    """Whether somebody takes connections there."""

    def asked() -> bool:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=2).close()
        except OSError:
            return False
        return True

    return asked


def serves(port: int) -> Callable[[], bool]:
    """Whether Gugus answers there: gunicorn takes connections before its worker is ready."""

    def asked() -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            connection.request("GET", "/sehat")
            return connection.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    return asked


def free_ports(count: int) -> list[int]:
    """Ports that nobody has now."""
    held = [socket.socket() for _ in range(count)]
    try:
        for each in held:
            each.bind(("127.0.0.1", 0))
        return [int(each.getsockname()[1]) for each in held]
    finally:
        for each in held:
            each.close()

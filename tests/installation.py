"""A Gugus of its own, as it is really run: a folder, a database, `flask` on the command line, gunicorn on a port."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import NullPool, create_engine, text

from config import database_url
from tests import clocked

ROOT = Path(__file__).resolve().parent.parent
PROGRAMS = Path(sys.executable).parent
PATIENCE = 60  # seconds for a server to answer on a machine that has other work
CLOCKED = "tests.clocked"


class Installation:
    """One installation below `folder`; `database` is its address, or None for the SQLite file beside the data."""

    def __init__(self, folder: Path, moment: datetime, *, database: str | None = None) -> None:
        self.folder = folder
        self.database = database
        self.port = _free_port()
        self._process: subprocess.Popen[bytes] | None = None
        folder.mkdir(parents=True, exist_ok=True)
        self.tell(moment)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def ask(self, query: str, **values: object) -> Any:
        """The first value that the database answers to a query, as another program would ask it."""
        engine = create_engine(database_url(self.database, self.folder), poolclass=NullPool)
        with engine.connect() as connection:
            return connection.scalar(text(query), values)

    @property
    def log(self) -> str:
        """What the server wrote to its standard error."""
        path = self.folder / "server.log"
        return path.read_text(errors="replace") if path.exists() else ""

    def tell(self, moment: datetime) -> None:
        """Make it `moment` here, for every page asked for from now on."""
        clocked.tell(self._hands, moment)

    def hold_answers(self, page: str = "") -> None:
        """From now on the server does what it is asked, and no answer leaves it (that of `page` alone, if given)."""
        (self.folder / clocked.HELD).write_text(page)

    def let_go(self) -> None:
        """What was held leaves."""
        (self.folder / clocked.HELD).unlink()

    def flask(self, *arguments: str, sample: bool = False) -> str:
        """Run `flask ...` here; return what it printed."""
        done = subprocess.run(
            [PROGRAMS / "flask", *arguments],
            cwd=ROOT,
            env=self._environment(sample),
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, f"flask {' '.join(arguments)}:\n{done.stdout}\n{done.stderr}"
        return done.stdout

    def start(self) -> None:
        """Start gunicorn as `make run` does, and wait until it answers."""
        command = [
            *(str(PROGRAMS / "gunicorn"), "--bind", f"127.0.0.1:{self.port}", "--worker-class", "gthread"),
            *("--workers", "1", "--threads", "64", "--graceful-timeout", "1", "--no-control-socket"),
            *("--log-level", "warning", f"{CLOCKED}:serve()"),
        ]
        with (self.folder / "server.log").open("ab") as log:
            self._process = subprocess.Popen(
                command,
                cwd=ROOT,
                env=self._environment(sample=False),
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self._wait()

    def stop(self) -> None:
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """End the server as a power cut does: master and worker at once, nothing finished, nothing said."""
        self._end(signal.SIGKILL)
        (self.folder / clocked.HELD).unlink(missing_ok=True)

    def copy_to(self, folder: Path, moment: datetime) -> "Installation":
        """Another installation with the same data (SQLite only); this one must not be running."""
        shutil.copytree(self.folder, folder)
        return Installation(folder, moment)

    @property
    def _hands(self) -> Path:
        return self.folder / "clock"

    def _environment(self, sample: bool) -> dict[str, str]:
        ours = {
            "FLASK_APP": f"{CLOCKED}:create_app",
            "GUGUS_CLOCK": str(self._hands),
            "GUGUS_INSTANCE": str(self.folder),
            "SAMPLE": "1" if sample else "0",
            "DATABASE_URL": self.database or "",
        }
        return {**os.environ, **ours}

    def _wait(self) -> None:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            assert self._process is not None and self._process.poll() is None, self.log
            try:
                with urllib.request.urlopen(f"{self.address}/sehat", timeout=5):
                    return
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                time.sleep(0.05)
        raise AssertionError(f"the server does not answer:\n{self.log}")

    def _end(self, how: signal.Signals) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        if how is signal.SIGKILL:
            os.killpg(process.pid, how)  # the group of our own session: gunicorn's master and its worker
        else:
            process.send_signal(how)
        process.wait(timeout=PATIENCE)


@contextmanager
def running(installation: Installation) -> Iterator[Installation]:
    """The installation with its server, stopped afterwards whatever happens."""
    installation.start()
    try:
        yield installation
    finally:
        installation.stop()


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])

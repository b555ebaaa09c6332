"""Running a program apart: what reads strangers' files (pictures, PDF, Office) does so in a process of its own.

A file made to break a decoder breaks that process and not the server; one that swells is stopped by its limits; and
the memory it took is given back when it ends.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path

from flask import current_app

WORKSHOP = Path(__file__).with_name("workshop.py")
TOO_LARGE = 3  # how workshop.py ends when a picture has too many points
PATIENCE = 60  # seconds
_places = threading.BoundedSemaphore(2)  # thirty photos at once take turns: each program holds some 60 MB
_own_place = threading.BoundedSemaphore(1)  # of Office programs: while one of them hangs, photos go on


class Failed(Exception):
    """The program ended badly or not in time; `status` is how, None if it was stopped."""

    def __init__(self, said: str, status: int | None = None) -> None:
        self.status = status
        super().__init__(said)


@contextmanager
def folder() -> Iterator[Path]:
    """An empty folder, gone afterwards; on the disk of the installation, since /tmp is often memory."""
    with tempfile.TemporaryDirectory(dir=_parent(), ignore_cleanup_errors=True) as path:
        yield Path(path)


def workshop(task: str, *arguments: str | Path) -> str:
    """Let workshop.py do `task`; return what it printed. Raises Failed."""
    return run([sys.executable, "-I", str(WORKSHOP), task, *map(str, arguments)])


def run(command: list[str], *, home: Path | None = None, patience: int = PATIENCE, behind: bool = False) -> str:
    """Run `command` in a session of its own, and end whatever is left of it. Raises Failed.

    It gets none of our environment: neither secrets nor what a proxy or a library would read there. `behind`: it runs
    behind everything else on the machine, and takes no place from short work.
    """
    if behind and (nice := shutil.which("nice", path=os.defpath)):
        command = [nice, "-n", "10", *command]
    with _own_place if behind else _places:
        return _run(command, home, patience)


def sweep(older: timedelta) -> None:
    """Remove the folders that a process left when it was killed."""
    for path in _parent().iterdir():
        if path.stat().st_mtime < time.time() - older.total_seconds():
            shutil.rmtree(path, ignore_errors=True)


def _run(command: list[str], home: Path | None, patience: int) -> str:
    environment = {"PATH": os.defpath, "HOME": str(home or Path(tempfile.gettempdir())), "LANG": "C.UTF-8"}
    process = subprocess.Popen(  # noqa: S603  our own words and paths of our own making
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
        cwd=home,
        start_new_session=True,
    )
    try:
        out, said = process.communicate(timeout=patience)
    except subprocess.TimeoutExpired:
        raise Failed(f"{command[0]} took longer than {patience} seconds") from None
    finally:
        _end(process)
    if process.returncode:
        raise Failed(said.decode("utf-8", "replace")[-500:], process.returncode)
    return out.decode("utf-8", "replace")


def _parent() -> Path:
    parent = Path(current_app.config["INSTANCE"]).resolve() / "kerja"
    parent.mkdir(parents=True, exist_ok=True)
    return parent


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End the whole session: an Office program leaves children behind."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    for stream in (process.stdout, process.stderr):
        if stream is not None:
            stream.close()

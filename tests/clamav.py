"""A real clamd that knows two signatures of our own, on a socket of its own; nothing is downloaded for it."""

import hashlib
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests import debian

PATIENCE = 60  # seconds until it answers
WORDS = b"INI-HANYA-TANDA-UJI-GUGUS"
NAME = "Gugus.Uji"
_PLACES = "/usr/sbin:/usr/local/sbin:/opt/homebrew/sbin"


class NoClamd(Exception):
    """There is no clamd and none could be installed; the text says what to do."""


def ensure() -> str:
    """The path of clamd, installed from Debian where this user may. Raises NoClamd."""
    if found := _find():
        return found
    debian.install("clamav-daemon", "uji pemeriksaan virus")
    if found := _find():
        return found
    raise NoClamd("clamd tidak ada dan tidak dapat dipasang. Pasang dengan `sudo apt-get install clamav-daemon`.")


@contextmanager
def running(folder: Path, *, most: str = "50M") -> Iterator[str]:
    """The path of the socket of a clamd that takes streams of at most `most`."""
    program = ensure()
    address = folder / "clamd.sock"
    log = folder / "clamd.log"
    (folder / "tanda").mkdir(parents=True)
    (folder / "tanda" / "gugus.ndb").write_text(f"{NAME}:0:*:{WORDS.hex()}\n")
    whole = b"satu berkas utuh yang tandanya dikenal"
    line = f"{hashlib.md5(whole).hexdigest()}:{len(whole)}:{NAME}.Utuh\n"
    (folder / "tanda" / "gugus.hdb").write_text(line)
    settings = folder / "clamd.conf"
    settings.write_text(
        f"LocalSocket {address}\nDatabaseDirectory {folder / 'tanda'}\nTemporaryDirectory {folder}\n"
        f"LogFile {log}\nForeground yes\nStreamMaxLength {most}\nOfficialDatabaseOnly no\nMaxThreads 2\n"
    )
    process = subprocess.Popen(
        [program, "--config-file", str(settings), "--foreground"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wait(process, address, log)
        yield str(address)
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE)


def _find() -> str | None:
    return shutil.which("clamd") or shutil.which("clamd", path=_PLACES)


def _wait(process: "subprocess.Popen[bytes]", address: Path, log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < until:
        with socket.socket(socket.AF_UNIX) as probe:
            try:
                probe.connect(str(address))
                probe.sendall(b"zPING\0")
                if probe.recv(16).startswith(b"PONG"):
                    return
            except OSError:
                time.sleep(0.1)
    raise NoClamd(f"clamd tidak menjawab:\n{log.read_text() if log.exists() else ''}")

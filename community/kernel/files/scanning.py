"""Asking clamd whether a file carries a virus, over its INSTREAM command: nothing but a socket is needed.

CLAMD is a path (`/run/clamav/clamd.ctl`), `host:port`, or empty: then nobody is asked.
"""

import socket
import struct
from typing import BinaryIO

from flask import current_app

from community.kernel.files.refusals import Infected, ScannerUnreachable

PIECE = 64 * 1024
PATIENCE = 60  # seconds between two words of clamd: a large archive takes its time


def scan(name: str, file: BinaryIO) -> None:
    """Ask about `file`, which is called `name`. Raises Infected; ScannerUnreachable when there is no clear answer."""
    address = str(current_app.config["CLAMD"])
    if not address:
        return
    try:
        with _connect(address) as connection:
            answer = _ask(connection, file)
    except OSError as fault:
        current_app.logger.error("clamd at %s: %s", address, fault)
        raise ScannerUnreachable from fault
    if answer.endswith("FOUND"):
        current_app.logger.warning("clamd: %s in %r", answer, name)
        found = answer.removeprefix("stream:").removesuffix("FOUND").strip()
        raise Infected(f'Berkas "{name}" ditolak: pemeriksa virus menemukan {found}. Kirim berkas yang bersih.')
    if not answer.endswith("OK"):  # most often: larger than StreamMaxLength
        current_app.logger.error("clamd at %s: %s", address, answer or "no answer")
        raise ScannerUnreachable


def _connect(address: str) -> socket.socket:
    if address.startswith("/"):
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        connection.settimeout(PATIENCE)
        try:
            connection.connect(address)
        except OSError:
            connection.close()
            raise
        return connection
    host, _, port = address.rpartition(":")
    if not port.isdigit():
        raise OSError(f"CLAMD={address} is neither a path nor host:port")
    return socket.create_connection((host.strip("[]"), int(port)), timeout=PATIENCE)


def _ask(connection: socket.socket, file: BinaryIO) -> str:
    """Send `file` in pieces; return clamd's answer."""
    file.seek(0)
    try:
        connection.sendall(b"zINSTREAM\0")
        while piece := file.read(PIECE):
            connection.sendall(struct.pack("!I", len(piece)) + piece)
        connection.sendall(struct.pack("!I", 0))
    except (BrokenPipeError, ConnectionResetError):
        pass  # it has heard enough and says why
    answer = b""
    while piece := connection.recv(4096):
        answer += piece
    return answer.rstrip(b"\0\n").decode("utf-8", "replace")

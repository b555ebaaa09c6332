"""A post office of this machine: a real SMTP server that keeps what it is given."""

import email
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from email.policy import default

from flask import Flask


class Desk(socketserver.StreamRequestHandler):
    """As much of RFC 5321 as a letter needs."""

    server: "Office"

    def handle(self) -> None:
        self.say("220 kantor pos")
        recipients: list[str] = []
        while line := self.rfile.readline().decode().strip():
            verb = line.upper()
            if verb.startswith("EHLO"):
                self.say("250-kantor\r\n250 AUTH PLAIN")
            elif verb.startswith("AUTH"):
                self.server.keys.append(line)
                self.say("235 silakan")
            elif verb.startswith("RCPT"):
                recipients.append(line.partition(":")[2])
                self.say(self.server.answer)
            elif verb == "DATA":
                self.say("354 tulislah")
                self.server.letters.append((recipients, self.read_letter()))
                self.say("250 diterima")
            elif verb == "QUIT":
                self.say("221 sampai jumpa")
                return
            else:
                self.say("250 ya")

    def say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())

    def read_letter(self) -> EmailMessage:
        lines = iter(self.rfile.readline, b".\r\n")
        return email.message_from_bytes(b"".join(lines), policy=default)  # type: ignore[return-value]


class Office(socketserver.ThreadingTCPServer):
    daemon_threads = True
    answer = "250 ya"

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Desk)
        self.letters: list[tuple[list[str], EmailMessage]] = []
        self.keys: list[str] = []


@contextmanager
def open_office(app: Flask) -> Iterator[Office]:
    """A post office of this machine, and an application that knows it."""
    before = {key: app.config[key] for key in app.config if key.startswith(("SMTP_", "MAIL_"))}
    with Office() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        app.config.update(
            SMTP_HOST="127.0.0.1",
            SMTP_PORT=server.server_address[1],
            SMTP_TLS=False,
            SMTP_USER="",
            MAIL_FROM="Gugus Garut <gugus@contoh.id>",
        )
        yield server
        server.shutdown()
        thread.join()
    app.config.update(before)

"""Letters leave by a real SMTP server, or it is said that there is none."""

import email
import socketserver
import threading
from collections.abc import Iterator
from email.message import EmailMessage
from email.policy import default

import pytest
from flask import Flask

from community.kernel import mail
from community.kernel.errors import Invalid


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


@pytest.fixture
def office(app: Flask) -> Iterator[Office]:
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


def test_a_letter_arrives_as_it_was_written(app: Flask, office: Office) -> None:
    mail.send("ai@contoh.id", "Kata sandi baru – 🌱", "Halo Ai,\nkode Anda abcd-2345.\n.titik di awal\n")
    ((recipients, letter),) = office.letters
    assert recipients == ["<ai@contoh.id>"]
    assert letter["Subject"] == "Kata sandi baru – 🌱"
    assert letter["From"] == "Gugus Garut <gugus@contoh.id>"
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter["Message-ID"].endswith("@contoh.id>")
    assert "kode Anda abcd-2345." in letter.get_content()


def test_the_installation_signs_in_where_it_has_a_user(app: Flask, office: Office) -> None:
    app.config.update(SMTP_USER="gugus", SMTP_PASSWORD="rahasia")
    mail.send("ai@contoh.id", "Uji", "Halo")
    assert len(office.keys) == 1
    assert len(office.letters) == 1


@pytest.mark.parametrize(
    "to",
    [
        "",
        "ai",
        "ai@",
        "@contoh.id",
        "ai@contoh.id, lain@contoh.id",
        "ai@contoh.id\r\nBcc: lain@contoh.id",
        "<>",
    ],
)
def test_what_is_not_one_address_gets_no_letter(app: Flask, office: Office, to: str) -> None:
    with pytest.raises(Invalid, match=r"nama@contoh\.id"):
        mail.send(to, "Uji", "Halo")
    assert office.letters == []


def test_a_subject_cannot_smuggle_a_header(app: Flask, office: Office) -> None:
    mail.send("ai@contoh.id", "Uji\r\nBcc: lain@contoh.id", "Halo")
    ((recipients, letter),) = office.letters
    assert recipients == ["<ai@contoh.id>"]
    assert letter["Bcc"] is None


def test_a_server_that_refuses_is_an_error_that_a_job_can_try_again(app: Flask, office: Office) -> None:
    office.answer = "450 kotak surat penuh"
    with pytest.raises(OSError, match="kotak surat penuh"):
        mail.send("ai@contoh.id", "Uji", "Halo")


def test_an_installation_without_mail_says_so(app: Flask) -> None:
    assert not mail.configured()
    with pytest.raises(mail.NoMail, match="Surel belum diatur"):
        mail.send("ai@contoh.id", "Uji", "Halo")

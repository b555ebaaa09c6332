"""Letters by SMTP. An installation without SMTP_HOST sends none, and says so."""

import hashlib
import smtplib
import ssl
from collections.abc import Mapping
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from types import MappingProxyType

from flask import current_app

from community.kernel.errors import Invalid, Refusal

PATIENCE = 20  # seconds the server may stay silent
IMPLICIT_TLS = 465
NO_HEADERS: Mapping[str, str] = MappingProxyType({})
NOT_AN_ADDRESS = "Alamat surel ini tidak lengkap. Tulis seperti nama@contoh.id."


class NoMail(Refusal):
    code = "surel_belum_diatur"
    title = "Surel belum diatur"
    message = "Surel belum diatur di sini, jadi tidak ada yang dikirim. Minta bantuan pengurus gugus atau operator."


def configured() -> bool:
    """Whether this installation can send letters."""
    return bool(current_app.config["SMTP_HOST"])


def send(to: str, subject: str, text: str, *, same_as: str = "", headers: Mapping[str, str] = NO_HEADERS) -> None:
    """Hand one letter to the server: slow, so a job calls it (a `patient_job` tries again).

    `same_as`: a letter sent again with the same words here has the same Message-ID, by which mailboxes drop the
    repeat. `headers` come on top.

    Raises NoMail where SMTP is not configured, Invalid if `to` is not one address, OSError (SMTPException is
    one) if the server does not take it.
    """
    if not configured():
        raise NoMail
    letter = EmailMessage()
    letter["From"] = current_app.config["MAIL_FROM"]
    letter["To"] = _address(to)
    letter["Subject"] = " ".join(subject.split())
    letter["Date"] = formatdate(localtime=False)
    letter["Message-ID"] = _message_id(letter["From"].addresses[0].domain or "localhost", same_as)
    letter["Auto-Submitted"] = "auto-generated"
    letter["Content-Language"] = "id"
    for name, value in headers.items():
        letter[name] = value
    letter.set_content(text)
    with _server() as server:
        server.send_message(letter)


def _message_id(domain: str, same_as: str) -> str:
    return f"<{hashlib.sha256(same_as.encode()).hexdigest()[:32]}@{domain}>" if same_as else make_msgid(domain=domain)


def _server() -> smtplib.SMTP:
    """A greeted server, over TLS unless SMTP_TLS says otherwise, signed in if there is a user."""
    config = current_app.config
    host, port = config["SMTP_HOST"], config["SMTP_PORT"]
    if config["SMTP_TLS"] and port == IMPLICIT_TLS:
        server: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=PATIENCE, context=ssl.create_default_context())
    else:
        server = smtplib.SMTP(host, port, timeout=PATIENCE)
    try:
        if config["SMTP_TLS"] and port != IMPLICIT_TLS:
            server.starttls(context=ssl.create_default_context())
        if config["SMTP_USER"]:
            server.login(config["SMTP_USER"], config["SMTP_PASSWORD"])
    except BaseException:
        server.close()
        raise
    return server


def _address(to: str) -> Address:
    """One address and nothing more: no second one, no header."""
    try:
        address = Address(addr_spec=to.strip())
    except Exception as fault:  # the parser of the standard library also fails with IndexError
        raise Invalid(NOT_AN_ADDRESS) from fault
    if not address.username or not address.domain:
        raise Invalid(NOT_AN_ADDRESS)
    return address

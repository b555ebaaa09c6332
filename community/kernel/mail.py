"""Mail, where an SMTP server is configured. Sent from a job, so that nobody waits for it."""

import smtplib
import ssl
from email.message import EmailMessage

from flask import current_app

TIMEOUT = 20  # seconds


def configured() -> bool:
    """Whether this installation can send mail."""
    return bool(current_app.config["SMTP_HOST"])


def send(to: str, subject: str, text: str) -> None:
    """Send plain text to one address. Raises smtplib.SMTPException or OSError if the server does not take it."""
    config = current_app.config
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = config["MAIL_FROM"], to, subject
    message.set_content(text)
    with smtplib.SMTP(config["SMTP_HOST"], config["SMTP_PORT"], timeout=TIMEOUT) as server:
        if config["SMTP_TLS"]:
            server.starttls(context=ssl.create_default_context())
        if config["SMTP_USER"]:
            server.login(config["SMTP_USER"], config["SMTP_PASSWORD"])
        server.send_message(message)

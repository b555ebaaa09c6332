"""Letters leave by a real SMTP server, or it is said that there is none."""

from collections.abc import Iterator

import pytest
from flask import Flask

from community.kernel import mail
from community.kernel.errors import Invalid
from tests.post_office import Office, open_office


@pytest.fixture
def office(app: Flask) -> Iterator[Office]:
    with open_office(app) as found:
        yield found


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


def test_a_letter_sent_once_more_bears_the_same_number(app: Flask, office: Office) -> None:
    for _ in range(2):
        mail.send(
            "ai@contoh.id", "Uji", "Halo", same_as="ringkasan ai 7", headers={"List-Unsubscribe": "<https://x.id>"}
        )
    mail.send("ai@contoh.id", "Uji", "Halo", same_as="ringkasan ai 8")
    first, again, other = (letter["Message-ID"] for _, letter in office.letters)
    assert first == again != other
    assert office.letters[0][1]["List-Unsubscribe"] == "<https://x.id>"

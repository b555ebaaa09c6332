"""One letter a day with what is still unread: to who wants it, once, and ended by a link."""

import smtplib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask

from community.accounts import jobs, services
from community.accounts.queries import letters_due, wishes_of
from community.kernel import clock, mail
from community.kernel.database import db, end_transaction
from community.kernel.notices.stopping import stop_token
from tests.accounts.test_notice_choices import choose
from tests.people import Cast
from tests.post_office import Office, open_office
from tests.telling import notices_of, told
from tests.visitor import Visitor

SATURDAY = datetime(2026, 11, 21, 1, tzinfo=UTC)  # 08.00 WIB
FIVE = SATURDAY + timedelta(hours=9)


@pytest.fixture
def office(app: Flask) -> Iterator[Office]:
    """An installation with a post office and an address of its own; Ai has an address."""
    app.config["PUBLIC_URL"] = "https://gugus.contoh.id"
    with open_office(app) as found:
        yield found
    app.config["PUBLIC_URL"] = ""


@pytest.fixture(autouse=True)
def addresses(cast: Cast) -> None:
    for who in ("peserta", "peserta2"):
        cast.__getattr__(who).email = f"{who}@contoh.id"
    end_transaction(keep=True)


def at(moment: datetime) -> None:
    """Let it be `moment`, and the periodic job run."""
    with clock.told(moment):
        end_transaction(keep=False)
        jobs.send_letters()
    end_transaction(keep=False)


def tell_at(moment: datetime, sentence: str, *who: str, **over: Any) -> None:
    with clock.told(moment):
        told(who or ["peserta"], sentence, **over)


def test_at_five_in_the_afternoon_comes_one_letter_with_what_is_unread(office: Office) -> None:
    tell_at(SATURDAY, "Pertemuan dipindah.", kind="pertemuan", link="/pertemuan/abc")
    tell_at(SATURDAY + timedelta(hours=1), "Usulan Anda diakui.", kind="catatan", link="/catatan")
    at(FIVE - timedelta(minutes=1))
    assert office.letters == []
    at(FIVE)
    at(FIVE + timedelta(minutes=15))
    ((recipients, letter),) = office.letters
    assert recipients == ["<peserta@contoh.id>"]
    assert letter["Subject"] == "2 pemberitahuan dari Gugus"
    text = letter.get_content().replace("\r\n", "\n")
    assert "Pertemuan dipindah." in text and "https://gugus.contoh.id/pertemuan/abc" in text
    assert "Sabtu, 21 November 2026 pukul 08.00 WIB" in text
    assert text.index("Pertemuan\n") < text.index("Catatan dan usulan\n")


def test_what_was_read_or_told_after_five_is_not_in_it(office: Office, cast: Cast) -> None:
    tell_at(SATURDAY, "Sudah dibaca.")
    services.read_notices(cast.peserta, cast.peserta)
    tell_at(SATURDAY, "Belum dibaca.")
    tell_at(FIVE + timedelta(minutes=1), "Malam.")
    at(FIVE + timedelta(minutes=15))
    (first,) = (letter.get_content() for _, letter in office.letters)
    assert "Belum dibaca." in first and "Sudah dibaca." not in first and "Malam." not in first
    at(FIVE + timedelta(days=1))
    assert "Malam." in office.letters[1][1].get_content()


def test_a_day_the_server_slept_through_is_made_up_for(office: Office) -> None:
    tell_at(SATURDAY, "Pertemuan dipindah.")
    at(FIVE + timedelta(hours=20))
    assert len(office.letters) == 1


def test_who_wants_one_a_week_gets_it_on_sunday(office: Office, cast: Cast) -> None:
    choose(cast, letters="mingguan")
    tell_at(SATURDAY, "Pertemuan dipindah.")
    at(FIVE)
    assert office.letters == []
    at(FIVE + timedelta(days=1))
    assert len(office.letters) == 1


def test_who_wants_none_of_a_kind_or_at_all_has_no_address_or_old_news_only_gets_none(
    office: Office, cast: Cast
) -> None:
    choose(cast, ways={"kabar": ["app"]})
    tell_at(SATURDAY, "Kabar baru.", kind="kabar")
    choose(cast, "peserta2", letters="tidak")
    tell_at(SATURDAY, "Pertemuan dipindah.", "peserta2", "peserta3")
    tell_at(SATURDAY - timedelta(days=30), "Bulan lalu.", "peserta")
    at(FIVE)
    assert office.letters == []


def test_killed_between_handing_over_and_marking_the_letter_comes_once_more_as_the_same_letter(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        pass

    def die(*_: Any, **__: Any) -> None:
        raise Killed

    tell_at(SATURDAY, "Pertemuan dipindah.")
    with monkeypatch.context() as patch:
        patch.setattr(services, "mark_mailed", die)
        with pytest.raises(Killed):
            at(FIVE)
    for minutes in (15, 30, 45):
        at(FIVE + timedelta(minutes=minutes))
    first, again = (letter["Message-ID"] for _, letter in office.letters)
    assert first == again


def test_a_full_mailbox_gets_its_letter_later_and_one_that_is_gone_is_not_asked_again(office: Office) -> None:
    tell_at(SATURDAY, "Pertemuan dipindah.")
    office.answer = "450 kotak surat penuh"
    with pytest.raises(smtplib.SMTPRecipientsRefused), clock.told(FIVE):
        jobs.send_letter("peserta")
    office.answer = "250 ya"
    at(FIVE + timedelta(minutes=15))
    assert len(office.letters) == 1
    tell_at(FIVE + timedelta(hours=1), "Besok.")
    office.answer = "550 tidak ada orang itu"
    at(FIVE + timedelta(days=1))
    assert [each.mailed_at is not None for each in notices_of("peserta")] == [True, True]


def test_without_a_post_office_or_an_address_of_its_own_no_letter_is_due(app: Flask, cast: Cast) -> None:
    tell_at(SATURDAY, "Pertemuan dipindah.")
    assert not mail.configured()
    at(FIVE)
    assert [each.mailed_at for each in notices_of("peserta")] == [None]


def test_a_letter_of_many_counts_what_it_does_not_name(office: Office) -> None:
    for number in range(35):
        tell_at(SATURDAY + timedelta(minutes=number), f"Kabar ke-{number}.")
    at(FIVE)
    ((_, letter),) = office.letters
    assert "Dan 5 lagi: https://gugus.contoh.id/akun/pemberitahuan" in letter.get_content()
    at(FIVE + timedelta(days=1))
    assert len(office.letters) == 1


def test_finding_whose_letter_is_due_costs_one_statement(
    cast: Cast, queries: Callable[[Callable[[], Any]], int]
) -> None:
    tell_at(SATURDAY, "Satu.", "peserta", "peserta2")
    assert queries(lambda: letters_due(FIVE)) == 1
    assert letters_due(FIVE) == ["peserta", "peserta2"]


# Ending the letters


def test_the_link_in_a_letter_ends_the_letters_without_signing_in(
    office: Office, visitor: Callable[..., Visitor], cast: Cast
) -> None:
    choose(cast, letters="mingguan")
    tell_at(SATURDAY, "Pertemuan dipindah.")
    at(FIVE + timedelta(days=1))
    letter = office.letters[0][1]
    link = letter["List-Unsubscribe"].strip("<>").removeprefix("https://gugus.contoh.id")
    assert link in letter.get_content()
    browser = visitor()
    page = browser.visit(link)
    assert wishes_of("peserta").letters == "mingguan"
    assert "Surat ringkasan dihentikan" in browser.submit(page)
    assert wishes_of("peserta").letters == "tidak"


def test_a_mail_program_ends_the_letters_with_one_post(app: Flask) -> None:
    """RFC 8058: no cookie, no form of ours."""
    answer = app.test_client().post(f"/surel/berhenti/{stop_token('peserta')}", data={"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert wishes_of("peserta").letters == "tidak"


@pytest.mark.parametrize("token", ["peserta", "InBlc2VydGEi.palsu", "x" * 500, stop_token.__name__])
def test_a_link_that_is_not_ours_ends_nothing(app: Flask, visitor: Callable[..., Visitor], token: str) -> None:
    visitor().visit(f"/surel/berhenti/{token}", status=404)
    assert app.test_client().post(f"/surel/berhenti/{token}").status_code == 404
    assert wishes_of("peserta").letters == "harian"
    db.session.rollback()

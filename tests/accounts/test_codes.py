"""One-time codes: cards for a first evening, resets, and the first operator's link."""

import re
import smtplib
from collections.abc import Callable
from datetime import timedelta
from email.message import EmailMessage
from typing import Any

import pytest
from flask import Flask

from community.accounts import services
from community.accounts.models import Appointment, Guru, OneTimeCode, SignIn
from community.accounts.passwords import hash_password
from community.accounts.queries import has_password, operator_ids
from community.kernel.clock import now, told
from community.kernel.command import INSTALLATION, SYSTEM
from community.kernel.database import db, end_transaction
from community.kernel.errors import Invalid, NotAllowed, TooMany
from tests.people import PASSWORD, Cast
from tests.visitor import Visitor

HERE = services.Door("10.0.0.7", "Chrome")
NEW = "kata sandi yang lain"
HASHED = hash_password(NEW)


@pytest.fixture
def newcomer(cast: Cast) -> Guru:
    """Someone who was imported: no password, no username."""
    return services.add_person(cast.operator, INSTALLATION, values={"name": "Enung Nuraeni", "sekolah_id": "sdn2"})


def _card(cast: Cast, guru: Guru) -> str:
    return services.issue_code(cast.operator, guru, purpose="kartu")


def test_a_card_signs_in_once_and_asks_for_a_password(
    cast: Cast, newcomer: Guru, visitor: Callable[..., Visitor]
) -> None:
    code = _card(cast, newcomer)
    phone = visitor()
    page = phone.visit(f"/kode/{code}")
    assert "Enung Nuraeni" in page and "SDN 2 Banjarwangi" in page
    page = phone.submit(page)
    assert page.title.startswith("Buat kata sandi") and "Nanti saja" in page
    phone.submit(page, {"password": NEW, "again": NEW})
    assert has_password(newcomer.id)
    assert services.CodeGone.message in visitor().visit(f"/kode/{code}", status=404)


def test_looking_at_the_link_does_not_use_the_card(cast: Cast, newcomer: Guru, visitor: Callable[..., Visitor]) -> None:
    code = _card(cast, newcomer)
    for _ in range(3):
        visitor().visit(f"/kode/{code}")
    assert db.session.scalars(db.select(OneTimeCode)).one().is_open
    assert services.use_code(None, INSTALLATION, code=code, door=HERE).guru_id == newcomer.id


def test_the_card_leads_back_to_the_meeting_she_was_on_her_way_to(
    cast: Cast, newcomer: Guru, visitor: Callable[..., Visitor]
) -> None:
    phone = visitor()
    page = phone.visit("/kode?lanjut=/akun/jejak?k=471902")
    page = phone.submit(page, {"code": _card(cast, newcomer).upper().replace("-", " ")})
    page = phone.submit(page)
    assert page.title.startswith("Buat kata sandi")
    page = phone.submit(page, {"password": NEW, "again": NEW})
    assert page.path == "/akun/jejak?k=471902"


def test_two_phones_with_one_card_at_once_let_one_in(
    cast: Cast, newcomer: Guru, at_once: Callable[..., list[Any]]
) -> None:
    code = _card(cast, newcomer)

    def use() -> str:
        return services.use_code(None, INSTALLATION, code=code, door=HERE).guru_id

    results = at_once(use, use)
    assert [newcomer.id] == [each for each in results if isinstance(each, str)]
    assert len([each for each in results if isinstance(each, services.CodeGone)]) == 1
    assert len(db.session.scalars(db.select(SignIn)).all()) == 1


def test_a_new_card_stops_the_old_one_and_leaves_a_reset_alone(cast: Cast, newcomer: Guru) -> None:
    old, reset = _card(cast, newcomer), services.issue_code(cast.operator, newcomer)
    fresh = _card(cast, newcomer)
    with pytest.raises(services.CodeGone):
        services.use_code(None, INSTALLATION, code=old, door=HERE)
    assert services.code_for(reset).purpose == "sandi"
    assert services.code_for(fresh).purpose == "kartu"


def test_a_reset_sets_a_new_password_and_signs_everything_else_out(cast: Cast, visitor: Callable[..., Visitor]) -> None:
    lost = visitor(cast.peserta)
    code = services.issue_code(cast.operator, cast.peserta)
    phone = visitor()
    page = phone.visit(f"/kode/{code}")
    page = phone.submit(page, {"password": "pendek", "again": "pendek"}, status=422)
    assert "paling sedikit 8" in page
    page = phone.submit(page, {"password": NEW, "again": NEW})
    assert phone.visit("/akun").status == 200
    assert lost.visit("/akun").title.startswith("Masuk")
    assert services.enter("peserta", NEW, door=HERE).guru_id == "peserta"
    with pytest.raises(services.WrongSignIn):
        services.enter("peserta", PASSWORD, door=HERE)


def test_a_reset_is_not_used_without_a_new_password(cast: Cast) -> None:
    code = services.issue_code(cast.operator, cast.peserta)
    with pytest.raises(services.CodeGone):
        services.use_code(None, INSTALLATION, code=code, door=HERE)
    assert services.code_for(code).is_open


@pytest.mark.parametrize("purpose, hours", [("sandi", 24), ("kartu", 30 * 24)])
def test_a_code_ends_with_its_time(cast: Cast, purpose: str, hours: int) -> None:
    code = services.issue_code(cast.operator, cast.peserta, purpose=purpose)
    with told(now() + timedelta(hours=hours, minutes=-1)):
        assert services.code_for(code).is_open
    with told(now() + timedelta(hours=hours, minutes=1)), pytest.raises(services.CodeGone):
        services.code_for(code)


@pytest.mark.parametrize("typed", ["abcd-2345-efgh", "😀", "x" * 60, "=1+1", "كود", "%", "-"])
def test_an_unknown_code_is_one_sentence_whatever_was_typed(visitor: Callable[..., Visitor], typed: str) -> None:
    browser = visitor()
    page = browser.submit(browser.visit("/kode"), {"code": typed}, status=422)
    assert services.CodeGone.message in page
    assert f'value="{typed}"' in page.html


@pytest.mark.parametrize("typed, sentence", [("", "Tulis kode"), ("x" * 61, "Terlalu panjang")])
def test_a_missing_or_endless_code_is_said_at_the_field(
    visitor: Callable[..., Visitor], typed: str, sentence: str
) -> None:
    browser = visitor()
    assert sentence in browser.submit(browser.visit("/kode"), {"code": typed}, status=422)


def test_guessing_codes_is_slowed_by_link_as_well(visitor: Callable[..., Visitor]) -> None:
    browser = visitor()
    for number in range(20):
        browser.visit(f"/kode/abcd-2345-{number}", status=404)
    assert "Tunggu" in browser.visit("/kode/abcd-2345-efgh", status=429)


def test_only_the_hash_of_a_code_is_kept(cast: Cast) -> None:
    code = services.issue_code(cast.operator, cast.peserta)
    row = db.session.scalars(db.select(OneTimeCode)).one()
    assert code not in row.code_hash and code.replace("-", "") not in row.code_hash
    assert re.fullmatch(r"[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}", code)


def test_nobody_but_the_operator_hands_out_codes_here(cast: Cast) -> None:
    for who in (cast.peserta, cast.ketua, cast.kepala, cast.dinas, None):
        with pytest.raises(NotAllowed):
            services.issue_code(who, cast.peserta2)


def test_the_operator_sees_the_code_once(cast: Cast, visitor: Callable[..., Visitor]) -> None:
    browser = visitor(cast.operator)
    page = browser.visit("/kelola/orang/peserta")
    page = browser.submit(page, {"purpose": "sandi"}, action="/kode")
    found = re.search(r"[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}", page.text)
    assert found and services.code_for(found[0]).guru_id == "peserta"
    assert found[0] not in browser.visit("/kelola/orang/peserta")


# The first operator


@pytest.fixture
def nobody_operates(cast: Cast) -> None:
    db.session.execute(db.update(Appointment).where(Appointment.office == "operator").values(ended_at=now()))
    end_transaction(keep=True)


def test_the_link_of_an_empty_installation_makes_its_operator(
    nobody_operates: None, app: Flask, visitor: Callable[..., Visitor]
) -> None:
    printed = app.test_cli_runner().invoke(args=["operator", "pertama"])
    path = re.search(r"/kode/\S+", printed.output)
    assert printed.exit_code == 0 and path, printed.output
    browser = visitor()
    page = browser.visit(path[0])
    wrong = {"name": "Nandang", "username": "ketua", "password": NEW, "again": NEW}
    page = browser.submit(page, wrong, status=422)
    assert "sudah dipakai" in page and 'value="Nandang"' in page.html
    page = browser.submit(page, {"username": "nandang", "password": NEW, "again": NEW})
    assert page.title.startswith("Kelola")
    assert len(operator_ids()) == 1
    browser.visit(path[0], status=404)


def test_there_is_no_link_where_there_is_an_operator(app: Flask) -> None:
    printed = app.test_cli_runner().invoke(args=["operator", "pertama"])
    assert printed.exit_code == 1 and "Operator sudah ada" in printed.output


def test_a_second_link_stops_the_first_and_makes_no_second_person(nobody_operates: None) -> None:
    before = db.session.scalar(db.select(db.func.count(Guru.id)))
    first = services.operator_link(SYSTEM, INSTALLATION)
    second = services.operator_link(SYSTEM, INSTALLATION)
    with pytest.raises(services.CodeGone):
        services.code_for(first)
    assert services.code_for(second).purpose == "operator"
    assert db.session.scalar(db.select(db.func.count(Guru.id))) == before + 1


def test_two_browsers_with_the_operators_link_make_one_operator(
    nobody_operates: None, at_once: Callable[..., list[Any]]
) -> None:
    code = services.operator_link(SYSTEM, INSTALLATION)

    def become(username: str) -> Callable[[], str]:
        return lambda: (
            services.make_first_operator(
                None,
                INSTALLATION,
                code=code,
                name="Nandang",
                username=username,
                password_hash=HASHED,
                door=HERE,
            ).guru_id
        )

    results = at_once(become("satu.op"), become("dua.op"))
    assert len([each for each in results if isinstance(each, str)]) == 1
    assert len(operator_ids()) == 1


def test_a_card_does_not_make_an_operator_nor_the_link_a_guest(nobody_operates: None, cast: Cast) -> None:
    link = services.operator_link(SYSTEM, INSTALLATION)
    with pytest.raises(services.CodeGone):
        services.use_code(None, INSTALLATION, code=link, door=HERE, password_hash=HASHED)
    card = services.issue_code(SYSTEM, cast.peserta, purpose="kartu")
    with pytest.raises(services.CodeGone):
        services.make_first_operator(
            None, INSTALLATION, code=card, name="Nandang", username="nandang", password_hash=HASHED, door=HERE
        )


def test_an_unknown_purpose_is_refused(cast: Cast) -> None:
    with pytest.raises(Invalid):
        services.issue_code(cast.operator, cast.peserta, purpose="operator")


def test_the_command_line_gives_a_code_to_who_forgot(app: Flask) -> None:
    printed = app.test_cli_runner().invoke(args=["operator", "kode", "peserta"])
    code = re.search(r"^[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}$", printed.output, re.MULTILINE)
    assert printed.exit_code == 0 and code, printed.output
    assert services.code_for(code[0]).guru_id == "peserta"
    missing = app.test_cli_runner().invoke(args=["operator", "kode", "tidak.ada"])
    assert missing.exit_code == 1 and "Tidak ada akun" in missing.output


# By mail


class Post:
    """A mail server of our own, which keeps what it is given."""

    letters: list[EmailMessage] = []

    def __init__(self, host: str, port: int, timeout: float) -> None:
        pass

    def __enter__(self) -> "Post":
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def starttls(self, context: object) -> None:
        pass

    def send_message(self, message: EmailMessage) -> None:
        self.letters.append(message)


@pytest.fixture
def post(app: Flask, monkeypatch: pytest.MonkeyPatch) -> type[Post]:
    monkeypatch.setattr(smtplib, "SMTP", Post)
    monkeypatch.setattr(Post, "letters", [])
    monkeypatch.setitem(app.config, "SMTP_HOST", "surat.contoh.id")
    return Post


def test_without_mail_the_page_says_whom_to_ask(visitor: Callable[..., Visitor]) -> None:
    page = visitor().visit("/lupa")
    assert "pengurus gugus" in page and "surel" not in page.text


def test_the_answer_is_the_same_whatever_the_address(
    cast: Cast, post: type[Post], visitor: Callable[..., Visitor]
) -> None:
    services.change_own_data(cast.peserta, cast.peserta, values={"email": "ai@contoh.id"})
    texts = []
    for address in ("ai@contoh.id", "lain@contoh.id"):
        browser = visitor()
        page = browser.submit(browser.visit("/lupa"), {"email": address})
        texts.append(page.text.replace(address, "..."))
    assert texts[0] == texts[1]
    (letter,) = post.letters
    assert letter["To"] == "ai@contoh.id"
    code = re.search(r"[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}", letter.get_content())
    assert code and services.code_for(code[0]).guru_id == "peserta"


def test_a_username_is_no_address_to_mail_to(post: type[Post], visitor: Callable[..., Visitor]) -> None:
    browser = visitor()
    assert "bukan alamat surel" in browser.submit(browser.visit("/lupa"), {"email": "peserta"}, status=422)
    assert post.letters == []


def test_asking_again_and_again_has_to_wait(app: Flask) -> None:
    for _ in range(5):
        services.reset_by_mail("tidak@contoh.id", door=HERE)
    with pytest.raises(TooMany):
        services.reset_by_mail("tidak@contoh.id", door=services.Door("10.0.0.9"))

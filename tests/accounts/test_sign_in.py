"""Coming in with a password, and what the door does not tell."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from community.accounts import passwords, services
from community.accounts.models import SignIn
from community.accounts.queries import credentials_of, sign_ins_of
from community.accounts.services.sign_in import Proof, WrongPassword, check_own_password
from community.kernel.clock import now, told
from community.kernel.command import INSTALLATION
from community.kernel.database import db
from community.kernel.errors import NotAllowed, NotFound, TooMany
from tests.people import PASSWORD, Cast
from tests.visitor import Visitor

HERE = services.Door("10.0.0.7", "Chrome")
NEW = "kata sandi yang lain"


def _give(cast: Cast, who: str, **values: Any) -> None:
    guru = getattr(cast, who)
    services.change_own_data(guru, guru, values={"username": guru.username, **values})


def test_a_guru_comes_in_by_username_phone_or_e_mail(cast: Cast) -> None:
    _give(cast, "peserta", phone="0812 3456 7890", email="ai@contoh.id")
    for login in ("peserta", "PESERTA ", "081234567890", "+62 812-3456-7890", "AI@contoh.id"):
        assert services.enter(login, PASSWORD, door=HERE).guru_id == "peserta"


def test_the_form_lets_her_in_and_back_to_where_she_was_going(visitor: Callable[..., Visitor]) -> None:
    browser = visitor()
    page = browser.visit("/akun/ubah")
    assert page.title.startswith("Masuk")
    page = browser.submit(page, {"login": "peserta", "password": PASSWORD})
    assert page.title.startswith("Ubah data diri")


def test_nobody_is_sent_to_another_site_after_signing_in(visitor: Callable[..., Visitor]) -> None:
    browser = visitor()
    page = browser.visit("/masuk?lanjut=https://jahat.example/")
    assert browser.submit(page, {"login": "peserta", "password": PASSWORD}).path == "/"


@pytest.mark.parametrize(
    "login, password",
    [
        ("peserta", "bukan ini"),
        ("tidak.ada", "bukan ini"),
        ("😀", "bukan ini"),
        ("x" * 120, "bukan ini"),
        ("=1+1", "bukan ini"),
        ("%", "bukan ini"),
    ],
)
def test_the_same_sentence_whether_or_not_the_account_exists(
    visitor: Callable[..., Visitor], login: str, password: str
) -> None:
    browser = visitor()
    page = browser.submit(browser.visit("/masuk"), {"login": login, "password": password}, status=422)
    assert services.WrongSignIn.message in page
    assert f'value="{login}"' in page.html, "what was typed is kept"


def test_as_much_is_computed_whether_or_not_the_account_exists(
    app: Flask, monkeypatch: pytest.MonkeyPatch, queries: Callable[..., int]
) -> None:
    verified: list[str] = []
    hasher = passwords._hasher

    class Counting:
        def verify(self, kept: str, password: str) -> bool:
            verified.append(kept)
            return hasher.verify(kept, password)

    monkeypatch.setattr(passwords, "_hasher", Counting())
    counts = []
    for login in ("peserta", "tidak.ada", "08123456789", "a@b.id"):

        def attempt(login: str = login) -> None:
            with pytest.raises(services.WrongSignIn):
                services.check_password(login, "bukan ini")

        counts.append(queries(attempt))
    assert len(verified) == 4
    assert len(set(counts)) == 1


def test_someone_without_a_password_is_never_let_in_by_one(cast: Cast) -> None:
    made = services.add_person(cast.operator, INSTALLATION, values={"name": "Baru Sekali", "username": "baru"})
    assert credentials_of("baru") == (made.id, None)
    for password in ("", "nobody", "baru", "None"):
        with pytest.raises(services.WrongSignIn):
            services.enter("baru", password, door=HERE)


@pytest.mark.parametrize("login", ["peserta", "tidak.ada"])
def test_after_five_failures_the_account_waits_and_nothing_tells_whether_it_exists(app: Flask, login: str) -> None:
    for number in range(5):
        with pytest.raises(services.WrongSignIn):
            services.enter(login, "bukan ini", door=services.Door(f"10.0.0.{number}"))
    with pytest.raises(TooMany, match="Tunggu 15 menit") as refused:
        services.enter(login, PASSWORD, door=services.Door("10.0.9.9"))
    assert login not in refused.value.message


def test_after_five_failures_the_address_waits_for_any_account(app: Flask) -> None:
    for login in ("peserta", "peserta2", "peserta3", "ketua", "tidak.ada"):
        with pytest.raises(services.WrongSignIn):
            services.enter(login, "bukan ini", door=HERE)
    with pytest.raises(TooMany):
        services.enter("sekretaris", PASSWORD, door=HERE)
    assert services.enter("sekretaris", PASSWORD, door=services.Door("10.0.0.8")).guru_id == "sekretaris"


def test_one_account_typed_in_several_ways_is_one_account_to_the_throttle(app: Flask) -> None:
    for number, login in enumerate(
        ("081234567890", "0812 3456 7890", "+6281234567890", "6281234567890", "0812-34567890")
    ):
        with pytest.raises(services.WrongSignIn):
            services.enter(login, "bukan ini", door=services.Door(f"10.0.1.{number}"))
    with pytest.raises(TooMany):
        services.enter("+62 812 3456 7890", "bukan ini", door=HERE)


def test_a_whole_meeting_signs_in_behind_one_address(app: Flask) -> None:
    for login in (
        "peserta",
        "peserta2",
        "peserta3",
        "ketua",
        "sekretaris",
        "bendahara",
        "koordinator",
        "kepala",
    ):
        assert services.enter(login, PASSWORD, door=HERE).guru_id == login


def test_the_waiting_page_keeps_the_login_and_says_how_long(visitor: Callable[..., Visitor]) -> None:
    browser = visitor()
    for _ in range(5):
        browser.submit(browser.visit("/masuk"), {"login": "peserta", "password": "bukan ini"}, status=422)
    page = browser.submit(browser.visit("/masuk"), {"login": "peserta", "password": PASSWORD}, status=429)
    assert "Tunggu" in page and 'value="peserta"' in page.html


def test_a_password_changed_in_between_closes_the_door(cast: Cast) -> None:
    proof = services.check_password("peserta", PASSWORD)
    mine = check_own_password(cast.peserta, PASSWORD)
    services.change_password(cast.peserta, cast.peserta, proof=mine, password_hash=passwords.hash_password(NEW))
    with pytest.raises(services.WrongSignIn):
        services.sign_in(None, cast.peserta, proof=proof, door=HERE)


def test_the_proof_of_one_opens_nothing_for_another(cast: Cast) -> None:
    with pytest.raises(services.WrongSignIn):
        services.sign_in(None, cast.ketua, proof=services.check_password("peserta", PASSWORD), door=HERE)


def test_changing_the_password_asks_the_old_one_and_signs_other_devices_out(
    cast: Cast, visitor: Callable[..., Visitor]
) -> None:
    phone, laptop = visitor(cast.peserta), visitor(cast.peserta)
    page = phone.visit("/akun/sandi")
    page = phone.submit(page, {"present": "bukan", "password": NEW, "again": NEW}, status=422)
    assert WrongPassword.message in page
    page = phone.submit(page, {"present": PASSWORD, "password": NEW, "again": "lain lagi"}, status=422)
    assert "tidak sama" in page
    page = phone.submit(page, {"present": PASSWORD, "password": NEW, "again": NEW})
    assert "tersimpan" in page
    assert laptop.visit("/akun").title.startswith("Masuk"), "the other device is out"
    assert services.enter("peserta", NEW, door=HERE).guru_id == "peserta"
    with pytest.raises(services.WrongSignIn):
        services.enter("peserta", PASSWORD, door=HERE)


def test_without_the_old_password_nothing_changes(cast: Cast) -> None:
    for proof in (None, Proof("peserta", "x"), check_own_password(cast.ketua, PASSWORD)):
        with pytest.raises(WrongPassword):
            services.change_password(cast.peserta, cast.peserta, proof=proof, password_hash="x")


def test_nobody_changes_the_password_of_another(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        services.change_password(cast.operator, cast.peserta, proof=None, password_hash="x")


def test_signing_out_ends_the_session_and_not_only_the_cookie(cast: Cast, visitor: Callable[..., Visitor]) -> None:
    browser = visitor(cast.peserta)
    with browser.client.session_transaction() as cookie:
        stolen = cookie["_user_id"]
    browser.submit(browser.visit("/keluar"), action="/keluar")
    with browser.client.session_transaction() as cookie:
        cookie["_user_id"] = stolen
    assert browser.visit("/akun").title.startswith("Masuk")
    assert sign_ins_of("peserta") == []


def test_devices_are_listed_and_one_can_be_signed_out(cast: Cast, visitor: Callable[..., Visitor]) -> None:
    phone, laptop = visitor(cast.peserta), visitor(cast.peserta)
    page = phone.visit("/akun/sesi")
    assert "Perangkat ini" in page
    (action,) = [
        f.get("action")
        for f in page.tree.iter("form")
        if (f.get("action") or "").endswith("/keluar") and "lain" not in (f.get("action") or "")
    ]
    phone.submit(page, action=action)
    assert laptop.visit("/akun").title.startswith("Masuk")
    assert phone.visit("/akun").status == 200


def test_all_other_devices_can_be_signed_out_at_once(cast: Cast, visitor: Callable[..., Visitor]) -> None:
    phone, laptop, tablet = (visitor(cast.peserta) for _ in range(3))
    page = phone.submit(phone.visit("/akun/sesi"), action="/akun/sesi/lain/keluar")
    assert "2 perangkat lain" in page
    for other in (laptop, tablet):
        assert other.visit("/akun").title.startswith("Masuk")


def test_nobody_signs_out_somebody_elses_device(cast: Cast, visitor: Callable[..., Visitor]) -> None:
    visitor(cast.ketua)
    (theirs,) = sign_ins_of("ketua")
    with pytest.raises(NotFound):
        services.sign_out(cast.peserta, cast.peserta, sign_in_id=theirs.id)
    with pytest.raises(NotAllowed):
        services.sign_out(cast.peserta, cast.ketua, sign_in_id=theirs.id)


def test_the_list_of_devices_asks_as_much_of_the_database_for_one_as_for_twenty(
    cast: Cast, visitor: Callable[..., Visitor], queries: Callable[..., int]
) -> None:
    browser = visitor(cast.peserta)
    browser.visit("/akun/sesi")
    few = queries(lambda: browser.visit("/akun/sesi"))
    for _ in range(20):
        visitor(cast.peserta)
    assert queries(lambda: browser.visit("/akun/sesi")) == few


def test_a_device_unused_for_sixty_days_has_to_sign_in_again(cast: Cast, visitor: Callable[..., Visitor]) -> None:
    browser = visitor(cast.peserta)
    with told(now() + timedelta(days=61)):
        assert browser.visit("/akun").title.startswith("Masuk")


def test_the_cookie_is_kept_nowhere_in_clear(app: Flask) -> None:
    token = services.enter("peserta", PASSWORD, door=HERE).token
    row = db.session.scalars(db.select(SignIn)).one()
    assert token not in {row.token_hash, row.id, row.device}
    assert row.how == "sandi" and row.address == "10.0.0.7"


@pytest.mark.parametrize(
    "fields, sentence",
    [
        ({"login": "", "password": "x"}, "Tulis nama pengguna"),
        ({"login": "peserta", "password": ""}, "Kata sandi perlu diisi"),
        ({"login": "x" * 121, "password": "x"}, "Terlalu panjang"),
        ({"login": "peserta", "password": "x" * 201}, "terlalu panjang"),
    ],
)
def test_what_is_missing_or_too_long_is_said_at_its_field(
    visitor: Callable[..., Visitor], fields: dict[str, str], sentence: str
) -> None:
    browser = visitor()
    assert sentence in browser.submit(browser.visit("/masuk"), fields, status=422)

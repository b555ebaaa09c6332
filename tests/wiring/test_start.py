"""Before the first request: a database brought up to date, a sample where it belongs, a secret that is one."""

from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from community import create_app
from community.accounts.models import SignIn
from community.accounts.services import ERASE_WORD, edit_person, erase_self
from community.kernel.database import db, end_transaction
from community.kernel.errors import Invalid, Refusal
from community.kernel.realtime import socketio
from community.wiring import sample, start
from config import settings
from tests.people import Cast
from tests.visitor import Visitor


def test_production_does_not_start_on_a_default_secret(tmp_path: Path) -> None:
    bare = settings({"GUGUS_ENV": "production", "GUGUS_INSTANCE": str(tmp_path)})
    with pytest.raises(RuntimeError, match="SECRET_KEY"):
        create_app(bare)


def test_production_starts_with_a_secret_and_without_sample_people(tmp_path: Path) -> None:
    own = {"GUGUS_ENV": "production", "GUGUS_INSTANCE": str(tmp_path), "SECRET_KEY": "a long one of its own"}
    app = create_app(settings(own))
    assert app.config["SESSION_COOKIE_SECURE"] and not app.config["SAMPLE"]
    with app.app_context(), pytest.raises(Refusal, match="sungguhan"):
        start.load_sample(start.ADDRESS, say=print)


def test_an_installation_keeps_the_secret_it_made(tmp_path: Path) -> None:
    env = {"GUGUS_INSTANCE": str(tmp_path)}
    assert settings(env)["SECRET_KEY"] == settings(env)["SECRET_KEY"]
    assert (tmp_path / "secret").stat().st_mode & 0o077 == 0


@pytest.fixture
def new(tmp_path: Path) -> Flask:
    url = f"sqlite:///{tmp_path / 'new.db'}"
    return create_app({"TESTING": True, "INSTANCE": tmp_path, "SQLALCHEMY_DATABASE_URI": url, "SECRET_KEY": "x"})


def test_an_empty_installation_prints_a_link_that_makes_the_first_operator(new: Flask) -> None:
    new.config["SAMPLE"] = False
    said: list[str] = []
    with new.app_context():
        start.make_ready("http://127.0.0.1:8000", say=said.append)
        link = said[-1].split()[-1]
        page = Visitor(new).visit(link.removeprefix("http://127.0.0.1:8000"))
        assert page.form()
        db.session.remove()


@pytest.mark.slow
def test_the_sample_gugus_is_told_once_and_its_people_act_from_this_machine_alone(new: Flask) -> None:
    new.config.update(SAMPLE=True, HUEY_IMMEDIATE=True)
    said: list[str] = []
    with new.app_context():
        start.make_ready("http://127.0.0.1:8000", say=said.append)
        start.make_ready("http://127.0.0.1:8000", say=said.append)
        assert sum("Memuat gugus contoh" in each for each in said) == 1
        assert all(any(player.username in each for each in said) for player in sample.CAST)
        visitor = Visitor(new)
        page = visitor.submit(visitor.visit("/masuk"), {"login": "contoh-pns", "password": sample.PASSWORD})
        assert "Ujang Firmansyah" in page.title
        assert "0,15" in visitor.visit("/catatan")
        answer = visitor.client.get("/catatan", environ_overrides={"REMOTE_ADDR": "192.168.1.7"})
        assert answer.status_code == 403 and "Orang contoh" in answer.get_data(as_text=True)
        db.session.remove()


@pytest.fixture
def player(app: Flask, cast: Cast) -> Visitor:
    """Someone who has the username of a sample person."""
    cast.peserta.username = f"{sample.PREFIX}guru"
    end_transaction(keep=True)
    return Visitor(app, cast.peserta)


def answer_to(visitor: Visitor, **environ: str) -> Any:
    """What `visitor` gets at /akun; the cookie is sent along whatever the host is called."""
    name = visitor.app.config["SESSION_COOKIE_NAME"]
    cookie = visitor.client.get_cookie(name)
    assert cookie is not None
    with visitor.app.app_context():
        client = visitor.app.test_client(use_cookies=False)
        return client.get("/akun", environ_overrides={"HTTP_COOKIE": f"{name}={cookie.value}", **environ})


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("HTTP_X_FORWARDED_FOR", "127.0.0.1"),
        ("HTTP_FORWARDED", "for=127.0.0.1"),
        ("HTTP_HOST", "gugus.contoh.id"),
        ("HTTP_HOST", "192.168.1.5:8000"),
    ],
)
def test_a_sample_person_does_not_come_in_through_a_proxy_or_tunnel(player: Visitor, header: str, value: str) -> None:
    answer = answer_to(player, **{header: value})
    assert answer.status_code == 403 and "Orang contoh" in answer.get_data(as_text=True)


def test_a_sample_person_hears_nothing_through_a_tunnel(player: Visitor) -> None:
    tunnel = {"X-Forwarded-For": "127.0.0.1"}
    end_transaction(keep=False)
    wall = socketio.test_client(player.app, namespace="/hadir", flask_test_client=player.client, headers=tunnel)
    answer = wall.emit("watch", "apa saja", namespace="/hadir", callback=True)
    assert "Orang contoh" in answer["message"]


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost:8000", "[::1]:8000"])
def test_a_sample_person_acts_under_each_name_of_this_machine(player: Visitor, host: str) -> None:
    assert answer_to(player, HTTP_HOST=host).status_code == 200


def test_a_sample_person_keeps_the_username_that_tells_who_they_are(cast: Cast, player: Visitor) -> None:
    page = player.submit(player.visit("/akun/ubah"), {"username": "yayat"}, status=422)
    assert "Nama pengguna orang contoh tidak dapat diubah" in page
    with pytest.raises(Invalid):
        edit_person(cast.operator, cast.peserta, values={"username": ""})
    assert cast.peserta.username == f"{sample.PREFIX}guru"


def test_a_sample_person_may_be_erased(cast: Cast, player: Visitor) -> None:
    cast.peserta.password_hash = None
    end_transaction(keep=True)
    erase_self(cast.peserta, cast.peserta, word=ERASE_WORD)
    assert cast.peserta.username is None


def test_a_real_person_is_not_hindered_by_the_guard_of_the_sample(app: Flask, cast: Cast) -> None:
    visitor = Visitor(app, cast.peserta)
    answer: Any = visitor.client.get("/", environ_overrides={"REMOTE_ADDR": "192.168.1.7"})
    assert answer.status_code == 200
    assert db.session.query(SignIn).count() == 1


def test_health_answers_a_watchdog(app: Flask) -> None:
    answer = app.test_client().get("/sehat")
    assert (answer.status_code, answer.json) == (200, {"sehat": True, "basis_data": True, "berkas": True})

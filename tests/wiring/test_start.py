"""Before the first request: a database brought up to date, a sample where it belongs, a secret that is one."""

from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from community import create_app
from community.accounts.models import SignIn
from community.kernel.database import db
from community.kernel.errors import Refusal
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
        page = visitor.submit(
            visitor.visit("/masuk"), {"login": "contoh-pns", "password": sample.PASSWORD}
        )
        assert "Ujang Firmansyah" in page.title
        assert "0,15" in visitor.visit("/catatan")
        answer = visitor.client.get("/catatan", environ_overrides={"REMOTE_ADDR": "192.168.1.7"})
        assert answer.status_code == 403 and "Orang contoh" in answer.get_data(as_text=True)
        db.session.remove()


def test_a_real_person_is_not_hindered_by_the_guard_of_the_sample(app: Flask, cast: Cast) -> None:
    visitor = Visitor(app, cast.peserta)
    answer: Any = visitor.client.get("/", environ_overrides={"REMOTE_ADDR": "192.168.1.7"})
    assert answer.status_code == 200
    assert db.session.query(SignIn).count() == 1


def test_health_answers_a_watchdog(app: Flask) -> None:
    answer = app.test_client().get("/sehat")
    assert (answer.status_code, answer.json) == (200, {"sehat": True, "basis_data": True, "berkas": True})

"""Behind a proxy that nobody told Gugus of, the operator is told."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask

from community import create_app
from community.wiring.proxies import unknown_proxy
from tests.people import Cast
from tests.visitor import Visitor

HINT = "TRUSTED_PROXIES masih 0"
FORWARDED = {"X-Forwarded-For": "114.122.8.7"}


@pytest.fixture
def forgetful(app: Flask) -> Iterator[Flask]:
    """The application, which afterwards knows of no proxy again."""
    yield app
    app.extensions.pop("forwarded", None)


def ask(app: Flask, address: str, headers: dict[str, str] | None = None) -> None:
    app.test_client().get("/masuk", headers=headers, environ_overrides={"REMOTE_ADDR": address})


def test_the_operator_reads_that_a_proxy_stands_in_front(
    forgetful: Flask, cast: Cast, visitor: Callable[..., Visitor]
) -> None:
    operator = visitor(cast.operator)
    ask(forgetful, "127.0.0.1")
    assert HINT not in operator.visit("/kelola")
    ask(forgetful, "127.0.0.1", FORWARDED)
    assert HINT in operator.visit("/kelola")


def test_a_header_that_somebody_made_up_from_afar_says_nothing(
    forgetful: Flask, cast: Cast, visitor: Callable[..., Visitor]
) -> None:
    ask(forgetful, "114.122.8.7", FORWARDED)
    assert HINT not in visitor(cast.operator).visit("/kelola")


def test_a_proxy_that_is_known_is_no_news(tmp_path) -> None:  # type: ignore[no-untyped-def]
    url = f"sqlite:///{tmp_path / 'gugus.db'}"
    known = {"TESTING": True, "INSTANCE": tmp_path, "SQLALCHEMY_DATABASE_URI": url, "SECRET_KEY": "x"}
    behind = create_app(known | {"TRUSTED_PROXIES": 1})
    behind.test_client().get("/sw.js", headers=FORWARDED)
    with behind.app_context():
        assert unknown_proxy() == []

"""A message to a closed browser: only that browser reads it, it knows who sent it, and we ask no one we must not."""

import json
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from community.kernel import push
from community.kernel.push import Gone, NotAnEndpoint, Refused, Target, Unreachable
from community.kernel.push.guard import check_endpoint
from tests.pushes import PushService, open_service

MESSAGE = {"title": "Gugus", "sentence": "Pertemuan dipindah – 🌱", "link": "/pertemuan/x", "tag": "pindah:x"}


@pytest.fixture
def service(app: Flask) -> Iterator[PushService]:
    with open_service() as found:
        yield found


@pytest.fixture
def production(app: Flask) -> Iterator[None]:
    app.config["PRODUCTION"] = True
    yield
    app.config["PRODUCTION"] = False


@pytest.fixture
def own_key(app: Flask) -> Iterator[None]:
    """An installation that has not read its key yet."""
    before = app.extensions.pop("vapid", None)
    yield
    app.extensions.pop("vapid", None)
    if before is not None:
        app.extensions["vapid"] = before
    app.config["VAPID_PRIVATE_KEY"] = ""


def test_the_device_reads_what_was_sent_and_knows_who_sent_it(app: Flask, service: PushService) -> None:
    device = service.device()
    push.send(device.target, MESSAGE, topic="pindah:x")
    assert device.messages == [MESSAGE]
    assert service.senders == {push.public_key()}
    assert device.headers[0]["Content-Encoding"] == "aes128gcm" and int(device.headers[0]["TTL"]) > 0


def test_two_messages_on_one_matter_bear_one_topic_and_on_another_another(app: Flask, service: PushService) -> None:
    device = service.device()
    for topic in ("pindah:x", "pindah:x", "pindah:y"):
        push.send(device.target, MESSAGE, topic=topic)
    first, again, other = (headers["Topic"] for headers in device.headers)
    assert first == again != other and len(first) <= 32


@pytest.mark.parametrize(
    ("answer", "fault"),
    [(404, Gone), (410, Gone), (403, Gone), (400, Refused), (413, Refused), (429, Unreachable), (503, Unreachable)],
)
def test_what_the_other_server_says_is_told_apart(
    app: Flask, service: PushService, answer: int, fault: type[Exception]
) -> None:
    service.answer = answer
    with pytest.raises(fault):
        push.send(service.device().target, MESSAGE, topic="x")


def test_a_redirect_is_not_followed(app: Flask, service: PushService) -> None:
    service.answer = 307
    with pytest.raises(Refused):
        push.send(service.device().target, MESSAGE, topic="x")
    assert len(service.asked) == 1


def test_a_server_that_is_not_there_is_asked_later(app: Flask) -> None:
    with open_service() as service:
        target = service.device().target
    with pytest.raises(Unreachable):
        push.send(target, MESSAGE, topic="x")


@pytest.mark.parametrize(
    "endpoint",
    [
        "",
        "ftp://push.contoh.id/x",
        "http://push.contoh.id/x",
        "https://push.contoh.id:8443/x",
        "https://127.0.0.1/x",
        "https://localhost/x",
        "https://[::1]/x",
        "https://[::ffff:10.0.0.1]/x",
        "https://10.0.0.4/x",
        "https://192.168.1.1/x",
        "https://169.254.169.254/latest",
        "https://0.0.0.0/x",
        "https://basisdata/x",
        "https://redis.internal/x",
        "https://user:sandi@push.contoh.id/x",
        "https://push.contoh.id/x\r\nHost: lain",
        "https://push.contoh.id/🌱",
        "https://push.contoh.id:99999/x",
        "https://push.contoh.id/" + "x" * 3000,
    ],
)
def test_in_production_nothing_but_a_public_server_is_asked(app: Flask, production: None, endpoint: str) -> None:
    with pytest.raises(NotAnEndpoint):
        check_endpoint(endpoint)


def test_a_public_server_is(app: Flask, production: None) -> None:
    assert check_endpoint("https://fcm.googleapis.com/fcm/send/abc:def").hostname == "fcm.googleapis.com"


def test_a_name_that_leads_into_our_own_network_is_not_followed_there(
    app: Flask, production: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The name is looked up at the moment of asking: whoever owns it may have turned it inwards since."""
    import socket

    inside = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("10.0.0.4", 443))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: inside)
    with open_service() as service:
        keys = service.device().target
    with pytest.raises(Gone):
        push.send(keys._replace(endpoint="https://push.contoh.id/x"), MESSAGE, topic="x")


@pytest.mark.parametrize("wrong", [{"p256dh": "AAAA"}, {"auth": "AAAA"}, {"p256dh": "#"}, {"p256dh": "BA" + "A" * 85}])
def test_keys_no_browser_gives_are_refused(app: Flask, service: PushService, wrong: dict[str, str]) -> None:
    with pytest.raises(NotAnEndpoint):
        push.check_target(Target(**service.device().target._asdict() | wrong))


def test_the_key_of_an_installation_is_made_once_and_only_its_owner_reads_it(app: Flask, own_key: None) -> None:
    first = push.public_key()
    file = Path(app.config["INSTANCE"]) / "vapid.pem"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    app.extensions.pop("vapid")
    assert push.public_key() == first and len(first) == 87


def test_the_key_may_be_given_by_the_environment(app: Flask, own_key: None) -> None:
    kept = push.public_key()
    app.extensions.pop("vapid")
    app.config["VAPID_PRIVATE_KEY"] = "x9_A5P8mOtpEHXXCaU5Y4qNpyPpZeIeNIuVQRlgZs5o"
    assert push.public_key() != kept


def test_a_message_stays_small(app: Flask, service: PushService) -> None:
    device = service.device()
    push.send(device.target, MESSAGE | {"sentence": "x" * 300}, topic="x")
    assert int(device.headers[0]["Content-Length"]) < 3000 and json.dumps(device.messages)

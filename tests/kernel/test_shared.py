"""What processes share through Redis: one count of how fast somebody goes, and words to each other."""

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask

from community.kernel import shared
from community.kernel.errors import TooMany
from community.kernel.ids import new_id
from community.kernel.pace import Pace, TooFast
from community.kernel.realtime import words
from community.kernel.throttle import Throttle
from tests.deploy import machine
from tests.deploy.programs import Program

pytestmark = pytest.mark.slow
PATIENCE = 30  # seconds


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Program, str]]:
    program, url = machine.redis(tmp_path_factory.mktemp("redis"))
    program.start()
    yield program, url
    program.stop()


@pytest.fixture
def redis(app: Flask, server: tuple[Program, str]) -> Iterator[Program]:
    """The application with a Redis that runs."""
    program, url = server
    if not program.runs:
        program.start()
    app.extensions["shared"] = shared.Shared(url, new_id())
    yield program
    app.extensions["shared"] = None
    app.extensions.pop("throttle_shared", None)


def another_process(app: Flask) -> None:
    """What this one counted in memory is not known there."""
    app.extensions.pop("pace", None)
    app.extensions.pop("throttle", None)
    app.extensions.pop("throttle_shared", None)


def test_who_hurries_is_slowed_by_all_processes_together(app: Flask, redis: Program) -> None:
    pace = Pace(f"uji-{new_id()}", burst=3, per_second=0.01)
    for _ in range(3):
        pace.take("ai")
        another_process(app)
    with pytest.raises(TooFast) as refused:
        pace.take("ai")
    assert 90 < int(str(refused.value.details["retry_after"])) <= 100
    pace.take("ida")


def test_guesses_are_counted_by_all_processes_together(app: Flask, redis: Program) -> None:
    door = Throttle(f"uji-{new_id()}", limit=3, per=15 * 60)
    for _ in range(3):
        door.claim("akun ai")
        another_process(app)
    with pytest.raises(TooMany):
        door.claim("akun ai")
    door.forgive("akun ai")
    door.claim("akun ai")


def test_while_redis_is_away_each_process_counts_for_itself(app: Flask, redis: Program) -> None:
    pace = Pace(f"uji-{new_id()}", burst=2, per_second=0.01)
    door = Throttle(f"uji-{new_id()}", limit=2, per=60)
    redis.kill()
    for _ in range(2):
        pace.take("ai")
        door.claim("akun ai")
    with pytest.raises(TooFast):
        pace.take("ai")
    with pytest.raises(TooMany):
        door.claim("akun ai")


class Heard:
    """What one process has heard."""

    def __init__(self) -> None:
        self.said: list[Any] = []
        self._news = threading.Condition()

    def take(self, said: Any) -> None:
        with self._news:
            self.said.append(said)
            self._news.notify_all()

    def wait_for(self, said: Any) -> None:
        with self._news:
            assert self._news.wait_for(lambda: said in self.said, timeout=PATIENCE), self.said


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> Heard:
    """Who hears the words of the topic "uji" here; nothing is looked after besides."""
    one = Heard()
    monkeypatch.setattr(words, "_hearers", {"uji": one.take})
    monkeypatch.setattr(words, "_looks", [])
    return one


@pytest.fixture
def post(app: Flask, redis: Program) -> Iterator[Callable[..., words.Post]]:
    """`post()`: a process of this installation, or of another's; it ends with the story."""
    made: list[words.Post] = []

    def one(of: shared.Shared | None = None) -> words.Post:
        made.append(words.Post(app, of or app.extensions["shared"]))
        return made[-1]

    yield one
    for each in made:
        each.end()


def test_a_word_reaches_the_other_process_and_not_its_teller(post: Callable[..., words.Post], heard: Heard) -> None:
    here, there = post(), post()
    there.listen()
    here.listen()
    _until_heard(here, heard)
    here.tell("uji", {"ruang": "abc"})
    heard.wait_for({"ruang": "abc"})
    here.tell("lain", "nobody hears this topic")
    here.tell("uji", "akhir")
    heard.wait_for("akhir")
    assert heard.said.count("akhir") == 1  # here it was not heard: who tells has done it already


def test_words_are_heard_again_when_redis_is_back(
    post: Callable[..., words.Post], redis: Program, heard: Heard
) -> None:
    here, there = post(), post()
    there.listen()
    _until_heard(here, heard)
    redis.kill()
    here.tell("uji", "sementara tidak ada")  # neither fails nor waits
    redis.start()
    _until_heard(here, heard)


def test_another_installation_in_the_same_redis_hears_nothing(
    app: Flask, post: Callable[..., words.Post], server: tuple[Program, str], heard: Heard
) -> None:
    ours, theirs = app.extensions["shared"], shared.Shared(server[1], "another secret")
    assert ours.mark != theirs.mark
    post(theirs).listen()
    post(ours).listen()
    _until_heard(post(ours), heard)
    before = len(heard.said)
    post(ours).tell("uji", "hanya kita")
    heard.wait_for("hanya kita")
    assert len(heard.said) == before + 1


def _until_heard(teller: words.Post, heard: Heard) -> None:
    """Say something again and again until it arrives: a listener subscribes in its own time."""
    for number in range(PATIENCE * 10):
        said = f"halo {new_id()} {number}"
        teller.tell("uji", said)
        with heard._news:
            if heard._news.wait_for(lambda said=said: said in heard.said, timeout=0.2):
                return
    raise AssertionError("nothing was heard")

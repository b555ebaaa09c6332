"""What may break while people talk: nothing that was answered is lost, and everyone comes back by themselves."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import requests
import socketio
from socketio.exceptions import SocketIOError

from tests.deploy.conftest import People
from tests.deploy.deployment import Deployment
from tests.deploy.returning import Returning
from tests.discussion.listener import NAMESPACE

pytestmark = pytest.mark.slow
HEARERS = ("peserta", "peserta2", "peserta3", "sekretaris", "bendahara", "koordinator")


class Talk:
    """Two people who speak in turns, each message until it is answered; the numbers they got, by message."""

    def __init__(self, speakers: list[Returning], story: str) -> None:
        self.speakers = speakers
        self.story = story
        self.numbers: dict[str, int] = {}

    def say(self, count: int) -> None:
        for _ in range(count):
            number = len(self.numbers)
            words = f"{self.story} {number}"
            self.numbers[words] = self.speakers[number % len(self.speakers)].say(f"{self.story}-{number}", words)

    def was_heard_by(self, listeners: list[Returning]) -> None:
        """Everything that was answered, once, in the order of its numbers."""
        wanted = sorted(self.numbers, key=self.numbers.__getitem__)
        last = max(self.numbers.values())
        for each in listeners:
            each.wait_for(last)
            assert [words for words in each.words if words.startswith(self.story)] == wanted
            numbers = [message["n"] for message in each.heard]
            assert numbers == list(range(each.first + 1, each.last + 1))


@contextmanager
def while_reading(deployment: Deployment, cookie: str) -> Iterator[list[int]]:
    """Somebody who opens the page of the room again and again; how each time was answered."""
    statuses: list[int] = []
    over = threading.Event()

    def read() -> None:
        while not over.wait(0.1):
            page = f"{deployment.address}/diskusi/{deployment.room_id}"
            statuses.append(requests.get(page, headers={"Cookie": cookie}, timeout=60).status_code)

    reader = threading.Thread(target=read)
    reader.start()
    try:
        yield statuses
    finally:
        over.set()
        reader.join()


def test_a_live_process_that_is_killed_takes_nothing_with_it(
    deployment: Deployment, person: People, cookies: Callable[[str], str]
) -> None:
    listeners = [person(name) for name in HEARERS]
    talk = Talk([person("ketua"), person("sekretaris")], "dibunuh")
    everyone = [*listeners, *talk.speakers]
    with while_reading(deployment, cookies("bendahara")) as pages:
        talk.say(10)
        deployment.live.kill()
        talk.say(10)
        deployment.live.start()
        deployment.other.kill()
        talk.say(10)
        deployment.other.start()
        talk.say(2)
    talk.was_heard_by(everyone)
    assert all(each.drops for each in everyone)  # whichever process it was on, that one was killed
    assert pages and set(pages) == {200}


def test_without_redis_everything_goes_on_and_its_return_is_noticed(deployment: Deployment, person: People) -> None:
    here, there = deployment.lives
    listeners = [person("peserta", at=here), person("peserta2", at=there)]
    talk = Talk([person("ketua", at=here), person("sekretaris", at=there)], "tanpa redis")
    talk.say(4)
    deployment.redis.kill()
    talk.say(6)
    talk.was_heard_by(listeners)
    deployment.redis.start()
    talk.say(4)
    talk.was_heard_by([*listeners, *talk.speakers])
    assert not any(each.drops for each in listeners)


def test_a_database_that_starts_again_in_mid_session_loses_nothing(
    deployment: Deployment, person: People, cookies: Callable[[str], str]
) -> None:
    room, reader = f"{deployment.address}/diskusi/{deployment.room_id}", {"Cookie": cookies("bendahara")}
    here, there = deployment.lives
    listeners = [person("peserta", at=here), person("peserta2", at=there)]
    talk = Talk([person("ketua", at=here), person("sekretaris", at=there)], "basis data")
    talk.say(6)
    deployment.database.stop()
    saying = threading.Thread(target=talk.say, args=(6,))
    saying.start()
    page = requests.get(room, headers=reader, timeout=60)
    assert page.status_code == 503 and "Coba lagi sebentar" in page.text
    deployment.database.start()
    saying.join()
    talk.was_heard_by([*listeners, *talk.speakers])
    assert requests.get(room, headers=reader, timeout=60).status_code == 200


def test_who_comes_while_the_database_is_away_is_told_to_try_again(
    deployment: Deployment, person: People, cookies: Callable[[str], str]
) -> None:
    cookie = cookies("ketua")
    deployment.database.stop()
    heard: list[dict[str, Any]] = []
    client = socketio.Client(reconnection=False)
    client.on("connect_error", heard.append, namespace=NAMESPACE)
    with pytest.raises(SocketIOError):
        client.connect(deployment.address, headers={"Cookie": cookie}, namespaces=[NAMESPACE], wait_timeout=60)
    assert heard[0]["data"]["code"] == "sedang_sibuk" and "Coba lagi" in heard[0]["message"]
    deployment.database.start()
    assert person("ketua").say("masuk-lagi", "Saya sudah bisa masuk.")

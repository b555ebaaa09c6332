"""A real server, the plain Socket.IO client, and lines that drop: nothing is lost, nothing comes twice."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests import postgres
from tests.discussion.listener import Listener, sign_in
from tests.discussion.served import serving_a_room
from tests.installation import Installation
from tests.people import PASSWORD

pytestmark = pytest.mark.slow
MEMBERS = ("peserta", "peserta2", "peserta3", "sekretaris", "bendahara", "koordinator")
Listeners = Callable[..., Listener]
Served = tuple[Installation, str]  # the server, and the id of its room


@pytest.fixture(scope="module")
def served(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder: Path = tmp_path_factory.mktemp("room") / "instance"
    if request.config.getoption("--database") == "sqlite":
        with serving_a_room(folder) as found:
            yield found
        return
    with postgres.server() as url, serving_a_room(folder, postgres.new_database(url, "gugus_room")) as found:
        yield found


@pytest.fixture
def listener(served: Served) -> Iterator[Listeners]:
    """`listener("ketua")`: a program of that person, not connected yet."""
    installation, room_id = served
    made: list[Listener] = []

    def make(name: str, **how: tuple[str, ...]) -> Listener:
        cookie = sign_in(installation.address, name, PASSWORD)
        made.append(Listener(installation.address, cookie, room_id, **how))
        return made[-1]

    yield make
    for each in made:
        each.close()


class Said:
    """How far the speakers are."""

    def __init__(self, n: int) -> None:
        self.n = n
        self._news = threading.Condition()

    def one_more(self) -> None:
        with self._news:
            self.n += 1
            self._news.notify_all()

    def wait_for(self, n: int) -> None:
        with self._news:
            assert self._news.wait_for(lambda: self.n >= n, timeout=60)


def _comes_and_goes(one: Listener, said: Said, awake: int, missed: int, until: int) -> None:
    """Hear `awake` messages, lose the line, come back after `missed` others were said: again and again."""
    while one.last < until:
        one.connect()
        goal = min(one.last + awake, until)
        one.wait_for(goal)
        if goal == until:
            return
        one.drop()
        said.wait_for(min(goal + missed, until))


def test_twenty_who_lose_their_line_again_and_again_hear_everything_once_and_in_order(listener: Listeners) -> None:
    ketua = listener("ketua")
    first = ketua.connect()["n"]
    count = 60
    listeners = [listener(name) for name in MEMBERS]
    listeners += [Listener(each.address, each.cookie, each.room_id) for each in (listeners * 3)[: 20 - len(listeners)]]
    said = Said(first)
    threads = [
        threading.Thread(target=_comes_and_goes, args=(each, said, 3 + place % 5, 1 + place % 4, first + count))
        for place, each in enumerate(listeners)
    ]
    for each in threads:
        each.start()
    speakers = [ketua, listener("peserta"), listener("sekretaris")]
    for speaker in speakers[1:]:
        speaker.connect()
    for number in range(count):
        speakers[number % 3].say(f"jatuh-{number}", f"Pesan {number}")
        said.one_more()
    for thread in threads:
        thread.join(timeout=120)
    for each in listeners:
        heard = [(message["n"], message["teks"]) for message in each.heard if message["n"] > first]
        assert heard == [(first + number + 1, f"Pesan {number}") for number in range(count)]
        assert each.drops > 1 and each.repeated == 0
        each.close()


def test_where_websockets_are_blocked_long_polling_carries_the_same(listener: Listeners) -> None:
    slow, ketua = listener("peserta", transports=("polling",)), listener("ketua")
    slow.connect()
    ketua.connect()
    n = ketua.say("lambat", "Apakah terbaca?")
    slow.wait_for(n)
    assert slow.heard[-1]["teks"] == "Apakah terbaca?"
    ketua.wait_for(slow.say("lambat", "Terbaca."))
    assert ketua.heard[-1]["teks"] == "Terbaca."


def test_the_same_name_sent_over_two_lines_at_once_is_one_message(listener: Listeners) -> None:
    one = listener("ketua")
    one.connect()
    other = Listener(one.address, one.cookie, one.room_id)
    other.connect()
    barrier, numbers = threading.Barrier(2), []

    def send(line: Listener) -> None:
        barrier.wait()
        numbers.append(line.say("kembar", "Sekali"))

    threads = [threading.Thread(target=send, args=(each,)) for each in (one, other)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    other.close()
    assert len(set(numbers)) == 1


def test_what_was_answered_outlives_a_server_that_is_killed(served: Served, listener: Listeners) -> None:
    installation, _ = served
    ketua, ai = listener("ketua"), listener("peserta")
    ai.connect()
    ketua.connect()
    numbers = [ketua.say(f"sebelum-{number}", f"Sebelum {number}") for number in range(5)]
    installation.kill()
    ai.drop()
    ketua.drop()
    installation.start()
    ketua.connect()
    again = ketua.say("sebelum-4", "Sebelum 4")
    after = ketua.say("sesudah", "Sesudah")
    ai.connect()
    ai.wait_for(after)
    assert again == numbers[-1] and after == numbers[-1] + 1
    assert [each["teks"] for each in ai.heard[-6:]] == [*(f"Sebelum {number}" for number in range(5)), "Sesudah"]

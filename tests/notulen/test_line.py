"""A real server and programs that write as browsers do: what was acknowledged outlives drops and a killed server."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import socketio

from tests import postgres
from tests.discussion.listener import PATIENCE, sign_in
from tests.installation import Installation
from tests.notulen.served import serving_a_notulen
from tests.notulen.writer import Copy
from tests.people import PASSWORD

pytestmark = pytest.mark.slow
NAMESPACE = "/notulen"


class Page(Copy):
    """Someone's page: writes in its copy, sends it over a line that may drop, hears the others."""

    def __init__(self, address: str, cookie: str, pertemuan_id: str) -> None:
        super().__init__()
        self.address = address
        self.cookie = cookie
        self.pertemuan_id = pertemuan_id
        self._turn = threading.RLock()
        self._heard: list[bytes] = []
        self._line: socketio.Client | None = None

    def connect(self) -> None:
        """A new line; each side is sent what it lacks."""
        line = socketio.Client(reconnection=False)
        line.on("perubahan", lambda said: self._heard.append(said["perubahan"]), namespace=NAMESPACE)
        line.connect(
            self.address,
            headers={"Cookie": self.cookie},
            namespaces=[NAMESPACE],
            transports=["websocket"],
            wait_timeout=PATIENCE,
        )
        self._line = line
        answer = self.ask("join", vektor=self.doc.get_state())
        assert answer["ok"], answer
        self.hear(answer["kurang"])
        self._sent = answer["vektor"]

    def ask(self, event: str, **data: Any) -> dict[str, Any]:
        assert self._line is not None
        sent = {"pertemuan": self.pertemuan_id} | data
        answer = self._line.call(event, sent, namespace=NAMESPACE, timeout=PATIENCE)
        assert isinstance(answer, dict)
        return answer

    def send(self) -> None:
        """Returns once it is stored. A server that is busy is asked again, as a browser does."""
        for _ in range(PATIENCE):
            answer = self.ask("ubah", perubahan=self.unsent())
            if answer["ok"] or answer["code"] not in {"terlalu_cepat", "sedang_sibuk"}:
                break
            socketio.Client().sleep(answer.get("tunggu", 1))
        assert answer["ok"], answer
        self.sent()

    def close(self) -> None:
        if self._line is not None:
            self._line.disconnect()
            self._line = None


@pytest.fixture(scope="module")
def served(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Installation, str]]:
    folder: Path = tmp_path_factory.mktemp("notulen") / "instance"
    if request.config.getoption("--database") == "sqlite":
        with serving_a_notulen(folder) as found:
            yield found
        return
    with postgres.server() as url, serving_a_notulen(folder, postgres.new_database(url, "gugus_notulen")) as found:
        yield found


@pytest.fixture
def page(served: tuple[Installation, str]) -> Iterator[Callable[[str], Page]]:
    """`page("peserta")`: that person's page, in step with the server."""
    server, pertemuan_id = served
    made: list[Page] = []

    def opened(name: str) -> Page:
        made.append(Page(server.address, sign_in(server.address, name, PASSWORD), pertemuan_id))
        made[-1].connect()
        return made[-1]

    yield opened
    for each in made:
        each.close()


def _types(one: Page, key: str, words: str, drop_after: int) -> None:
    """Letter by letter at the beginning and at the end; now and then the line is lost and found again."""
    for number, letter in enumerate(words):
        one.insert(key, len(one.text(key)) if number % 2 else 0, letter)
        one.send()
        if number % drop_after == drop_after - 1:
            one.close()
            one.insert(key, len(one.text(key)) // 2, letter)  # without a line
            one.connect()
            one.send()


def test_three_who_type_at_once_and_lose_their_lines_lose_no_letter(page: Callable[[str], Page]) -> None:
    people = {"peserta": "a" * 24, "peserta2": "b" * 24, "peserta3": "🙏" * 24}
    pages = {name: page(name) for name in people}
    with ThreadPoolExecutor() as together:
        typing = [
            together.submit(_types, pages[name], "b1", words, drop)
            for drop, (name, words) in enumerate(people.items(), 5)
        ]
    for each in typing:
        each.result()
    expected = {words[0]: len(words) + len(words) // drop for drop, words in enumerate(people.values(), 5)}
    for one in pages.values():
        one.close()
        one.connect()
    texts = {one.text("b1") for one in pages.values()}
    assert len(texts) == 1
    (text,) = texts
    assert {letter: text.count(letter) for letter in expected} == expected


def test_what_was_acknowledged_outlives_a_killed_server_and_what_was_not_is_sent_again(
    served: tuple[Installation, str], page: Callable[[str], Page]
) -> None:
    server, _ = served
    ai, ida = page("peserta"), page("peserta2")
    ai.append("b2", "Sudah tersimpan. ")
    ai.send()
    server.kill()
    ida.append("b2", "Ditulis selagi server mati. ")
    for each in (ai, ida):
        each.close()
    server.start()
    ida.connect()
    ida.send()
    ai.connect()
    assert ai.text("b2") == ida.text("b2")
    assert {"Sudah tersimpan.", "Ditulis selagi server mati."} <= {f"{each}." for each in ai.text("b2").split(". ")}


def test_what_one_writes_the_others_hear_over_the_line(page: Callable[[str], Page]) -> None:
    ai, ida = page("peserta"), page("peserta2")
    ai.append("b3", "Terdengar.")
    ai.send()
    waited = threading.Event()
    for _ in range(PATIENCE * 20):
        if ida._heard:
            break
        waited.wait(0.05)
    for each in ida._heard:
        ida.hear(each)
    assert ida.text("b3") == "Terdengar."

"""People on two processes are in one room; who misbehaves there harms nobody."""

import socket
import struct
import threading
from collections.abc import Callable
from typing import Any

import pytest
import requests
import socketio
from simple_websocket import Client as WebSocket

from tests.deploy.conftest import People
from tests.deploy.deployment import Deployment
from tests.deploy.returning import Returning
from tests.discussion.listener import NAMESPACE, PATIENCE, Listener, sign_in
from tests.journeys.line import Line, token_of
from tests.people import PASSWORD

pytestmark = pytest.mark.slow


class Ear:
    """Waits for an event that somebody hears."""

    def __init__(self, one: Returning, event: str) -> None:
        self.heard: list[Any] = []
        self._news = threading.Condition()
        one.on(event, self._hear)

    def wait_until(self, true: Callable[[Any], bool]) -> Any:
        """The first that is so; what came before it is not looked at again."""
        with self._news:
            assert self._news.wait_for(lambda: any(map(true, self.heard)), timeout=PATIENCE), self.heard
            while not true(found := self.heard.pop(0)):
                pass
            return found

    def _hear(self, said: Any) -> None:
        with self._news:
            self.heard.append(said)
            self._news.notify_all()


def test_who_writes_and_who_is_there_is_seen_in_the_other_process(deployment: Deployment, person: People) -> None:
    here, there = deployment.lives
    ai = person("peserta", at=here)
    people, typing = Ear(ai, "orang"), Ear(ai, "mengetik")
    yuyun = person("ketua", at=there)
    assert "Yuyun Sutisna, M.Pd." in people.wait_until(lambda said: said["jumlah"] == 2)["nama"]
    assert yuyun.ask("typing")["ok"]
    typing.wait_until(lambda said: said["oleh"]["id"] == "ketua")
    yuyun.close()
    people.wait_until(lambda said: said["jumlah"] == 1)


def test_a_process_that_was_killed_takes_its_people_off_the_list(deployment: Deployment, person: People) -> None:
    here, there = deployment.lives
    ai = person("peserta", at=here)
    people = Ear(ai, "orang")
    person("ketua", at=there)
    people.wait_until(lambda said: said["jumlah"] == 2)
    deployment.other.kill()
    people.wait_until(lambda said: said["jumlah"] == 1)


def test_who_is_removed_hears_nothing_more_though_it_was_done_in_another_process(
    deployment: Deployment, person: People
) -> None:
    imas = person("peserta3", at=deployment.lives[1])
    told = Ear(imas, "keluar")
    yuyun = person("ketua", at=deployment.lives[0])
    yuyun.say("sebelum-keluar", "Imas masih di sini.")
    imas.wait_for(yuyun.last)
    page = Line(deployment.address, "ketua", PASSWORD)
    member = "/gugus/kkg-banjarwangi/anggota/peserta3"
    page.post(f"{member}/keluarkan", {"csrf_token": token_of(page.get(member)), "reason": "Pindah ke Singajaya."})
    told.wait_until(lambda said: said["ruang"] == deployment.room_id)
    after = yuyun.say("sesudah-keluar", "Sekarang tanpa Imas.")
    yuyun.wait_for(after)
    assert "Sekarang tanpa Imas." not in imas.words
    assert imas.ask("join", sejak=0)["code"] == "tidak_ditemukan"


def test_a_session_that_is_ended_on_a_page_ends_its_connections_everywhere(deployment: Deployment) -> None:
    cookie = sign_in(deployment.address, "koordinator", PASSWORD)
    people = [Listener(each, cookie, deployment.room_id) for each in deployment.lives]
    gone = [threading.Event() for _ in people]
    for one, ended in zip(people, gone, strict=True):
        one.connect()
        assert one._client is not None
        one._client.on("disconnect", lambda *_, ended=ended: ended.set(), namespace=NAMESPACE)
    browser = requests.Session()
    browser.cookies.set(*cookie.split("=", 1), domain="127.0.0.1")
    page = browser.get(f"{deployment.address}/keluar", timeout=PATIENCE).text
    answer = browser.post(f"{deployment.address}/keluar", data={"csrf_token": token_of(page)}, timeout=PATIENCE)
    assert answer.ok
    assert all(ended.wait(PATIENCE) for ended in gone)


def test_where_websockets_are_blocked_long_polling_meets_the_same_process_each_time(
    deployment: Deployment, person: People
) -> None:
    people = [person(name, transports=("polling",)) for name in ("peserta", "peserta2", "sekretaris", "bendahara")]
    yuyun = person("ketua")
    for number in range(5):
        for each in people:
            each.say(f"pelan-{each.query}-{number}", f"{number}")
    last = yuyun.say("pelan-terakhir", "Semua terbaca.")
    for each in people:
        each.wait_for(last)
        assert [message["n"] for message in each.heard] == list(range(each.first + 1, last + 1))
        assert each.drops == 0


def test_who_stops_reading_does_not_hold_the_others(
    deployment: Deployment, person: People, cookies: Callable[[str], str]
) -> None:
    stuck = [_stops_reading(address, cookies("bendahara"), deployment.room_id) for address in deployment.lives * 5]
    listeners = [person("peserta", at=each) for each in deployment.lives]
    speakers = [person(name, at=each) for name, each in zip(("ketua", "sekretaris"), deployment.lives, strict=True)]
    long = "Kalimat yang panjang sekali. " * 130
    for number in range(60):
        speakers[number % 2].say(f"panjang-{number}", f"{number} {long}")
    last = speakers[0].say("panjang-habis", "Habis.")
    for each in listeners:
        each.wait_for(last)
        assert not each.drops and each.words[-1] == "Habis."
    for wire in stuck:
        wire.close()


def test_a_flood_from_one_person_harms_nobody(
    deployment: Deployment, person: People, cookies: Callable[[str], str]
) -> None:
    here = deployment.lives[0]
    ai, yuyun = person("peserta", at=here), person("ketua", at=here)
    over = threading.Event()
    refused: list[str] = []
    floods = [threading.Thread(target=_flood, args=(here, cookies("bendahara"), deployment, over, refused))]
    floods += [threading.Thread(target=_shout, args=(here, cookies("bendahara"), over)) for _ in range(2)]
    for each in floods:
        each.start()
    for number in range(20):
        yuyun.say(f"tenang-{number}", f"Tenang {number}")
    while "terlalu_cepat" not in refused and floods[0].is_alive():  # on a busy machine it begins late
        over.wait(0.05)
    over.set()
    for each in floods:
        each.join()
    ai.wait_for(yuyun.say("tenang-akhir", "Tetap tenang"))
    assert [words for words in ai.words if words.startswith("Tenang")] == [f"Tenang {number}" for number in range(20)]
    assert not ai.drops and not yuyun.drops
    assert "terlalu_cepat" in refused


def test_fifty_joins_a_second_from_one_account_are_slowed_not_fatal(
    deployment: Deployment, person: People, cookies: Callable[[str], str]
) -> None:
    yuyun = person("ketua")
    cookie = cookies("peserta2")
    answers: list[dict[str, Any]] = []

    def join(number: int) -> None:
        one = Listener(deployment.lives[number % 2], cookie, deployment.room_id)
        try:
            answers.append(one.connect(patient=False))
        finally:
            one.close()

    rush = [threading.Thread(target=join, args=(number,)) for number in range(60)]
    for each in rush:
        each.start()
    for each in rush:
        each.join()
    assert len(answers) == 60
    slowed = [each for each in answers if not each["ok"]]
    assert slowed and {each["code"] for each in slowed} == {"terlalu_cepat"} and all(each["tunggu"] for each in slowed)
    calm = person("peserta2")  # comes back by itself after the time it was told
    calm.wait_for(yuyun.say("setelah-serbuan", "Masih di sini?"))


def test_guesses_are_counted_for_all_processes_of_pages_together(deployment: Deployment) -> None:
    answers = []
    for number in range(8):
        browser = requests.Session()
        token = token_of(browser.get(f"{deployment.address}/masuk", timeout=PATIENCE).text)
        form = {"csrf_token": token, "login": "kepala", "password": f"tebakan {number}"}
        answers.append(browser.post(f"{deployment.address}/masuk", data=form, timeout=PATIENCE).text)
    assert ["Terlalu banyak" in each for each in answers] == [False] * 5 + [True] * 3


def _bare_line(address: str, cookie: str) -> WebSocket:
    """A connection to the namespace, without a library that looks after it."""
    where = f"{address.replace('http', 'ws', 1)}/socket.io/?EIO=4&transport=websocket"
    line = WebSocket(where, headers={"Cookie": cookie})
    line._handle_events()  # what came in one piece with the greeting, which it would look at with the next piece
    _until(line, "0{")
    line.send(f"40{NAMESPACE},")
    _until(line, f"40{NAMESPACE},")
    return line


def _until(line: WebSocket, begins: str) -> str:
    """What begins so; what comes before it is passed over."""
    while not (said := str(line.receive(PATIENCE))).startswith(begins):
        assert said != "None"
    return said


def _stops_reading(address: str, cookie: str, room_id: str) -> socket.socket:
    """A connection that has joined and then takes nothing from its line, which stays open."""
    line = _bare_line(address, cookie)
    line.send(f'42{NAMESPACE},1["join",{{"ruang":"{room_id}"}}]')
    assert '"ok":true' in _until(line, f"43{NAMESPACE},1")
    line.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    line.connected = False  # its reader ends after what it waits for now
    wire: socket.socket = line.sock.dup()
    return wire


def _flood(address: str, cookie: str, deployment: Deployment, over: threading.Event, refused: list[str]) -> None:
    """Events as fast as they go; what they are answered."""
    client = socketio.Client(reconnection=False)
    client.connect(address, headers={"Cookie": cookie}, namespaces=[NAMESPACE], transports=["websocket"])
    heard = lambda answer: refused.append(answer.get("code", ""))  # noqa: E731
    while not over.is_set() and client.connected:
        for _ in range(10):
            client.emit("join", {"ruang": deployment.room_id}, namespace=NAMESPACE, callback=heard)
            client.emit("send", {"ruang": deployment.room_id, "teks": 7}, namespace=NAMESPACE, callback=heard)
        over.wait(0.05)
    client.disconnect()


def _shout(address: str, cookie: str, over: threading.Event) -> None:
    """Rubbish over a bare line, as fast as it is taken."""
    line = _bare_line(address, cookie)
    payload = f'42{NAMESPACE},["mengacau","{"x" * 100}"]'.encode()
    frame = struct.pack("!BBH", 0x81, 0x80 | 126, len(payload)) + b"\0\0\0\0" + payload
    line.sock.settimeout(1)
    while not over.is_set():
        try:
            line.sock.sendall(frame * 100)
        except TimeoutError:
            continue
        except OSError:
            return
    line.sock.close()

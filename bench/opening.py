"""Opening a room: what its first view weighs with 50 messages, and what it costs with 100 and with 100,000.

Processor time of the request in this process and the time it takes by the clock (what the database computes is in that
alone, where it is a process of its own), statements sent, and the page as it travels; and what arrives in all in a real
Chromium with an empty cache.
"""

import gzip
import time
from datetime import timedelta
from typing import NamedTuple

from playwright.sync_api import sync_playwright

from bench.figures import line, median, verdict
from bench.installation import BOTH, Browser, Installation, add_members, preparing, sign_in, statements
from bench.server import serving
from bench.weight import OPTIONS, wire
from community.accounts.models import Guru
from community.discussion.models import Message, Room, RoomEvent
from community.discussion.rules.words import written
from community.discussion.services import open_room
from community.kernel.clock import now
from community.kernel.database import add_all, db
from community.kernel.ids import new_id
from tests import chromium
from tests.factories import make_paket, make_pertemuan

FIRST_VIEW = 60  # kB
SHORT, LONG = 100, 100_000
ROUNDS = 15
WORDS = "Menurut saya alat peraga dari kertas lipat lebih mudah dibuat sendiri oleh murid kelas lima."


def main() -> None:
    line("", "messages", "statements", "ms of CPU", "ms by the clock", "kB of page")
    for on_database in BOTH:
        with on_database() as made:
            _measure(made)


def _measure(made: Installation) -> None:
    with preparing(made.app):
        ids = add_members(30)
        (browser,) = sign_in(made.app, ids[:1])
        rooms = [_room(ids, 50), _room(ids, SHORT), _room(ids, LONG)]
    costs = []
    for room_id, count in zip(rooms, (50, SHORT, LONG), strict=True):
        cost = _open(made, browser, room_id)
        costs.append(cost)
        size = len(gzip.compress(cost.page)) / 1000
        line(made.name, count, cost.statements, f"{cost.cpu:.1f}", f"{cost.clock:.1f}", f"{size:.1f}")
    kilobytes = _first_view(made, browser, rooms[0])
    print(f"  first view of the room with 50 messages, kB: {verdict(kilobytes, FIRST_VIEW)}", flush=True)
    print(f"  {LONG:,} against {SHORT}: statements {verdict(costs[2].statements / costs[1].statements, 1)}, ", end="")
    print(f"CPU {verdict(costs[2].cpu / costs[1].cpu, 1.2)}, ", end="")
    print(f"by the clock {verdict(costs[2].clock / costs[1].clock, 1.2)}", flush=True)


def _room(ids: list[str], count: int) -> str:
    """A room in which so much was said."""
    room = open_room(db.session.get_one(Guru, "ketua"), make_pertemuan(make_paket()))
    words = written(WORDS)
    moment = now() - timedelta(seconds=count)
    for begin in range(0, count, 5_000):
        numbers = range(begin + 1, min(begin + 5_000, count) + 1)
        said = [
            Message(
                room_id=room.id,
                n=n,
                guru_id=ids[n % len(ids)],
                klien_id=new_id(),
                at=moment + timedelta(seconds=n),
                text=words.text,
                html=words.html,
                excerpt=words.excerpt,
                files_number=0,
                edition=1,
            )
            for n in numbers
        ]
        add_all(said)
        add_all(
            [
                RoomEvent(room_id=room.id, n=each.n, kind="pesan", about_id=each.id, by_id=each.guru_id, at=each.at)
                for each in said
            ]
        )
        db.session.expunge_all()
    held = db.session.get_one(Room, room.id)
    held.last_n = held.messages_number = count
    return held.id


class _Cost(NamedTuple):
    """Of one opening; times in milliseconds."""

    statements: int
    cpu: float
    clock: float
    page: bytes


def _open(made: Installation, browser: Browser, room_id: str) -> _Cost:
    client, path = made.app.test_client(), f"/diskusi/{room_id}"
    client.set_cookie(*browser.cookie.split("=", 1))
    cpu, clock = [], []
    with statements(made.app) as heard:
        for _ in range(ROUNDS):
            heard.clear()
            began, began_at = time.process_time(), time.perf_counter()
            answer = client.get(path, headers={"Accept": "text/html"})
            page = answer.get_data()
            cpu.append((time.process_time() - began) * 1000)
            clock.append((time.perf_counter() - began_at) * 1000)
            assert answer.status_code == 200, answer.status
        return _Cost(len(heard), median(cpu), median(clock), page)


def _first_view(made: Installation, browser: Browser, room_id: str) -> float:
    """Kilobytes that arrive in a real browser that has never been here."""
    cookies = dict([browser.cookie.split("=", 1)])
    with serving(made.env) as server, sync_playwright() as playwright:
        chrome = playwright.chromium.launch(executable_path=chromium.ensure(), args=OPTIONS)
        kilobytes, _icon = wire(chrome, server.port, cookies, f"/diskusi/{room_id}")
        chrome.close()
    return kilobytes


if __name__ == "__main__":
    main()

"""Checking in through HTTP: the product's door against the floor's, at 1, 8 and 32 clients, on both databases.

Each request is the first check-in of its person: every burst has a pertemuan of its own, whose rows are counted
afterwards. A request that is not answered with 303, or whose rows are not there, ends the measurement with an error.
Beside it, one row inserted by the driver alone by as many threads: what the database could do.
"""

import sqlite3
import threading
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import func, select

from bench.figures import in_turns, line, median, percentile, ratio, verdict
from bench.installation import BOTH, SECRET, Browser, Installation, add_members, preparing, sign_in, statements
from bench.load import Burst, fire, post
from bench.server import Server, serving
from community.attendance.code import code_for
from community.attendance.models import Kehadiran, Mark
from community.kernel.clock import now
from community.kernel.database import db
from community.kernel.ids import new_id
from tests import factories

CLIENTS = (1, 8, 32)
PEOPLE = 300
ROUNDS = 5
TARGET = 0.70
DOORS = {"product": "/pertemuan/{}/hadir", "floor": "/floor/check_in/{}"}


def main() -> None:
    for on_database in BOTH:
        with on_database() as made:
            with preparing(made.app):
                browsers = sign_in(made.app, add_members(PEOPLE))
            print(f"\n{made.name}: {_counted(made, browsers[0])}")
            line("clients", "product/s", "floor/s", "bare row/s", "p50 ms", "p99 ms", "floor p99", "of bare row")
            with serving(made.env) as server:
                for door in DOORS:  # what is loaded once is loaded
                    _burst(made, server, browsers, door, 8)
                for clients in CLIENTS:
                    _measure(made, server, browsers, clients)


def _measure(made: Installation, server: Server, browsers: list[Browser], clients: int) -> None:
    product, floor, bare = in_turns(
        ROUNDS,
        lambda: _burst(made, server, browsers, "product", clients),
        lambda: _burst(made, server, browsers, "floor", clients),
        lambda: _bare(made, browsers, clients),
    )
    rates = [burst.rate for burst in product]
    seconds = [each for burst in product for each in burst.seconds]
    floor_seconds = [each for burst in floor for each in burst.seconds]
    line(
        clients,
        f"{median(rates):.0f}",
        f"{median([burst.rate for burst in floor]):.0f}",
        f"{median(bare):.0f}",
        f"{percentile(seconds, 0.5) * 1000:.1f}",
        f"{percentile(seconds, 0.99) * 1000:.1f}",
        f"{percentile(floor_seconds, 0.99) * 1000:.1f}",
        f"{ratio(rates, bare):.1%}",
    )
    share = ratio(rates, [burst.rate for burst in floor])
    sent = len(seconds)
    print(f"    of the floor: {verdict(share, TARGET, least=True)}; {sent} sent, {sent} kept, none lost", flush=True)


def _burst(made: Installation, server: Server, browsers: list[Browser], door: str, clients: int) -> Burst:
    """Everyone checks in at a new pertemuan; raises AssertionError if one is refused or lost."""
    pertemuan_id = _new_pertemuan(made)
    requests = [_request(door, pertemuan_id, browser) for browser in browsers]
    burst = fire(server.port, clients, requests)
    accepted = burst.count(303)
    assert accepted == len(requests), f"{len(requests) - accepted} refused: {server.log.read_text(errors='replace')}"
    assert _kept(made, pertemuan_id) == (accepted, accepted), "accepted, but lost"
    return burst


def _request(door: str, pertemuan_id: str, browser: Browser) -> bytes:
    fields = {"csrf_token": browser.csrf, "kode": code_for(SECRET, pertemuan_id, now())}
    return post(DOORS[door].format(pertemuan_id), browser.headers(), fields)


def _new_pertemuan(made: Installation) -> str:
    with preparing(made.app):
        return factories.make_pertemuan(factories.make_paket(), now() - timedelta(minutes=5)).id


def _kept(made: Installation, pertemuan_id: str) -> tuple[int, int]:
    """Rows of Kehadiran and of Mark."""
    with preparing(made.app):
        counts = [
            db.session.scalar(select(func.count()).select_from(kind).where(kind.pertemuan_id == pertemuan_id))
            for kind in (Kehadiran, Mark)
        ]
    return counts[0] or 0, counts[1] or 0


def _counted(made: Installation, browser: Browser) -> str:
    """The number of statements of one check-in at either door, counted in this process."""
    made.app.config["BROADCAST_AFTER"] = 3600  # the wall is not part of the answer
    client = made.app.test_client(use_cookies=False)
    found = []
    for door, path in DOORS.items():
        pertemuan_id = _new_pertemuan(made)
        fields = {"csrf_token": browser.csrf, "kode": code_for(SECRET, pertemuan_id, now())}
        with statements(made.app) as sent:
            answer = client.post(path.format(pertemuan_id), data=fields, headers=browser.headers())
        assert answer.status_code == 303, answer.text
        found.append(f"{door} {len(sent)} statements")
    return ", ".join(found)


def _bare(made: Installation, browsers: list[Browser], clients: int) -> float:
    """Rows a second that the driver alone inserts into the same table, each in a transaction of its own."""
    pertemuan_id = _new_pertemuan(made)
    at = now().replace(tzinfo=None).isoformat(sep=" ")
    waiting = [(new_id(), pertemuan_id, b.guru_id, "hadir", at, "kode", b.guru_id, at) for b in browsers]
    connections = [_connect(made) for _ in range(clients)]
    mark = "?" if made.name == "SQLite" else "%s"
    insert = (
        "INSERT INTO kehadiran (id, pertemuan_id, guru_id, status, masuk_at, via, by_id, at) "
        f"VALUES ({', '.join([mark] * 8)})"
    )

    def work(connection: Any) -> None:
        while waiting:
            try:
                row = waiting.pop()
            except IndexError:
                return
            connection.execute(insert, row)  # autocommit

    threads = [threading.Thread(target=work, args=(connection,)) for connection in connections]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    elapsed = time.perf_counter() - began
    for connection in connections:
        connection.close()
    assert _kept(made, pertemuan_id)[0] == len(browsers)
    return len(browsers) / elapsed


def _connect(made: Installation) -> Any:
    if made.name == "SQLite":
        path = Path(made.env["GUGUS_INSTANCE"]) / "gugus.db"
        connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=15)
        connection.execute("PRAGMA synchronous=NORMAL")
        return connection
    return psycopg.connect(made.env["DATABASE_URL"].replace("+psycopg", ""), autocommit=True)

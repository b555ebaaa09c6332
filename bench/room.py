"""A room whose listeners lose their line for 2 seconds out of every 11: how much of what was said do they hear?

Real clients of the open protocol over real lines that are cut without a word; three speakers whose lines hold. Each
listener must hear every message once and in order; what is missing is counted, and so is what came twice. Beside it:
the time from saying to hearing while the line stands.
"""

import threading
import time

from bench.figures import line, percentile
from bench.installation import BOTH, Installation, add_members, preparing, sign_in
from bench.server import serving
from community.accounts.models import Guru
from community.discussion.services import open_room
from community.kernel.database import db
from tests.discussion.listener import Listener
from tests.factories import make_paket, make_pertemuan

CLIENTS = 200
SECONDS = 60
EVERY, DOWN = 11.0, 2.0
SPEAKERS, RATE = 3, 5  # messages a second, of all of them together


def main() -> None:
    line("listeners", "messages", "heard", "in order", "twice", "drops", "p50 ms", "p99 ms")
    for on_database in BOTH:
        with on_database() as made:
            _measure(made)


def _measure(made: Installation) -> None:
    with preparing(made.app):
        browsers = sign_in(made.app, add_members(CLIENTS + SPEAKERS))
        room_id = open_room(db.session.get_one(Guru, "ketua"), make_pertemuan(make_paket())).id
    with serving(made.env, threads=CLIENTS + SPEAKERS + 64) as server:
        address = f"http://127.0.0.1:{server.port}"
        everyone = [Listener(address, each.cookie, room_id) for each in browsers]
        speakers, listeners = everyone[:SPEAKERS], everyone[SPEAKERS:]
        for each in everyone:
            each.connect()
        ends = time.monotonic() + SECONDS
        threads = [
            threading.Thread(target=_drop_and_return, args=(each, place, ends)) for place, each in enumerate(listeners)
        ]
        for thread in threads:
            thread.start()
        said = _speak(speakers, ends)
        for thread in threads:
            thread.join()
        for each in listeners:
            each.settle(len(said))
        _report(made.name, listeners, said)
        for each in everyone:
            each.close()


def _drop_and_return(one: Listener, place: int, ends: float) -> None:
    """Up and down until the end, each at another moment of the eleven seconds; up at last."""
    pause = EVERY * (place % 50) / 50
    while time.monotonic() + pause + DOWN < ends:
        time.sleep(pause)
        one.drop()
        time.sleep(DOWN)
        one.connect()
        pause = EVERY - DOWN


def _speak(speakers: list[Listener], ends: float) -> list[float]:
    """When each message was said, in the order of their numbers."""
    said: list[float] = []
    while time.monotonic() < ends:
        began = time.monotonic()
        said.append(began)
        speakers[len(said) % len(speakers)].say(f"bench-{len(said)}", f"Pesan ke-{len(said)} dalam pengukuran ini.")
        time.sleep(max(1 / RATE - (time.monotonic() - began), 0))
    return said


def _report(name: str, listeners: list[Listener], said: list[float]) -> None:
    wanted = list(range(1, len(said) + 1))
    heard = sum(len(each.heard) for each in listeners)
    ordered = sum([message["n"] for message in each.heard] == wanted for each in listeners)
    delays = [(at - said[n - 1]) * 1000 for each in listeners for n, at in each.live.items() if n <= len(said)]
    line(
        f"{name}: {len(listeners)}",
        len(said),
        f"{heard / (len(said) * len(listeners)):.2%}",
        f"{ordered} of {len(listeners)}",
        sum(each.repeated for each in listeners),
        sum(each.drops for each in listeners),
        f"{percentile(delays, 0.5):.0f}",
        f"{percentile(delays, 0.99):.0f}",
    )


if __name__ == "__main__":
    main()

"""A room whose listeners lose their line for 2 seconds out of every 11: how much of what was said do they hear?

Listeners speak the open protocol over real lines that are cut without a word; three speakers whose lines hold. Each
listener must hear every message once and in order; what is missing is counted, and so is what came twice. Then the
same behind nginx with two live processes, of which one is killed in the middle and started again.
"""

import threading
import time

from bench.broadcast import THREADS, durable, guests, judge, stored, two_processes
from bench.crowd import Heard, Orders, gathered
from bench.figures import line, percentile
from bench.installation import BOTH, Installation
from bench.server import serving

CLIENTS = 200
SECONDS = 60
EVERY, DOWN = 11.0, 2.0


def main() -> None:
    line("listeners", "messages", "stored", "heard", "in order, once", "drops", "p50 ms", "p99 ms")
    for on_database in BOTH:
        with on_database() as made:
            _embedded(made)
    _while_a_process_is_killed()


def _embedded(made: Installation) -> None:
    """The one process that `make run` starts."""
    room_id, cookies = guests(made, CLIENTS + 3)
    with serving(made.env, threads=THREADS) as server:
        heard = _drops([server.port], cookies, room_id)
    _report(made.name, heard, stored(made.env, room_id))


def _while_a_process_is_killed() -> None:
    with durable(), two_processes(CLIENTS + 3) as (deployment, cookies):

        def kill() -> None:
            time.sleep(SECONDS / 3)
            deployment.live.kill()
            time.sleep(SECONDS / 6)
            deployment.live.start()

        killer = threading.Thread(target=kill)
        heard = _drops([deployment.ports.nginx], cookies, deployment.room_id, killer)
        killer.join()
        _report("two live, one is killed", heard, stored(deployment.env, deployment.room_id))


def _drops(doors: list[int], cookies: list[str], room_id: str, beside: threading.Thread | None = None) -> Heard:
    orders = Orders(doors, cookies, room_id, seconds=SECONDS, every=EVERY, down=DOWN)
    with gathered(orders) as crowd:
        crowd.start()
        if beside:
            beside.start()
        return crowd.finish()


def _report(name: str, heard: Heard, kept: int) -> None:
    line(
        f"{name}: {heard.listeners}",
        heard.said,
        kept,
        f"{heard.heard:.2%}",
        f"{heard.complete} of {heard.listeners}",
        heard.drops,
        f"{percentile(heard.delays, 0.5) * 1000:.0f}",
        f"{percentile(heard.delays, 0.99) * 1000:.0f}",
    )
    judge(heard, kept)


if __name__ == "__main__":
    main()

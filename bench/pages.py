"""CPU of a page: the whole answer of the application in this process, against a floor page.

The floor page stands in the same layout, has as many rows (counted in the answer: list items and table rows of <main>)
and about as many bytes, reads with three queries of its own beside the sign-in, and knows no domain. Measured is the
time of this process alone, median of the rounds; HTML is not compressed here, since that would cost both the same.
"""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass

from flask.testing import FlaskClient

from bench.figures import in_turns, line, median, ratio, verdict
from bench.installation import BOTH, Browser, Installation, add_members, preparing, sign_in, statements
from bench.story import long_record, paket_under_way

PEOPLE = 75
ENTRIES = 200
ROUNDS = 15
REQUESTS = 10
TARGET = 2.5
_SLUG = "kkg-banjarwangi"


@dataclass(frozen=True)
class Page:
    path: str
    browser: Browser


def main() -> None:
    for on_database in BOTH:
        with on_database() as made:
            print(f"\n{made.name}, {PEOPLE} people, {ENTRIES} entries; milliseconds of CPU a request")
            line("page", "product", "floor", "queries", "floor's", "rows", "kB", "floor kB")
            for page in _pages(made):
                measure(made, page)


def _pages(made: Installation) -> list[Page]:
    """The pages as those see them to whom they show most."""
    with preparing(made.app):
        members = add_members(PEOPLE - 7)  # with the seven of the cast
        paket, pertemuan = paket_under_way(members)
        paths = [f"/gugus/{_SLUG}", f"/paket/{paket.id}", f"/pertemuan/{pertemuan.id}/kehadiran"]
        long_record("peserta", ENTRIES)
        ketua, peserta = sign_in(made.app, ["ketua", "peserta"])
    return [*(Page(path, ketua) for path in paths), Page("/catatan", peserta)]


def measure(made: Installation, page: Page) -> None:
    """One line of figures, and how the page stands to its floor."""
    client = made.app.test_client(use_cookies=False)
    wanted = _get(client, page.path, page.browser)
    rows = len(re.findall(r"<(?:li|tr)\b", wanted[wanted.index("<main") :]))
    floor = _floor_path(client, page.browser, rows, len(wanted.encode()))
    size = len(_get(client, floor, page.browser).encode())
    own, base = in_turns(ROUNDS, _cpu(client, page.path, page.browser), _cpu(client, floor, page.browser))
    with statements(made.app) as sent:
        _get(client, page.path, page.browser)
    with statements(made.app) as sent_by_floor:
        _get(client, floor, page.browser)
    line(
        re.sub(r"/[a-z0-9]{10}\b", "/<id>", page.path),
        f"{median(own) * 1000:.1f}",
        f"{median(base) * 1000:.1f}",
        len(sent),
        len(sent_by_floor),
        rows,
        f"{len(wanted.encode()) / 1000:.1f}",
        f"{size / 1000:.1f}",
    )
    print(f"    times the floor: {verdict(ratio(own, base), TARGET)}", flush=True)


def _floor_path(client: FlaskClient, browser: Browser, rows: int, size: int) -> str:
    """A floor page with as many rows, filled up to about the size."""
    path = f"/floor/page?slug={_SLUG}&rows={rows}&filler="
    bare = len(_get(client, f"{path}0", browser).encode())
    return f"{path}{max((size - bare) // rows, 0)}"


def _cpu(client: FlaskClient, path: str, browser: Browser) -> Callable[[], float]:
    """A measure of one round: CPU seconds a request, the best of three tries (the others met something else)."""

    def measure() -> float:
        found = []
        for _ in range(3):
            began = time.process_time()
            for _ in range(REQUESTS):
                client.get(path, headers=browser.headers())
            found.append((time.process_time() - began) / REQUESTS)
        return min(found)

    return measure


def _get(client: FlaskClient, path: str, browser: Browser) -> str:
    answer = client.get(path, headers=browser.headers())
    assert answer.status_code == 200, f"{path}: {answer.status_code}\n{answer.text}"
    return answer.text

"""A whole sheet saved in one request: the product's door against the same rows written by the floor's.

Every request is the first save of its pertemuan, for everyone on it: a Kehadiran and a Mark for each person. The rows
are counted afterwards. Time is that of the whole request in this process, median of the rounds.
"""

import time
from datetime import timedelta

from sqlalchemy import func, select

from bench.figures import in_turns, line, median, ratio, verdict
from bench.installation import BOTH, Browser, Installation, add_members, preparing, sign_in, statements
from community.attendance.models import Kehadiran, Mark
from community.attendance.queries import expected_ids
from community.kernel.clock import now
from community.kernel.database import db
from tests import factories

SIZES = (75, 300)
ROUNDS = 11
TARGET = 4.0
DOORS = {"product": "/pertemuan/{}/kehadiran", "floor": "/floor/sheet/{}"}


def main() -> None:
    for on_database in BOTH:
        with on_database() as made:
            made.app.config["BROADCAST_AFTER"] = 3600  # the wall is not part of the answer
            print(f"\n{made.name}; milliseconds a request")
            line("people", "product", "floor", "statements", "floor's")
            there = 7  # the cast
            for size in SIZES:
                with preparing(made.app):
                    add_members(size - there)
                    ketua = sign_in(made.app, ["ketua"])[0]
                there = size
                _measure(made, ketua, size)


def _measure(made: Installation, ketua: Browser, size: int) -> None:
    for door in DOORS:  # what is loaded once is loaded
        _save(made, ketua, door, size)
    product, floor = in_turns(
        ROUNDS, lambda: _save(made, ketua, "product", size), lambda: _save(made, ketua, "floor", size)
    )
    own, base = [seconds for seconds, _ in product], [seconds for seconds, _ in floor]
    line(size, f"{median(own) * 1000:.0f}", f"{median(base) * 1000:.0f}", product[0][1], floor[0][1])
    print(f"    times the floor: {verdict(ratio(own, base), TARGET)}", flush=True)


def _save(made: Installation, ketua: Browser, door: str, size: int) -> tuple[float, int]:
    """Save a whole sheet of a new pertemuan; seconds and number of statements. Raises AssertionError if one is lost."""
    with preparing(made.app):
        pertemuan = factories.make_pertemuan(factories.make_paket(), now() - timedelta(minutes=5))
        pertemuan_id, people = pertemuan.id, sorted(expected_ids(pertemuan.paket))
    assert len(people) == size
    fields = {"csrf_token": ketua.csrf} | {f"was-{each}": "" for each in people}
    fields |= {f"status-{each}": "hadir" for each in people}
    client = made.app.test_client(use_cookies=False)
    with statements(made.app) as sent:
        began = time.perf_counter()
        answer = client.post(DOORS[door].format(pertemuan_id), data=fields, headers=ketua.headers())
        elapsed = time.perf_counter() - began
    assert answer.status_code == 303, answer.text
    with preparing(made.app):
        for kind in (Kehadiran, Mark):
            kept = db.session.scalar(
                select(func.count()).select_from(kind).where(kind.pertemuan_id == pertemuan_id, kind.status == "hadir")
            )
            assert kept == size, f"{size} sent, {kept} kept"
    return elapsed, len(sent)

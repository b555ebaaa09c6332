"""A real server that is killed, and one that is stopped: who was connected is known to the last sign of life."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import postgres
from tests.discussion.listener import Listener, sign_in
from tests.discussion.served import serving_a_room
from tests.installation import Installation
from tests.people import PASSWORD

pytestmark = pytest.mark.slow
PATIENCE = 60


@pytest.fixture
def served(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Installation, str]]:
    if request.config.getoption("--database") == "sqlite":
        with serving_a_room(tmp_path / "instance") as found:
            yield found
        return
    with postgres.server() as url:
        database = postgres.new_database(url, "gugus_stays")
        with serving_a_room(tmp_path / "instance", database) as found:
            yield found


def until(server: Installation, query: str, wanted: object) -> None:
    """Ask the database until it says so."""
    deadline = time.monotonic() + PATIENCE
    while (said := server.ask(query)) != wanted:
        assert time.monotonic() < deadline, f"{query}: {said}, not {wanted}"
        time.sleep(0.1)


def test_a_killed_server_loses_no_stay(served: tuple[Installation, str]) -> None:
    server, room_id = served
    ai = Listener(server.address, sign_in(server.address, "peserta", PASSWORD), room_id)
    ketua = Listener(server.address, sign_in(server.address, "ketua", PASSWORD), room_id)
    ai.connect()
    ketua.connect()
    until(server, "SELECT count(*) FROM room_stay WHERE ended_at IS NULL", 2)
    sign_in(server.address, "bendahara", PASSWORD)  # the clock of such a server goes on with every page
    ketua.close()
    until(server, "SELECT count(*) FROM room_stay WHERE ended_at IS NOT NULL", 1)
    until(server, "SELECT count(*) FROM online_presence WHERE guru_id = 'ketua'", 1)  # counted in a job
    server.kill()
    ai.drop()
    assert server.ask("SELECT count(*) FROM room_stay WHERE ended_at IS NULL") == 1
    server.start()
    ai.connect()
    until(server, "SELECT count(*) FROM room_stay WHERE guru_id = 'peserta'", 2)
    assert server.ask("SELECT count(DISTINCT process_id) FROM room_stay") == 2
    ai.close()

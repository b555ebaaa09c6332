"""Work in the background is done by a process of its own, whatever becomes of the queue meanwhile."""

import time
from urllib.parse import quote_plus

import pytest

from community.kernel.ids import new_id
from tests.deploy.deployment import Deployment
from tests.deploy.programs import PATIENCE
from tests.journeys.line import Line, token_of
from tests.people import PASSWORD

pytestmark = pytest.mark.slow
NEW = "/gugus/kkg-banjarwangi/kabar/baru"


def begin_thread(page: Line, title: str) -> None:
    form = {"csrf_token": token_of(page.get(NEW)), "kind": "utas", "title": title, "text": "Isinya.", "kunci": new_id()}
    assert title in page.post(NEW, form)


def until_found(page: Line, words: str) -> None:
    """A job takes it into the index of the search."""
    until = time.monotonic() + PATIENCE
    while "Tidak ada" in (found := page.get(f"/cari?q={quote_plus(words)}")) or words not in found:
        assert time.monotonic() < until, "no job did it"
        time.sleep(0.2)


def test_what_is_written_on_a_page_is_found_once_the_jobs_have_done_their_part(deployment: Deployment) -> None:
    page = Line(deployment.address, "ketua", PASSWORD)
    begin_thread(page, "Timbangan gantung")
    until_found(page, "Timbangan gantung")


def test_what_was_asked_for_while_redis_was_away_is_done_when_it_is_back(deployment: Deployment) -> None:
    page = Line(deployment.address, "ketua", PASSWORD)
    deployment.redis.kill()
    begin_thread(page, "Neraca pegas")
    deployment.redis.start()
    until_found(page, "Neraca pegas")


def test_what_waits_in_the_queue_outlives_a_worker_that_is_killed(deployment: Deployment) -> None:
    page = Line(deployment.address, "ketua", PASSWORD)
    deployment.jobs.kill()
    begin_thread(page, "Katrol ganda")
    deployment.jobs.start()
    until_found(page, "Katrol ganda")

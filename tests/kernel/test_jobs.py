"""Work in the background happens after the commit, once, in a session of its own, and is taken up again."""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from community.accounts.models import Guru
from community.kernel import jobs
from community.kernel.command import INSTALLATION, SYSTEM, after_commit, command
from community.kernel.database import db
from community.kernel.errors import Invalid
from community.kernel.jobs import Worker, job, later, later_spaced, on_start, patient_job, start_worker
from community.permissions import Do
from tests.people import Cast

PATIENCE = 20  # seconds until a test gives up on a thread
_done: list[Any] = []
_finished = threading.Event()


@job
def write_down(word: str) -> None:
    _done.append(word)


@job
def rename(guru_id: str, name: str) -> None:
    guru = db.session.get(Guru, guru_id)
    assert guru is not None
    change_name(SYSTEM, INSTALLATION, guru, name)
    _finished.set()


@job
def change_without_an_act(guru_id: str) -> None:
    guru = db.session.get(Guru, guru_id)
    assert guru is not None
    guru.name = "Tidak jadi"
    db.session.flush()
    _finished.set()


@job
def stumble(word: str) -> None:
    raise RuntimeError(f"stumbled over {word}")


@patient_job
def stumble_patiently(word: str) -> None:
    raise RuntimeError(word)


@job
def finish(word: str) -> None:
    _done.append((word, threading.current_thread().name))
    _finished.set()


@command(Do.EDIT_PERSON)
def change_name(actor: Any, subject: Any, guru: Guru, name: str, then: Callable[[], None] = lambda: None) -> None:
    guru.name = name
    then()


@pytest.fixture(autouse=True)
def clean_slate() -> Iterator[None]:
    _done.clear()
    _finished.clear()
    hooks = list(jobs._hooks)
    yield
    jobs._hooks[:] = hooks


@pytest.fixture
def work(app: Flask, tmp_path: Path) -> Iterator[Callable[[], Worker]]:
    """`work()` starts a real worker on a queue file; jobs no longer run at once."""
    before = app.extensions["jobs"]
    app.config.update(HUEY_IMMEDIATE=False, INSTANCE=tmp_path)
    jobs.init_app(app)
    workers: list[Worker] = []

    def start() -> Worker:
        workers.append(start_worker(app))
        return workers[-1]

    yield start
    for worker in workers:
        worker.stop(graceful=True)
    app.config.update(HUEY_IMMEDIATE=True, INSTANCE=Path(app.instance_path))
    app.extensions["jobs"] = before


@pytest.fixture
def queued(app: Flask, work: Callable[[], Worker]) -> Flask:
    """Jobs wait in the queue; nobody does them."""
    return app


def finished() -> None:
    assert _finished.wait(PATIENCE), "the job did not run"


def name_of(guru_id: str) -> str:
    db.session.rollback()
    return str(db.session.scalar(select(Guru.name).where(Guru.id == guru_id)))


def test_outside_an_act_a_job_is_asked_for_at_once(app: Flask) -> None:
    later(write_down, "satu")
    assert _done == ["satu"]


def test_inside_an_act_a_job_waits_for_the_commit(app: Flask, cast: Cast) -> None:
    seen: list[list[Any]] = []

    def ask() -> None:
        later(write_down, "dua")
        seen.append(list(_done))

    change_name(SYSTEM, INSTALLATION, cast.peserta, "Ai", ask)
    assert seen == [[]]
    assert _done == ["dua"]


def test_an_act_that_fails_asks_for_nothing(app: Flask, cast: Cast) -> None:
    def ask_and_fail() -> None:
        later(write_down, "tiga")
        raise Invalid

    with pytest.raises(Invalid):
        change_name(SYSTEM, INSTALLATION, cast.peserta, "Ai", ask_and_fail)
    assert _done == []


def test_what_follows_a_commit_may_fail_without_undoing_it(
    app: Flask, cast: Cast, caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> None:
        raise RuntimeError("the queue is full")

    change_name(SYSTEM, INSTALLATION, cast.peserta, "Ai Baru", lambda: after_commit(fail))
    assert name_of("peserta") == "Ai Baru"
    assert "the queue is full" in caplog.text


def test_rows_do_not_travel(app: Flask, cast: Cast) -> None:
    with pytest.raises(TypeError, match="takes ids"):
        later(write_down, cast.peserta)  # type: ignore[arg-type]


def test_only_a_job_is_run_later(app: Flask) -> None:
    with pytest.raises(ValueError, match="is not a job"):
        later(finished)


def test_the_worker_does_what_an_act_asked_for_in_a_thread_and_session_of_its_own(
    app: Flask, cast: Cast, work: Callable[[], Worker]
) -> None:
    work()
    change_name(SYSTEM, INSTALLATION, cast.ketua, "Yuyun", lambda: later(rename, "peserta", "Ai dari antrean"))
    finished()
    assert name_of("peserta") == "Ai dari antrean"
    assert name_of("ketua") == "Yuyun"


def test_what_no_act_has_committed_is_gone_with_the_job(app: Flask, cast: Cast, work: Callable[[], Worker]) -> None:
    before = cast.peserta.name
    db.session.rollback()
    worker = work()
    later(change_without_an_act, "peserta")
    finished()
    worker.stop(graceful=True)
    assert name_of("peserta") == before


def test_a_job_that_fails_is_logged_and_the_next_one_runs(
    app: Flask, work: Callable[[], Worker], caplog: pytest.LogCaptureFixture
) -> None:
    work()
    with caplog.at_level(logging.ERROR):
        later(stumble, "batu")
        later(finish, "sesudahnya")
        finished()
    assert "tests.kernel.test_jobs.stumble failed" in caplog.text
    assert "stumbled over batu" in caplog.text
    assert _done[0][0] == "sesudahnya"
    assert _done[0][1] == "Worker-1"


def test_a_patient_job_that_fails_waits_in_the_queue_for_another_try(app: Flask, work: Callable[[], Worker]) -> None:
    worker = work()
    later(stumble_patiently, "x")
    later(finish, "sesudahnya")
    finished()
    worker.stop(graceful=True)
    (waiting,) = app.extensions["jobs"].scheduled()
    assert waiting.args == ["tests.kernel.test_jobs.stumble_patiently", ["x"]]
    assert waiting.retries == 2


def test_what_was_in_the_queue_outlives_the_worker(app: Flask, work: Callable[[], Worker]) -> None:
    work().stop(graceful=True)
    later(finish, "menunggu")
    jobs.init_app(app)  # as a new process does
    work()
    finished()
    assert _done[0][0] == "menunggu"


def test_what_a_killed_worker_left_half_done_is_taken_up_when_the_next_one_starts(
    app: Flask, work: Callable[[], Worker]
) -> None:
    @on_start
    def resume() -> None:
        later(finish, "lanjutkan")

    work()
    finished()
    assert _done[0][0] == "lanjutkan"


def test_a_package_that_cannot_tell_what_to_resume_does_not_stop_the_others(
    app: Flask, work: Callable[[], Worker], caplog: pytest.LogCaptureFixture
) -> None:
    @on_start
    def broken() -> None:
        raise RuntimeError("no such table")

    @on_start
    def resume() -> None:
        later(finish, "tetap jalan")

    work()
    finished()
    assert "no such table" in caplog.text


def test_nothing_in_the_queue_is_more_than_text(app: Flask, work: Callable[[], Worker]) -> None:
    later(write_down, "impor")
    (raw,) = app.extensions["jobs"].storage.enqueued_items()
    assert b'["tests.kernel.test_jobs.write_down", ["impor"]]' in bytes(raw)


def test_what_two_hundred_ask_for_within_a_moment_is_done_at_once_and_once_more_for_all_of_them(queued: Flask) -> None:
    queue = jobs._queue(queued)
    for _ in range(200):
        later_spaced(finish, "hitung", every=60)
    assert (len(queue.pending()), [bool(task.eta) for task in queue.pending()]) == (2, [False, True])
    later_spaced(finish, "hitung yang lain", every=60)
    assert len(queue.pending()) == 3


def test_what_waits_its_turn_outlives_a_restart(queued: Flask, work: Callable[[], Worker]) -> None:
    later_spaced(write_down, "berulang", every=1)
    later_spaced(finish, "lain", every=1)
    later_spaced(write_down, "berulang", every=1)
    jobs.init_app(queued)  # as another process would begin with it
    work()
    finished()
    until = time.monotonic() + PATIENCE
    while _done.count("berulang") < 2:
        assert time.monotonic() < until, _done
        time.sleep(0.05)

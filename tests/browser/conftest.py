"""Real Chromium, real gunicorn: an empty installation or the sample gugus, and a phone for each person."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests import chromium
from tests.browser.phone import PATIENCE, Phone
from tests.browser.times import at
from tests.installation import Installation, running

# The sample is told at five past eight, so that one of its pertemuan has just begun.
SAMPLE_MORNING = at(11, 21, 8, 5)
Phones = Callable[..., Phone]

expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        options = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=options)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def empty_kept(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """An installation that has just been migrated, to be copied."""
    kept = Installation(tmp_path_factory.mktemp("kept") / "empty", SAMPLE_MORNING)
    kept.flask("db", "upgrade")
    return kept


@pytest.fixture(scope="session")
def sample_kept(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """An installation with the sample gugus, to be copied."""
    kept = Installation(tmp_path_factory.mktemp("kept") / "sample", SAMPLE_MORNING)
    kept.flask("siap", sample=True)
    return kept


@pytest.fixture
def empty(empty_kept: Installation, tmp_path: Path) -> Iterator[Installation]:
    """A server of an empty installation."""
    with running(empty_kept.copy_to(tmp_path / "empty", SAMPLE_MORNING)) as server:
        yield server


@pytest.fixture(scope="module")
def sample(sample_kept: Installation, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """A server of the sample gugus, for the journeys of one file."""
    folder = tmp_path_factory.mktemp("sample") / "instance"
    with running(sample_kept.copy_to(folder, SAMPLE_MORNING)) as server:
        yield server


@pytest.fixture
def phone(browser: Browser) -> Iterator[Phones]:
    """`phone(server)`: a phone of its own; afterwards none may have met an error of ours."""
    phones: list[Phone] = []

    def hand_out(server: Installation, **options: bool) -> Phone:
        phones.append(Phone(browser, server.address, **options))
        return phones[-1]

    yield hand_out
    faults = [fault for each in phones for fault in each.faults]
    for each in phones:
        each.close()
    assert not faults, "\n".join(faults)

"""One deployment for all stories here; whatever a story broke is mended before the next."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest

from tests.deploy.deployment import Deployment, deployed
from tests.deploy.returning import Returning
from tests.discussion.listener import Listener, sign_in
from tests.people import PASSWORD

People = Callable[..., Returning]
Anyone = TypeVar("Anyone", bound=Listener)


@pytest.fixture(scope="package")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deployment]:
    with deployed(Path(tmp_path_factory.mktemp("deploy"))) as made:
        yield made


@pytest.fixture
def deployment(standing: Deployment) -> Iterator[Deployment]:
    """Everything serves when a story begins."""
    yield standing
    standing.database.start()
    for part in standing.parts:
        if not part.runs:
            part.start()


@pytest.fixture
def cookies(standing: Deployment) -> Callable[[str], str]:
    """The session of a person, opened once."""
    kept: dict[str, str] = {}

    def cookie_of(name: str) -> str:
        if name not in kept:
            kept[name] = sign_in(standing.address, name, PASSWORD)
        return kept[name]

    return cookie_of


@pytest.fixture
def person(deployment: Deployment, cookies: Callable[[str], str]) -> Iterator[People]:
    """`person("ketua")`: a program of theirs that comes back by itself, connected through nginx, or `at` a process."""
    made: list[Returning] = []

    def connected(name: str, *, at: str = "", **how: tuple[str, ...]) -> Returning:
        one = Returning(at or deployment.address, cookies(name), deployment.room_id, **how)
        one.query = f"?klien={name}-{len(made)}"
        made.append(one)
        one.connect()
        one.wait_until_joined()
        return one

    yield connected
    for each in made:
        each.close()

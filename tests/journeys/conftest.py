"""A real server process with the sample gugus, on either database."""

import os
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import datetime

import pytest

from community.kernel.clock import zone
from tests import postgres
from tests.installation import Installation, running

# Five minutes after a pertemuan of the sample has begun.
MORNING = datetime(2026, 11, 21, 8, 5, tzinfo=zone("Asia/Jakarta"))


@pytest.fixture(scope="module")
def sample(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, worker: str
) -> Iterator[Installation]:
    with ExitStack() as stack:
        database = None
        if request.config.getoption("--database") == "postgresql":
            url = stack.enter_context(postgres.server())
            database = postgres.new_database(url, f"journey_{worker}_{os.getpid()}")
        folder = tmp_path_factory.mktemp("journey") / "instance"
        installation = Installation(folder, MORNING, database=database)
        installation.flask("siap", sample=True)
        yield stack.enter_context(running(installation))

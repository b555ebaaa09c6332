"""The stories here are told on a fixed day: a week before the lesson that is observed."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from community.kernel.clock import told
from tests.factories import SATURDAY

WEEK_BEFORE = SATURDAY - timedelta(days=7)


@pytest.fixture(autouse=True)
def a_week_before() -> Iterator[None]:
    """Sabtu, 14 November 2026 pukul 08.00 WIB."""
    with told(WEEK_BEFORE):
        yield

"""Sessions that stories begin with: a pertemuan with an agenda and a call, a program that speaks the protocol."""

from collections.abc import Callable

import pytest
from flask import Flask

from community.accounts.models import Guru
from community.discussion.models import Room
from community.kernel.database import end_transaction
from tests.discussion.test_sockets import Client

AGENDA = "- 08.00-08.15 Pembukaan\n- 08.15-09.00 Membedah capaian\n- Menulis modul (60 menit)"


@pytest.fixture
def client(app: Flask) -> Callable[[Guru | None], Client]:
    return lambda person: Client(app, person)


@pytest.fixture
def planned(room: Room) -> Room:
    """The room of a pertemuan whose agenda has three items, and whose call is at Google Meet."""
    assert room.pertemuan is not None
    room.pertemuan.agenda, room.pertemuan.link = AGENDA, "https://meet.google.com/abc-defg-hij"
    end_transaction(keep=True)
    return room

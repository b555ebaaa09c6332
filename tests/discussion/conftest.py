"""Rooms that stories begin with: one at a pertemuan, one about a topic, and what was said in them."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from community.accounts.models import Guru
from community.discussion.live import stays
from community.discussion.live.presence import present
from community.discussion.live.roster import roster
from community.discussion.models import Message, Room
from community.discussion.rules.words import written
from community.discussion.services import open_room, send_message, start_topic
from community.gugus.models import Anggota
from community.kernel import clock
from community.kernel.clock import now
from community.kernel.database import db, end_transaction
from community.kernel.ids import new_id
from community.lokakarya.models import Pertemuan
from tests.factories import SATURDAY, make_paket, make_pertemuan
from tests.people import GUGUS, Cast

Say = Callable[..., Message]


@pytest.fixture(autouse=True)
def everyone_goes_home() -> Iterator[None]:
    """Who was connected in one story is not in the next."""
    yield
    roster.empty()
    present.empty()
    stays.forget()


@pytest.fixture
def pertemuan(app: Flask) -> Iterator[Pertemuan]:
    with clock.told(SATURDAY + timedelta(minutes=2)):
        yield make_pertemuan(make_paket())


@pytest.fixture
def room(pertemuan: Pertemuan, cast: Cast) -> Room:
    """The room of a pertemuan of KKG Banjarwangi."""
    return open_room(cast.peserta, pertemuan)


@pytest.fixture
def topic(pertemuan: Pertemuan, cast: Cast) -> Room:
    """A topic that Ai began."""
    return start_topic(cast.peserta, cast.gugus, topic="Alat peraga pecahan", form_key=new_id())


@pytest.fixture
def say(room: Room, cast: Cast) -> Say:
    """`say("Isi", by="ketua")`: a message that was sent to the room of the pertemuan, or `to` another."""

    def make(text: str = "Saya punya.", *, by: str = "peserta", to: Room | None = None, **more: Any) -> Message:
        end_transaction(keep=False)
        sent = send_message(
            getattr(cast, by),
            to or room,
            words=written(text, with_files=bool(more.get("uploads"))),
            klien_id=more.pop("klien_id", new_id()),
            **more,
        )
        return sent.message

    return make


@pytest.fixture
def former(room: Room, cast: Cast) -> Guru:
    """Imas Solihin, who has left the gugus."""
    for row in db.session.query(Anggota).filter_by(gugus_id=GUGUS, guru_id="peserta3"):
        row.left_at, row.left_by_id = now(), "peserta3"
    end_transaction(keep=True)
    return cast.peserta3

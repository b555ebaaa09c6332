"""Talk is found by who reads it, in stretches, and what was taken away is not found."""

from collections.abc import Callable
from typing import Any

import pytest

from community.discussion.jobs import index_rooms
from community.discussion.models import Room, RoomIndexed
from community.discussion.queries.search import STRETCH, documents, everything, grown_rooms
from community.discussion.services import delete_message
from community.gugus.services import report
from community.kernel.database import db, end_transaction
from community.kernel.search import find
from tests.discussion.conftest import Say
from tests.people import Cast


@pytest.fixture
def found(app: Any) -> Callable[..., list[str]]:
    """`found(cast.ketua, "timbangan")`: the addresses of what a search for it gives."""

    def look(guru: Any, words: str) -> list[str]:
        end_transaction(keep=False)
        index_rooms()
        end_transaction(keep=False)
        return [each.link for each in find(guru, words, kind="diskusi").results]

    return look


Found = Callable[..., list[str]]


def test_what_was_said_is_found_by_who_reads_it(say: Say, cast: Cast, topic: Room, room: Room, found: Found) -> None:
    say("Timbangan dari botol bekas.")
    say("Timbangan lain lagi.", to=topic)
    assert len(found(cast.ketua, "timbangan")) == 2
    assert found(cast.pengawas, "timbangan") == [f"/diskusi/{room.id}?pesan=1#p1"]
    assert found(cast.orang_luar, "timbangan") == found(cast.operator, "timbangan") == []


def test_what_is_deleted_or_hidden_is_not_found_any_more(say: Say, cast: Cast, found: Found) -> None:
    message = say("Timbangan dari botol bekas.")
    other = say("Neraca dari kayu.", by="ketua")
    assert found(cast.ketua, "timbangan") and found(cast.peserta, "neraca")
    delete_message(cast.peserta, message)
    assert not found(cast.ketua, "timbangan") and found(cast.ketua, "neraca")
    for name in ("peserta", "peserta2", "peserta3"):
        report(getattr(cast, name), other, kind="diskusi", reason="lain", words="Tidak pantas")
    assert not found(cast.peserta, "neraca")


def test_what_changed_is_read_once_and_little_by_little(say: Say, room: Room, found: Found, cast: Cast) -> None:
    say("Satu timbangan")
    assert [each[0] for each in grown_rooms()] == [room.id]
    found(cast.ketua, "timbangan")
    assert grown_rooms() == []
    row = db.session.get_one(RoomIndexed, room.id)
    assert row.n == 1


def test_a_long_room_is_few_documents(say: Say, room: Room) -> None:
    for number in range(3):
        say(f"Pesan {number}")
    end_transaction(keep=False)
    assert everything() == [f"{room.id}.0"]
    assert len(documents(f"{room.id}.0")) == 1 and documents(f"{room.id}.1") == [] and documents("lain.x") == []
    assert STRETCH >= 50


def test_markup_is_not_what_is_found(say: Say, room: Room) -> None:
    say("**Tebal** dan [tautan](https://contoh.id)")
    (document,) = documents(f"{room.id}.0")
    assert document.text == "Tebal dan tautan"

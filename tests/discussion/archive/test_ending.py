"""After the end of a pertemuan its room is answered in for a while, then read; a topic goes on."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from community.discussion.models import Room
from community.discussion.refusals import RoomOver
from community.discussion.rules.session import notice_of
from community.discussion.rules.words import written
from community.discussion.services import (
    announce_in_room,
    edit_message,
    move_agenda,
    pin_message,
    raise_hand,
    react,
    show_exhibit,
)
from community.kernel import clock
from community.kernel.database import end_transaction
from community.lokakarya.models import Pertemuan
from tests.discussion.conftest import Say
from tests.people import Cast

Visitors = Callable[..., Any]


def days_after(pertemuan: Pertemuan, days: float) -> Any:
    return clock.told(pertemuan.ends_at + timedelta(days=days))


def test_who_could_not_come_answers_within_two_weeks_and_then_only_reads(
    pertemuan: Pertemuan, say: Say, cast: Cast
) -> None:
    message = say()
    with days_after(pertemuan, 13):
        say("Maaf baru membaca.", by="peserta2")
    with days_after(pertemuan, 15):
        with pytest.raises(RoomOver, match="hanya untuk dibaca"):
            say("Terlambat.", by="peserta2")
        with pytest.raises(RoomOver):
            say("Terlambat juga.", by="ketua")
        with pytest.raises(RoomOver):
            edit_message(cast.peserta, message, words=written("Lain"), based_on=1)


def test_nothing_is_added_to_a_room_that_is_only_read(pertemuan: Pertemuan, room: Room, say: Say, cast: Cast) -> None:
    message = say()
    notice = notice_of("Bawa laptop")
    acts: list[Callable[[], Any]] = [
        lambda: raise_hand(cast.peserta, room, on=True),
        lambda: react(cast.peserta2, message, kind="setuju"),
        lambda: pin_message(cast.ketua, message, on=True),
        lambda: announce_in_room(cast.ketua, room, words=notice, key="satu"),
        lambda: move_agenda(cast.ketua, room, to=1),
        lambda: show_exhibit(cast.ketua, room, kind="materi", about_id="x", title="Modul"),
    ]
    with days_after(pertemuan, 15):
        for act in acts:
            end_transaction(keep=False)
            with pytest.raises(RoomOver):
                act()
        end_transaction(keep=False)
        assert raise_hand(cast.peserta, room, on=False) is None


def test_the_same_message_sent_again_after_the_end_is_still_the_same(pertemuan: Pertemuan, say: Say) -> None:
    first = say("Sekali", klien_id="satu")
    with days_after(pertemuan, 30):
        assert say("Sekali", klien_id="satu").id == first.id


def test_a_topic_never_ends(pertemuan: Pertemuan, topic: Room, say: Say) -> None:
    with days_after(pertemuan, 300):
        say("Masih berlaku.", to=topic)


def test_the_room_says_that_it_is_only_read_and_shows_no_form(
    visitor: Visitors, pertemuan: Pertemuan, room: Room, say: Say, cast: Cast
) -> None:
    say()
    page = visitor(cast.peserta).visit(f"/diskusi/{room.id}")
    assert "Dapat dibalas sampai Sabtu, 5 Desember 2026" in page
    with days_after(pertemuan, 15):
        page = visitor(cast.peserta).visit(f"/diskusi/{room.id}")
    assert "Sekarang ruangnya hanya untuk dibaca." in page and 'id="kirim"' not in page.html


def test_the_gugus_says_how_long(visitor: Visitors, pertemuan: Pertemuan, room: Room, say: Say, cast: Cast) -> None:
    path = "/gugus/kkg-banjarwangi/diskusi"
    ketua = visitor(cast.ketua)
    page = ketua.visit(path)
    page = ketua.submit(page, {"reply_days": "400"}, action=f"{path}/balasan", status=422)
    assert "dari 0 sampai 365" in page
    page = ketua.submit(page, {"reply_days": "2"}, action=f"{path}/balasan")
    assert "Lama membalas tersimpan" in page
    end_transaction(keep=False)
    with days_after(pertemuan, 3), pytest.raises(RoomOver):
        say("Terlambat.")
    assert "Pengaturan ruang pertemuan" not in visitor(cast.peserta).visit(path)

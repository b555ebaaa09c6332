"""Talk is found by who reads it, in stretches, and what was taken away is not found."""

from collections.abc import Callable
from typing import Any

import pytest

from community.discussion.jobs import index_rooms
from community.discussion.models import Room, RoomIndexed
from community.discussion.queries.search import STRETCH, documents, everything, grown_rooms
from community.discussion.rules.polls import ONE, drafted
from community.discussion.services import (
    allow_nameless,
    ask_question,
    delete_message,
    hide_question,
    make_poll,
    open_poll,
    open_room,
    vote,
)
from community.gugus.models import Anggota
from community.gugus.services import add_anggota, remove_anggota, report
from community.kernel.database import db, end_transaction
from community.kernel.ids import new_id
from community.kernel.search import find
from community.lokakarya.models import Paket
from community.lokakarya.services import assign_role, edit_paket, schedule_paket
from tests.discussion.conftest import Say
from tests.factories import make_paket, make_pertemuan
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


@pytest.fixture
def finds(app: Any) -> Callable[..., list[str]]:
    """The same, without the look that comes every two minutes: what the index says after an act."""

    def look(guru: Any, words: str) -> list[str]:
        end_transaction(keep=False)
        return [each.link for each in find(guru, words, kind="diskusi").results]

    return look


@pytest.fixture
def outside(room: Room, cast: Cast) -> Callable[[str], None]:
    """`outside("narasumber")`: the role of Ujang, who is of no gugus, in the paket of the room; "" takes it back."""

    def give(role: str) -> None:
        end_transaction(keep=False)
        assign_role(cast.ketua, db.session.get_one(Paket, paket_id), guru=cast.orang_luar, role=role)

    assert room.pertemuan is not None
    paket_id = room.pertemuan.paket_id
    return give


def test_a_narasumber_finds_the_talk_while_they_have_the_role(
    say: Say, cast: Cast, outside: Callable[[str], None], found: Found, finds: Found
) -> None:
    say("Timbangan dari botol bekas.")
    assert found(cast.ketua, "timbangan") and not finds(cast.orang_luar, "timbangan")
    outside("narasumber")
    assert len(finds(cast.orang_luar, "timbangan")) == 1
    outside("")
    assert not finds(cast.orang_luar, "timbangan") and finds(cast.ketua, "timbangan")


def test_who_came_as_narasumber_joined_and_left_finds_the_talk_no_longer(
    say: Say, cast: Cast, outside: Callable[[str], None], found: Found, finds: Found
) -> None:
    outside("narasumber")
    say("Timbangan dari botol bekas.")
    assert found(cast.orang_luar, "timbangan")
    add_anggota(cast.ketua, cast.gugus, guru=cast.orang_luar)
    assert finds(cast.orang_luar, "timbangan")
    row = db.session.query(Anggota).filter_by(guru_id="orang_luar").one()
    remove_anggota(cast.ketua, row, reason="pindah gugus")
    assert not finds(cast.orang_luar, "timbangan")


def test_what_was_said_of_a_draft_is_found_by_the_anggota_once_it_is_scheduled(
    cast: Cast, say: Say, found: Found, finds: Found
) -> None:
    paket = make_paket("Menyusun soal", scheduled=False)
    say("Timbangan dari botol bekas.", by="ketua", to=open_room(cast.ketua, make_pertemuan(paket)))
    assert found(cast.ketua, "timbangan") and not finds(cast.peserta, "timbangan")
    schedule_paket(cast.ketua, paket)
    assert finds(cast.peserta, "timbangan") and finds(cast.pengawas, "timbangan")


def test_talk_is_found_under_the_theme_that_its_paket_has_now(say: Say, cast: Cast, room: Room, found: Found) -> None:
    say("Timbangan dari botol bekas.")
    found(cast.ketua, "timbangan")
    assert room.pertemuan is not None
    edit_paket(cast.ketua, room.pertemuan.paket, theme="Mengukur berat", jenis="silabus_rpp")
    end_transaction(keep=False)
    (result,) = find(cast.peserta, "timbangan", kind="diskusi").results
    assert result.title == "Mengukur berat"


def test_polls_and_questions_are_found_by_who_reads_the_room(room: Room, cast: Cast, found: Found) -> None:
    draft = drafted(kind=ONE, question="Neraca mana yang dipakai?", options="Kayu sengon\nLogam", anonymous=False)
    waits = make_poll(cast.ketua, room, draft=draft, form_key=new_id())
    assert not found(cast.ketua, "neraca")
    open_poll(cast.ketua, waits)
    vote(cast.peserta2, waits, chosen=[waits.options[0].id])
    assert found(cast.peserta, "neraca") == found(cast.pengawas, "sengon") == [f"{room.link}/jajak"]
    ask_question(cast.peserta, room, text="Kapan timbangan dikumpulkan?", form_key=new_id())
    assert found(cast.ketua, "timbangan") == [f"{room.link}/tanya"] and not found(cast.orang_luar, "timbangan")
    assert not found(cast.ketua, "ida maryani") and not found(cast.ketua, "ai setiawan")
    assert {f"{room.id}.jajak", f"{room.id}.tanya"} <= set(everything())


def test_a_question_that_is_hidden_is_not_found_from_then_on(
    room: Room, cast: Cast, found: Found, finds: Found
) -> None:
    allow_nameless(cast.ketua, room, on=True)
    rude = ask_question(cast.peserta, room, text="Timbangan siapa?", form_key=new_id(), nameless=True)
    other = ask_question(cast.peserta2, room, text="Neraca siapa?", form_key=new_id())
    assert found(cast.ketua, "timbangan") and finds(cast.ketua, "neraca")
    hide_question(cast.ketua, rude, reason="Tidak pantas")
    assert not finds(cast.ketua, "timbangan") and finds(cast.ketua, "neraca")
    for name in ("peserta", "peserta3", "bendahara"):
        report(getattr(cast, name), other, kind="pertanyaan", reason="lain", words="Tidak pantas")
    assert not finds(cast.ketua, "neraca")

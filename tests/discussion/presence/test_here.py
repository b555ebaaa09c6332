""" "Masih di sini?": asked by who leads the talk, answered with one tap, never counted as absence."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from community.accounts.models import Guru
from community.discussion.live import stays
from community.discussion.models import HereAnswer, HereCall, Room
from community.discussion.queries.presence import traces_at
from community.discussion.refusals import CallOver
from community.discussion.rules.presence import CALL_DEFAULT
from community.discussion.services.presence import answer_here, ask_here
from community.kernel import clock
from community.kernel.clock import now
from community.kernel.database import db, end_transaction
from community.kernel.errors import Invalid, NotAllowed
from community.lokakarya.models import Pertemuan
from tests.discussion.test_sockets import Client
from tests.people import Cast

Clients = Callable[[Guru | None], Client]
Visitors = Callable[..., Any]


@pytest.fixture
def client(app: Flask) -> Clients:
    stays.forget()
    return lambda person: Client(app, person)


def asked(room: Room, by: Guru, seconds: int = CALL_DEFAULT) -> HereCall:
    end_transaction(keep=False)
    return ask_here(by, room, seconds=seconds)


def test_everyone_in_the_room_sees_the_button_and_the_answer_is_kept_once(
    client: Clients, room: Room, cast: Cast
) -> None:
    ai, ketua = client(cast.peserta), client(cast.ketua)
    ai.ask("join", ruang=room.id, bentuk="potongan")
    call = ketua.ask("call", ruang=room.id)
    assert call["ok"]
    (heard,) = ai.heard("perubahan")
    assert "Saya masih di sini" in heard["bagian"]["masih"] and "Ai Setiawan" not in heard["bagian"]["masih"]
    for _ in range(2):
        assert ai.ask("here", ruang=room.id, panggilan=call["panggilan"]) == {"ok": True}
    assert db.session.query(HereAnswer).count() == 1


def test_a_program_is_told_the_id_and_until_when(client: Clients, room: Room, cast: Cast) -> None:
    ai, ketua = client(cast.peserta), client(cast.ketua)
    ai.ask("join", ruang=room.id)
    call = ketua.ask("call", ruang=room.id, detik=60)
    (heard,) = ai.heard("perubahan")
    assert heard["jenis"] == "masih"
    assert heard["isi"] == {"panggilan": call["panggilan"], "sampai": (now() + timedelta(seconds=60)).isoformat()}


def test_while_one_stands_no_second_is_asked(room: Room, cast: Cast) -> None:
    assert asked(room, cast.ketua).id == asked(room, cast.sekretaris).id


def test_who_does_not_lead_the_talk_does_not_ask(room: Room, cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        asked(room, cast.peserta)
    with pytest.raises(Invalid):
        asked(room, cast.ketua, seconds=7)


def test_after_its_time_an_answer_is_refused_kindly(room: Room, cast: Cast) -> None:
    call = asked(room, cast.ketua)
    with clock.told(now() + timedelta(seconds=CALL_DEFAULT + 1)), pytest.raises(CallOver, match="tidak dihitung"):
        answer_here(cast.peserta, call)


def test_without_javascript_the_button_is_a_form(visitor: Visitors, room: Room, cast: Cast) -> None:
    path = f"/diskusi/{room.id}"
    ketua = visitor(cast.ketua)
    page = ketua.visit(path)
    page = ketua.submit(page, {"detik": "120"}, action=f"{path}/masih-di-sini")
    assert "tampil untuk semua" in page
    ai = visitor(cast.peserta)
    page = ai.visit(path)
    assert "Masih di sini?" in page
    call = db.session.query(HereCall).one()
    page = ai.submit(page, {"panggilan": call.id}, action=f"{path}/masih-di-sini/jawaban")
    assert "jawaban Anda tercatat" in page and "Anda sudah menjawab" in page


def test_a_stranger_cannot_answer_in_a_room_that_is_not_theirs(
    client: Clients, room: Room, topic: Room, cast: Cast
) -> None:
    call = asked(room, cast.ketua)
    outsider, ai = client(cast.orang_luar), client(cast.peserta)
    assert outsider.ask("here", ruang=room.id, panggilan=call.id)["code"] == "tidak_ditemukan"
    assert ai.ask("here", ruang=topic.id, panggilan=call.id)["code"] == "tidak_ditemukan"


def test_only_what_was_asked_while_someone_was_there_was_asked_of_them(
    client: Clients, room: Room, pertemuan: Pertemuan, cast: Cast
) -> None:
    ai = client(cast.peserta)
    start = pertemuan.starts_at
    with clock.told(start):
        first = asked(room, cast.ketua)
    with clock.told(start + timedelta(minutes=10)):
        ai.ask("join", ruang=room.id)
    for minute in (20, 40):
        with clock.told(start + timedelta(minutes=minute)):
            last = asked(room, cast.ketua)
    with clock.told(start + timedelta(minutes=41)):
        answer_here(cast.peserta, last)
        ai.ask("leave", ruang=room.id)
    end_transaction(keep=False)
    trace = traces_at(pertemuan)["peserta"]
    assert (trace.answered, trace.asked) == (1, 2) and first.id != last.id

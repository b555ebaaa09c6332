""" "Masih di sini?": asked by who leads the talk, answered with one tap, never counted as absence."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from community.accounts.models import Guru
from community.discussion.jobs import look_after_presence
from community.discussion.live import stays
from community.discussion.models import HereAnswer, HereCall, HerePlan, Room
from community.discussion.queries.presence import traces_at
from community.discussion.refusals import CallOver, RoomOver
from community.discussion.rules.presence import CALL_DEFAULT
from community.discussion.services.here import answer_here, ask_here, plan_here
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


def planned(room: Room, by: Guru) -> HerePlan:
    end_transaction(keep=False)
    return plan_here(by, room, seconds=CALL_DEFAULT)


def job_looks() -> None:
    end_transaction(keep=False)
    look_after_presence()
    end_transaction(keep=False)


def test_one_at_a_random_moment_comes_within_ten_minutes_and_its_moment_is_shown_to_nobody(
    client: Clients, visitor: Visitors, room: Room, cast: Cast
) -> None:
    path, begin = f"/diskusi/{room.id}", now()
    ai = client(cast.peserta)
    ai.ask("join", ruang=room.id, bentuk="potongan")
    ketua = visitor(cast.ketua)
    page = ketua.visit(path)
    page = ketua.submit(page, {"detik": "60", "kapan": "acak"}, action=f"{path}/masih-di-sini")
    assert "pada saat acak dalam 10 menit ke depan" in page and "sudah direncanakan" in page
    job_looks()
    assert ai.heard("perubahan") == [] and "Saya masih di sini" not in visitor(cast.peserta).visit(path)
    heard: list[dict[str, Any]] = []
    for minute in range(1, 10):
        with clock.told(begin + timedelta(minutes=minute)):
            job_looks()
            if news := ai.heard("perubahan"):
                heard += news
                (call,) = db.session.query(HereCall).all()
                assert call.until_at == now() + timedelta(seconds=60)  # however late the job was
    (one,) = heard
    assert "Saya masih di sini" in one["bagian"]["masih"]
    with clock.told(begin + timedelta(minutes=9)):
        assert "sudah direncanakan" not in ketua.visit(path)
        job_looks()
        assert db.session.query(HereCall).count() == 1


def test_the_moment_differs_from_one_to_the_next(room: Room, cast: Cast) -> None:
    waits = set()
    for number in range(8):
        with clock.told(now() + timedelta(hours=number)):
            plan = planned(room, cast.ketua)
            waits.add(plan.due_at - plan.at)
            assert planned(room, cast.sekretaris).id == plan.id  # one at a time
        with clock.told(plan.due_at):
            job_looks()
    assert len(waits) > 1
    assert all(timedelta(seconds=20) <= each < timedelta(minutes=8) for each in waits)


def test_in_a_room_that_is_over_nothing_is_asked_and_nothing_planned(room: Room, cast: Cast) -> None:
    with clock.told(now() + timedelta(days=100)):
        for ask in (asked, planned):
            with pytest.raises(RoomOver):
                ask(room, cast.ketua)
    with pytest.raises(NotAllowed):
        planned(room, cast.peserta)


def test_one_whose_moment_went_by_while_nothing_ran_is_not_asked_late(room: Room, cast: Cast) -> None:
    plan = planned(room, cast.ketua)
    with clock.told(plan.due_at + timedelta(hours=1)):
        job_looks()
        assert db.session.query(HereCall).count() == 0
        assert planned(room, cast.ketua).id != plan.id


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

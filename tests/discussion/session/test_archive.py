"""What remains of a session: the agenda with its times, what was announced, who spoke in which order."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from typing import Any

from sqlalchemy import select

from community.discussion.models import Room, RoomEvent
from community.discussion.queries.session_archive import session_export, session_section
from community.discussion.rules.kinds import COPIED
from community.discussion.rules.session import notice_of
from community.discussion.services import (
    announce_in_room,
    give_turn,
    lock_room,
    move_agenda,
    raise_hand,
    set_slow_mode,
    show_exhibit,
)
from community.kernel import clock
from community.kernel.clock import now
from community.kernel.database import db, end_transaction
from tests.discussion.test_sockets import Client
from tests.people import Cast
from tests.pictures import photo
from tests.visitor import Visitor


def test_a_session_that_did_not_take_place_leaves_nothing(planned: Room, topic: Room) -> None:
    assert session_section(planned) is None and session_section(topic) is None


def test_what_happened_is_kept_in_order(planned: Room, cast: Cast) -> None:
    start = now()

    def later(minutes: int, act: Callable[..., Any], *args: Any, **more: Any) -> Any:
        end_transaction(keep=False)
        with clock.told(start + timedelta(minutes=minutes)):
            return act(*args, **more)

    later(0, move_agenda, cast.ketua, planned, to=1)
    later(1, announce_in_room, cast.ketua, planned, words=notice_of("Selamat datang"), key="a")
    first = later(2, raise_hand, cast.peserta2, planned, on=True)
    second = later(3, raise_hand, cast.peserta, planned, on=True)
    later(4, give_turn, cast.ketua, planned, hand=second)
    later(5, give_turn, cast.ketua, planned, hand=first)
    later(6, raise_hand, cast.peserta3, planned, on=True)
    later(12, move_agenda, cast.ketua, planned, to=2)
    later(13, lock_room, cast.ketua, planned, on=True)
    later(14, set_slow_mode, cast.ketua, planned, seconds=60)
    later(15, show_exhibit, cast.sekretaris, planned, kind="materi", about_id="a", title="Modul pecahan")

    section = session_section(planned)
    assert section is not None and section.key == "sesi"
    tables = {each.title: each.rows for each in section.tables}
    assert [row[:2] for row in tables["Agenda"]] == [("Pembukaan", 15), ("Membedah capaian", 45)]
    assert tables["Agenda"][0][2:] == (start, start + timedelta(minutes=12)) and tables["Agenda"][1][3] is None
    assert tables["Pengumuman"][0][1:3] == ("Yuyun Sutisna, M.Pd.", "Selamat datang")
    spoke = [row[0] for row in tables["Urutan bicara"]]
    assert spoke == ["Ai Setiawan, S.Pd.", "Ida Maryani", "Imas Solihin, S.Pd."]
    assert [row[0] for row in tables["Ruang dikunci dan mode lambat"]] == ["Dikunci", "Mode lambat, 1 menit"]
    assert tables["Bahan yang ditampilkan"][0][0] == "Modul pecahan"
    assert all(len(row) == len(each.head) for each in section.tables for row in each.rows)


def test_ones_own_part_is_in_the_export_of_ones_own_data(planned: Room, cast: Cast) -> None:
    raise_hand(cast.peserta, planned, on=True)
    end_transaction(keep=False)
    announce_in_room(cast.ketua, planned, words=notice_of("Istirahat"), key="a")
    assert len(session_export(cast.peserta)["angkat_tangan"]) == 1 and not session_export(cast.peserta)["pengumuman"]
    assert session_export(cast.ketua)["pengumuman"][0]["teks"] == "Istirahat"


def test_the_preview_of_a_photo_reaches_those_in_the_room_by_itself(
    visitor: Callable[..., Visitor], client: Callable[..., Client], room: Room, cast: Cast
) -> None:
    ida = client(cast.peserta2)
    ida.ask("join", ruang=room.id, sejak=0, bentuk="potongan")
    ai = visitor(cast.peserta)
    ai.submit(ai.visit(room.link), {"text": "", "files": (BytesIO(photo()), "papan.jpg")}, action="/pesan")
    kinds = db.session.scalars(select(RoomEvent.kind).order_by(RoomEvent.n)).all()
    assert list(kinds) == ["pesan", COPIED]
    (change,) = ida.heard("perubahan")
    assert change["n"] == 2 and "/pratinjau" in change["potongan"]

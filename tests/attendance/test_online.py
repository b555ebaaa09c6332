"""Presence in the room of a pertemuan: beside the sheet, and onto it by a pengurus alone."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from community.accounts.models import Guru
from community.angka_kredit.queries.standing import Room as Standings
from community.attendance.models import Mark, OnlinePresence
from community.attendance.queries import check_in_of, sheet_of
from community.attendance.queries.online import OnlineSheet, attendance_section, online_of, online_sheet
from community.attendance.refusals import NotRecorded, OnlineNotOver, OnlineTooShort, PertemuanClosed
from community.attendance.services import (
    accept_online,
    check_in,
    count_online,
    decide_correction,
    keep_mark,
    mark_sheet,
    propose_correction,
    set_least,
)
from community.attendance.services.online import Taken
from community.discussion.models import Room
from community.discussion.services import open_room
from community.discussion.services.here import answer_here, ask_here
from community.discussion.services.presence import Begun, Ended, write_stays
from community.kernel import clock
from community.kernel.clock import now
from community.kernel.command import INSTALLATION, SYSTEM
from community.kernel.database import db, end_transaction
from community.kernel.errors import Invalid, NotAllowed
from community.kernel.ids import new_id
from community.lokakarya.models import Pertemuan
from tests.factories import SATURDAY, make_paket, make_pertemuan, pertemuan_step
from tests.people import Cast

Visitors = Callable[..., Any]
END = 180  # minutes: it lasts three hours


@pytest.fixture
def pertemuan(app: Flask) -> Iterator[Pertemuan]:
    with clock.told(SATURDAY + timedelta(minutes=END + 5)):
        yield make_pertemuan(make_paket(), mode="daring")


@pytest.fixture
def room(pertemuan: Pertemuan, cast: Cast) -> Room:
    return open_room(cast.peserta, pertemuan)


@pytest.fixture
def stays(room: Room) -> Callable[[str, float, float], None]:
    """`stays("peserta", 5, 95)`: connected from the fifth to the ninety-fifth minute."""
    process, room_id = new_id(), room.id

    def make(guru_id: str, begin: float, end: float) -> None:
        end_transaction(keep=False)
        stay = Begun(new_id(), room_id, guru_id, SATURDAY + timedelta(minutes=begin))
        ended = [Ended(stay.id, room_id, SATURDAY + timedelta(minutes=end))]
        write_stays(SYSTEM, INSTALLATION, process_id=process, begun=[stay], ended=ended)
        end_transaction(keep=False)

    return make


Stays = Callable[[str, float, float], None]


def seen(pertemuan: Pertemuan) -> OnlineSheet:
    end_transaction(keep=False)
    found = online_sheet(pertemuan, sheet_of(pertemuan))
    assert found is not None
    return found


def take(actor: Guru, pertemuan: Pertemuan, *guru_ids: str) -> Taken:
    """Accept them, as the sheet shows them now."""
    marks = {row.guru.id: row.mark for row in sheet_of(pertemuan)}
    end_transaction(keep=False)
    return accept_online(actor, pertemuan, {guru_id: marks[guru_id] for guru_id in guru_ids})


def kinds(pertemuan: Pertemuan) -> dict[str, list[str]]:
    return {kind: [each.guru.id for each in found] for kind, found in seen(pertemuan).findings.items()}


def test_who_leaves_the_room_is_counted_with_masuk_keluar_and_minutes(pertemuan: Pertemuan, stays: Stays) -> None:
    stays("peserta", -10, 60)
    stays("peserta", 62, 150)
    row = online_of(pertemuan.id, "peserta")
    assert row is not None
    assert (row.masuk_at, row.keluar_at) == (SATURDAY - timedelta(minutes=10), SATURDAY + timedelta(minutes=150))
    assert (row.minutes, row.connections) == (150, 1)  # two minutes without a line are no going away
    assert check_in_of("peserta", pertemuan.id) is None  # nothing is on the sheet by itself


def test_only_those_of_the_sheet_and_only_the_time_of_the_pertemuan(
    pertemuan: Pertemuan, stays: Stays, cast: Cast
) -> None:
    stays("pengawas", 0, 100)
    stays("ketua", -600, -60)
    stays("ketua", 200, 300)
    assert db.session.query(OnlinePresence).count() == 0


def test_the_pengurus_takes_it_for_presence_and_the_minutes_count(
    pertemuan: Pertemuan, stays: Stays, cast: Cast
) -> None:
    stays("peserta", 2, 100)
    assert kinds(pertemuan) == {"belum": ["peserta"]}
    assert Standings(pertemuan.paket).standing_of("peserta").attended == 0
    assert take(cast.sekretaris, pertemuan, "peserta").recorded == ["peserta"]
    found = check_in_of("peserta", pertemuan.id)
    assert found is not None
    assert (found.status, found.via, found.minutes) == ("hadir", "daring", 98)
    assert found.keluar_at == SATURDAY + timedelta(minutes=100)
    end_transaction(keep=False)
    standing = Standings(pertemuan.paket).standing_of("peserta")
    assert (standing.attended, standing.minutes) == (1, 98)
    assert take(cast.sekretaris, pertemuan, "peserta").recorded == []
    assert db.session.query(Mark).count() == 1
    assert kinds(pertemuan) == {}


def test_who_came_after_the_window_of_check_in_is_late_and_who_stayed_to_the_end_has_no_keluar(
    pertemuan: Pertemuan, stays: Stays, cast: Cast
) -> None:
    stays("peserta", 40, 190)
    take(cast.ketua, pertemuan, "peserta")
    found = check_in_of("peserta", pertemuan.id)
    assert found is not None and (found.status, found.keluar_at, found.minutes) == ("terlambat", None, 140)


def test_while_it_runs_nobody_is_taken_and_nobodys_minutes_are_frozen(
    visitor: Visitors, pertemuan: Pertemuan, stays: Stays, cast: Cast
) -> None:
    stays("peserta", 0, 95)
    path = f"/pertemuan/{pertemuan.id}/kehadiran"
    with clock.told(SATURDAY + timedelta(minutes=100)):
        page = visitor(cast.sekretaris).visit(path)
        assert "diterima setelah pertemuan selesai, pukul 11.00 WIB" in page and "95 menit" in page
        assert "Catat yang dicentang" not in page
        with pytest.raises(OnlineNotOver, match=r"sampai pukul 11\.00 WIB"):
            take(cast.sekretaris, pertemuan, "peserta")
    stays("peserta", 96, 180)
    take(cast.sekretaris, pertemuan, "peserta")
    end_transaction(keep=False)
    assert Standings(pertemuan.paket).standing_of("peserta").minutes == 180


def test_who_was_taken_for_less_than_the_room_says_by_now_can_be_given_the_later_minutes(
    visitor: Visitors, pertemuan: Pertemuan, stays: Stays, cast: Cast
) -> None:
    stays("peserta", 0, 100)
    stays("peserta2", 0, 100)
    take(cast.sekretaris, pertemuan, "peserta", "peserta2")
    stays("peserta", 100, 103)
    assert kinds(pertemuan) == {}  # too little to ask anybody
    stays("peserta", 110, 180)  # written late: by a process that had been without its database
    stays("peserta2", 100, 170)
    assert sorted(kinds(pertemuan)["lebih_lama"]) == ["peserta", "peserta2"]
    path = f"/pertemuan/{pertemuan.id}/kehadiran"
    sekretaris = visitor(cast.sekretaris)
    page = sekretaris.visit(path)
    assert "Di lembar: 100 menit" in page and "Catat 173 menit" in page
    keep_mark(cast.sekretaris, pertemuan, "peserta2")
    with clock.told(now() + timedelta(minutes=1)):
        take(cast.ketua, pertemuan, "peserta")
    end_transaction(keep=False)
    assert Standings(pertemuan.paket).standing_of("peserta").minutes == 173
    assert kinds(pertemuan) == {}


def test_later_minutes_come_through_a_second_pengurus_once_it_is_closed(
    pertemuan: Pertemuan, stays: Stays, cast: Cast
) -> None:
    stays("peserta", 0, 100)
    take(cast.ketua, pertemuan, "peserta")
    pertemuan_step(pertemuan, "ditutup")
    with pytest.raises(Invalid, match="Sudah tercatat hadir"):
        propose_correction(cast.ketua, pertemuan, "peserta", status="hadir", reason="Lebih lama.", online=True)
    stays("peserta", 101, 170)
    asked = propose_correction(cast.ketua, pertemuan, "peserta", status="hadir", reason="Lebih lama.", online=True)
    decide_correction(cast.sekretaris, asked, accept=True)
    found = check_in_of("peserta", pertemuan.id)
    assert found is not None and found.minutes == 170
    end_transaction(keep=False)
    assert kinds(pertemuan) == {}


def test_who_was_recorded_otherwise_since_the_page_was_opened_is_not_overwritten(
    visitor: Visitors, pertemuan: Pertemuan, stays: Stays, cast: Cast
) -> None:
    stays("peserta", 0, 120)
    stays("peserta2", 0, 120)
    path = f"/pertemuan/{pertemuan.id}/kehadiran"
    sekretaris = visitor(cast.sekretaris)
    page = sekretaris.visit(path)
    mark_sheet(cast.ketua, pertemuan, {"peserta": "izin"})  # meanwhile
    page = sekretaris.submit(page, {"guru": ["peserta", "peserta2"]}, action=f"{path}/daring")
    assert "1 orang dicatat hadir daring." in page
    assert "catatannya berubah sejak halaman ini dibuka: Ai Setiawan, S.Pd." in page
    end_transaction(keep=False)
    kept, taken = check_in_of("peserta", pertemuan.id), check_in_of("peserta2", pertemuan.id)
    assert kept is not None and kept.status == "izin" and taken is not None and taken.via == "daring"


def test_counting_again_writes_only_of_whom_something_has_changed(pertemuan: Pertemuan, stays: Stays) -> None:
    stays("peserta", 0, 100)
    stays("peserta2", 0, 100)
    counted = now()
    with clock.told(now() + timedelta(minutes=1)):
        stays("peserta", 110, 120)
    at = {row.guru_id: row.at for row in db.session.query(OnlinePresence)}
    assert at["peserta2"] == counted < at["peserta"]


def test_what_was_asked_on_the_day_it_was_moved_from_is_not_asked_of_those_who_came(
    pertemuan: Pertemuan, room: Room, stays: Stays, cast: Cast
) -> None:
    with clock.told(SATURDAY - timedelta(days=7)):
        answer_here(cast.peserta, ask_here(cast.ketua, room, seconds=60))
    stays("peserta", 0, 120)
    assert seen(pertemuan).by_guru["peserta"].asked == 0


def test_a_short_stay_is_shown_with_its_minutes_and_cannot_be_accepted(
    pertemuan: Pertemuan, stays: Stays, cast: Cast
) -> None:
    stays("peserta", 0, 30)
    assert kinds(pertemuan) == {"singkat": ["peserta"]}
    with pytest.raises(OnlineTooShort, match="90 menit"):
        take(cast.ketua, pertemuan, "peserta")
    set_least(cast.ketua, pertemuan, minutes=30)
    assert kinds(pertemuan) == {"belum": ["peserta"]}
    with pytest.raises(Invalid):
        set_least(cast.ketua, pertemuan, minutes=END + 1)


def test_absent_on_the_sheet_and_long_in_the_room_is_for_the_sekretaris_to_settle(
    pertemuan: Pertemuan, stays: Stays, cast: Cast
) -> None:
    mark_sheet(cast.ketua, pertemuan, {"peserta": "izin", "peserta2": "tanpa_keterangan"})
    stays("peserta", 0, 120)
    stays("peserta2", 0, 130)
    assert kinds(pertemuan) == {"absen": ["peserta", "peserta2"]}
    keep_mark(cast.sekretaris, pertemuan, "peserta")
    take(cast.sekretaris, pertemuan, "peserta2")
    assert kinds(pertemuan) == {}
    end_transaction(keep=False)
    first = check_in_of("peserta", pertemuan.id)
    assert first is not None and first.status == "izin"
    said = [mark.reason for mark in db.session.query(Mark).filter_by(guru_id="peserta").order_by(Mark.at, Mark.id)]
    assert any("Tetap izin" in each and "120 menit" in each for each in said)
    marks = [mark.status for mark in db.session.query(Mark).filter_by(guru_id="peserta2")]
    assert sorted(marks) == ["hadir", "tanpa_keterangan"]  # what was recorded before stays


def test_what_was_settled_is_asked_anew_once_the_sheet_says_something_else(
    pertemuan: Pertemuan, stays: Stays, cast: Cast
) -> None:
    mark_sheet(cast.ketua, pertemuan, {"peserta": "izin"})
    stays("peserta", 0, 120)
    keep_mark(cast.ketua, pertemuan, "peserta")
    with clock.told(now() + timedelta(minutes=1)):
        mark_sheet(cast.ketua, pertemuan, {"peserta": "sakit"})
        assert kinds(pertemuan) == {"absen": ["peserta"]}


def test_present_on_the_sheet_and_never_in_the_room_where_the_others_were(
    pertemuan: Pertemuan, stays: Stays, cast: Cast
) -> None:
    mark_sheet(cast.ketua, pertemuan, {"peserta": "hadir"})
    stays("peserta2", 0, 30)
    assert "tidak_terlihat" not in kinds(pertemuan)  # they met in a video call
    stays("ketua", 0, 120)
    assert kinds(pertemuan)["tidak_terlihat"] == ["peserta"]
    keep_mark(cast.sekretaris, pertemuan, "peserta")
    assert "tidak_terlihat" not in kinds(pertemuan)


def test_two_ways_at_once_are_shown_where_some_came_and_some_stayed_at_home(
    pertemuan: Pertemuan, stays: Stays, cast: Cast
) -> None:
    pertemuan.mode = "bauran"
    end_transaction(keep=True)
    with clock.told(SATURDAY):
        check_in(cast.peserta, pertemuan, via="qr")
    stays("peserta", 0, 120)
    assert kinds(pertemuan) == {"dua_cara": ["peserta"]}
    take(cast.ketua, pertemuan, "peserta")
    assert kinds(pertemuan) == {}
    with pytest.raises(NotRecorded):
        keep_mark(cast.ketua, pertemuan, "peserta2")


def test_after_closing_a_second_pengurus_decides_and_the_minutes_of_the_room_are_kept(
    pertemuan: Pertemuan, stays: Stays, cast: Cast
) -> None:
    mark_sheet(cast.ketua, pertemuan, {"peserta": "tanpa_keterangan"})
    stays("peserta", 0, 120)
    pertemuan_step(pertemuan, "ditutup")
    with pytest.raises(PertemuanClosed):
        take(cast.ketua, pertemuan, "peserta")
    asked = propose_correction(
        cast.ketua, pertemuan, "peserta", status="hadir", reason="Ada di ruang daring.", online=True
    )
    decide_correction(cast.sekretaris, asked, accept=True)
    found = check_in_of("peserta", pertemuan.id)
    assert found is not None and (found.status, found.via, found.minutes) == ("hadir", "koreksi", 120)


def test_a_member_accepts_nobody(pertemuan: Pertemuan, stays: Stays, cast: Cast) -> None:
    stays("peserta", 0, 120)
    for act in (
        lambda: take(cast.peserta, pertemuan, "peserta"),
        lambda: keep_mark(cast.peserta, pertemuan, "peserta"),
        lambda: set_least(cast.peserta, pertemuan, minutes=1),
        lambda: count_online(cast.peserta, pertemuan),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_an_answer_without_a_connection_is_shown_and_no_answer_is_never_absence(
    pertemuan: Pertemuan, room: Room, stays: Stays, cast: Cast
) -> None:
    with clock.told(SATURDAY + timedelta(minutes=30)):
        call = ask_here(cast.ketua, room, seconds=60)
        answer_here(cast.peserta, call)  # by a plain form: without a script there is no connection
    stays("peserta2", 0, 120)
    count_online(SYSTEM, pertemuan)
    found = seen(pertemuan)
    assert found.by_guru["peserta"].said("Asia/Jakarta") == "menjawab 1 dari 1"
    assert found.by_guru["peserta2"].said("Asia/Jakarta").endswith("120 menit, menjawab 0 dari 1")
    assert kinds(pertemuan) == {"belum": ["peserta2"]}


def test_the_daftar_hadir_of_the_archive_names_who_was_there_and_says_nothing_of_the_others(
    pertemuan: Pertemuan, room: Room, cast: Cast
) -> None:
    mark_sheet(cast.ketua, pertemuan, {"peserta": "hadir", "peserta2": "sakit"})
    section = attendance_section(room)
    assert section is not None
    assert [row[0] for row in section.tables[0].rows] == ["Ai Setiawan, S.Pd."]


def test_the_sheet_shows_the_room_and_the_sekretaris_takes_it_with_one_tap(
    visitor: Visitors, pertemuan: Pertemuan, stays: Stays, cast: Cast
) -> None:
    mark_sheet(cast.ketua, pertemuan, {"peserta2": "izin"})
    stays("peserta", 2, 100)
    stays("peserta2", 0, 120)
    stays("peserta3", 0, 12)
    path = f"/pertemuan/{pertemuan.id}/kehadiran"
    sekretaris = visitor(cast.sekretaris)
    page = sekretaris.visit(path)
    assert "08.02–09.40 WIB, 98 menit" in page and "belum tentu memperhatikan" in page
    assert "Di lembar: izin" in page and "kurang dari 90 menit" in page
    token = page.form(f"{path}/daring/batas").find(".//input[@name='csrf_token']").get("value")
    page = sekretaris.post(f"{path}/daring", {"csrf_token": token}, status=422)
    assert "Centang sedikitnya satu orang." in page
    page = sekretaris.post(f"{path}/daring", {"csrf_token": token, "guru": "peserta", "was-peserta": ""})
    assert "1 orang dicatat hadir daring." in page
    page = sekretaris.submit(page, action=f"{path}/daring/peserta2/tetap")
    assert "Lembar dan ruang tidak sama" not in page
    page = sekretaris.submit(page, {"least": "banyak"}, action=f"{path}/daring/batas", status=422)
    page = sekretaris.submit(page, {"least": "10"}, action=f"{path}/daring/batas")
    assert "Imas Solihin" in page and "Ditetapkan Dadang Gunawan" in page
    assert "ruang daring" in visitor(cast.sekretaris).visit(f"{path}/peserta")
    assert "98 menit" not in visitor(cast.peserta).visit(f"/pertemuan/{pertemuan.id}")


def test_someone_reads_their_own_minutes_before_anybody_has_decided(
    visitor: Visitors, pertemuan: Pertemuan, stays: Stays, cast: Cast
) -> None:
    stays("peserta", 2, 100)
    page = visitor(cast.peserta).visit(f"/pertemuan/{pertemuan.id}")
    assert "98 menit. Dihitung hadir bila pengurus menerimanya." in page


def test_a_sheet_of_many_asks_no_more_of_the_database_than_one_of_few(
    pertemuan: Pertemuan, stays: Stays, queries: Callable[[Callable[[], Any]], int]
) -> None:
    stays("peserta", 0, 100)

    def read() -> None:
        end_transaction(keep=False)
        db.session.expunge_all()
        again = db.session.get_one(Pertemuan, pertemuan_id)
        online_sheet(again, sheet_of(again))

    pertemuan_id = pertemuan.id
    few = queries(read)
    for name in ("peserta2", "peserta3", "ketua", "sekretaris", "bendahara"):
        stays(name, 0, 100)
        stays(name, 110, 120)
    assert queries(read) == few

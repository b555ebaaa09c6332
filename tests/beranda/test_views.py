"""The front page: what this is for a stranger, what comes next and what waits for who is signed in."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from community.attendance.services import check_in
from community.kernel import clock
from community.kernel.database import end_transaction
from tests.factories import SATURDAY, make_paket, make_pertemuan
from tests.people import Cast
from tests.telling import told

Visit = Callable[..., Any]


def test_a_stranger_reads_what_this_is_and_where_the_door_is(visit: Visit) -> None:
    page = visit("/")
    assert "Dari pertemuan gugus ke catatan guru" in page.title
    assert "/masuk" in page.links


@pytest.mark.parametrize(("hour", "greeting"), [(0, "pagi"), (5, "siang"), (9, "sore"), (12, "malam")])
def test_a_guru_is_greeted_by_the_hour_of_her_own_zone(visit: Visit, cast: Cast, hour: int, greeting: str) -> None:
    with clock.told(SATURDAY.replace(hour=hour)):
        assert visit("/", as_=cast.peserta).title.startswith(f"Selamat {greeting}, Ai Setiawan")


def test_who_has_nothing_coming_is_told_what_will_appear(visit: Visit, cast: Cast) -> None:
    assert "Belum ada yang menunggu" in visit("/", as_=cast.orang_luar)


def test_the_one_big_button_leads_to_the_code_page_while_attendance_is_open(visit: Visit, cast: Cast) -> None:
    with clock.told(SATURDAY + timedelta(minutes=2)):
        pertemuan = make_pertemuan(make_paket())
        page = visit("/", as_=cast.peserta)
        assert f"/pertemuan/{pertemuan.id}/hadir" in page.links
        end_transaction(keep=False)
        check_in(cast.peserta, pertemuan, via="kode")
        page = visit("/", as_=cast.peserta)
    assert f"/pertemuan/{pertemuan.id}/hadir" not in page.links
    assert "tercatat pukul 08.02 WIB" in page


def test_only_the_newest_notices_are_shown_and_all_can_be_marked_read(visitor: Visit, cast: Cast) -> None:
    for number in range(7):
        with clock.told(SATURDAY + timedelta(minutes=number)):
            told(["peserta"], f"Kabar ke-{number}.")
    ai = visitor(cast.peserta)
    page = ai.visit("/")
    assert "Kabar ke-6." in page and "Kabar ke-1." not in page and "Semua pemberitahuan" in page
    assert "Kabar ke-6." not in ai.submit(page, action="/semua")


def test_the_navigation_shows_each_the_places_that_are_theirs(visit: Visit, cast: Cast) -> None:
    assert {"/kelola"} <= set(visit("/", as_=cast.operator).links)
    assert {"/verifikasi"} <= set(visit("/", as_=cast.koordinator).links)
    assert not {"/kelola", "/verifikasi"} & set(visit("/", as_=cast.peserta).links)


def test_an_address_with_a_nul_is_not_found_on_any_database(visit: Visit, cast: Cast) -> None:
    visit("/gugus/%00", as_=cast.peserta, status=404)
    visit("/masuk?lanjut=%00", status=404)

"""The doors of a pertemuan, its minutes, and the calendar."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from community.gugus.models import Gugus
from community.kernel.clock import told
from tests.factories import SATURDAY, make_paket, make_pertemuan, make_role, make_series
from tests.people import Cast
from tests.visitor import Visitor

Visiting = Callable[..., Visitor]
FIRST = {"day": "2026-11-21", "start": "08:00", "end": "11:00", "place": "SDN 2 Banjarwangi"}


def test_a_pertemuan_says_when_where_and_how_many_jp(visitor: Visiting, cast: Cast) -> None:
    pertemuan = make_pertemuan(make_paket(), title="Membedah capaian")
    page = visitor(cast.peserta).visit(f"/pertemuan/{pertemuan.id}")
    assert "Sabtu, 21 November 2026" in page and "08.00–11.00 WIB" in page
    assert "4 JP (180 menit, 45 menit per JP)" in page
    assert "Tindakan pengurus" not in page and "Tulis notulen" not in page
    share = next(each for each in page.tree.iter("pre"))
    assert share.text.splitlines() == [
        "*KKG Banjarwangi*",
        "Membedah capaian",
        "Sabtu, 21 November 2026 pukul 08.00–11.00 WIB",
        "Tempat: SDN 2 Banjarwangi",
        f"Rincian: http://localhost/pertemuan/{pertemuan.id}",
    ]


def test_a_gugus_in_makassar_reads_its_own_clock_with_its_name(visitor: Visiting, cast: Cast, makassar: Gugus) -> None:
    paket = make_paket(gugus="mks")
    ketua = visitor(cast.orang_luar)
    page = ketua.visit(f"/paket/{paket.id}/pertemuan/baru")
    assert "Waktu (WITA)" in page
    page = ketua.submit(page, FIRST)
    assert "08.00–11.00 WITA" in page
    ahead = next(each for each in page.links if each.startswith("/pertemuan/"))
    page = ketua.visit(f"{ahead}/pindah")
    assert 'value="08:00"' in page.html and "pukul 08.00 WITA" in page


def test_the_next_form_begins_with_the_place_of_the_last_pertemuan(visitor: Visiting, cast: Cast) -> None:
    paket = make_paket()
    make_pertemuan(paket, place="SDN 1 Banjarwangi")
    page = visitor(cast.ketua).visit(f"/paket/{paket.id}/pertemuan/baru")
    assert 'value="SDN 1 Banjarwangi"' in page.html


def test_a_past_day_is_asked_about_and_then_marked_as_recorded_later(visitor: Visiting, cast: Cast) -> None:
    paket = make_paket()
    ketua = visitor(cast.ketua)
    page = ketua.visit(f"/paket/{paket.id}/pertemuan/baru")
    assert "Catat pertemuan yang sudah lewat" not in page
    page = ketua.submit(page, FIRST | {"day": "2026-11-07", "title": "Yang lalu"}, status=422)
    assert "Waktu ini sudah lewat" in page and 'value="Yang lalu"' in page.html
    page = ketua.submit(page, {"past": "y"})
    ahead = next(each for each in page.links if each.startswith("/pertemuan/"))
    assert "Dicatat kemudian" in ketua.visit(ahead)


def test_a_clash_is_shown_and_saved_only_when_confirmed(visitor: Visiting, cast: Cast, makassar: Gugus) -> None:
    make_pertemuan(make_paket(gugus="mks"))
    paket = make_paket()
    ketua = visitor(cast.ketua)
    page = ketua.visit(f"/paket/{paket.id}/pertemuan/baru")
    page = ketua.submit(page, FIRST | {"agenda": "- pembukaan"}, status=422)
    assert "Ida Maryani juga diharapkan di pertemuan KKG Mariso pada jam itu" in page
    assert "- pembukaan" in page.html
    page = ketua.submit(page, {"despite": "y"})
    assert "1 pertemuan tersimpan" in page


def test_moving_shows_the_old_time_to_everyone(visitor: Visiting, cast: Cast) -> None:
    pertemuan = make_pertemuan(make_paket())
    ketua = visitor(cast.ketua)
    page = ketua.visit(f"/pertemuan/{pertemuan.id}/pindah")
    page = ketua.submit(page, {"day": "2026-11-22"}, action="/pindah", status=422)
    assert "Tulis alasannya" in page and 'value="2026-11-22"' in page.html
    page = ketua.submit(page, {"reason": "banjir"}, action="/pindah")
    assert "Minggu, 22 November 2026" in page
    seen = visitor(cast.peserta).visit(f"/pertemuan/{pertemuan.id}")
    assert "Semula Sabtu, 21 November 2026 pukul 08.00 WIB di SDN 2 Banjarwangi. banjir" in seen


def test_a_cancelled_pertemuan_says_why_and_asks_nobody_to_come(visitor: Visiting, cast: Cast) -> None:
    pertemuan = make_pertemuan(make_paket())
    ketua = visitor(cast.ketua)
    page = ketua.visit(f"/pertemuan/{pertemuan.id}/pembatalan")
    page = ketua.submit(page, {"reason": "gedung dipakai"}, action="/pembatalan")
    assert "Dibatalkan. gedung dipakai" in page and "Apakah Anda datang?" not in page
    assert "DIBATALKAN" in page


def test_an_anggota_answers_and_only_pengurus_see_who(visitor: Visiting, cast: Cast) -> None:
    pertemuan = make_pertemuan(make_paket())
    peserta = visitor(cast.peserta)
    page = peserta.visit(f"/pertemuan/{pertemuan.id}")
    page = peserta.submit(page, {"answer": "datang"}, action="/rsvp")
    assert "1 orang datang" in page and "Siapa menjawab apa" not in page
    assert "Ai Setiawan, S.Pd.: datang" in visitor(cast.ketua).visit(f"/pertemuan/{pertemuan.id}")
    peserta.submit(page, {"answer": "entah"}, action="/rsvp", status=422)


def test_editing_keeps_agenda_and_presenters_as_they_were_written(visitor: Visiting, cast: Cast) -> None:
    pertemuan = make_pertemuan(make_paket())
    ketua = visitor(cast.ketua)
    page = ketua.visit(f"/pertemuan/{pertemuan.id}/ubah")
    words = {
        "agenda": "1. Doa\n2. **Modul**",
        "narasumber": "Ai Setiawan: CP",
        "mode": "bauran",
        "link": "zoom.us/j/1",
    }
    page = ketua.submit(page, words, action="/ubah")
    assert "Modul" in page and "Ai Setiawan" in page and "https://zoom.us/j/1" in page.links
    page = ketua.visit(f"/pertemuan/{pertemuan.id}/ubah")
    assert "Ai Setiawan: CP" in page.html and "2. **Modul**" in page.html


def test_when_someone_saved_meanwhile_both_minutes_stay_in_sight(visitor: Visiting, cast: Cast) -> None:
    pertemuan = make_pertemuan(make_paket())
    path = f"/pertemuan/{pertemuan.id}/notulen"
    ketua, sekretaris = visitor(cast.ketua), visitor(cast.sekretaris)
    mine, theirs = ketua.visit(path), sekretaris.visit(path)
    sekretaris.submit(theirs, {"text": "catatan sekretaris"}, action="/notulen")
    page = ketua.submit(mine, {"text": "catatan ketua"}, action="/notulen", status=422)
    assert "catatan sekretaris" in page and "catatan ketua" in page
    page = ketua.submit(page, {"text": "catatan sekretaris dan ketua"}, action="/notulen")
    assert "Semua edisi (2)" in page


def test_decisions_and_follow_ups_are_written_done_and_seen_on_beranda(visitor: Visiting, cast: Cast) -> None:
    paket = make_paket()
    pertemuan = make_pertemuan(paket)
    make_role(paket, "peserta3", "notulis")
    notulis = visitor(cast.peserta3)
    page = notulis.visit(f"/pertemuan/{pertemuan.id}/notulen")
    page = notulis.submit(page, {"keputusan-text": "Modul dipakai bersama"}, action="/keputusan")
    line = {"tindak-text": "Unggah modul", "tindak-guru_id": "peserta", "tindak-until_on": "2026-11-28"}
    page = notulis.submit(page, line, action="/tindak-lanjut")
    assert "Modul dipakai bersama" in page and "paling lambat 28 November 2026" in page
    peserta = visitor(cast.peserta)
    assert "Unggah modul" in peserta.visit("/")
    page = peserta.submit(peserta.visit(f"/pertemuan/{pertemuan.id}"), action="/selesai")
    assert "Tindak lanjut selesai" in page
    assert "Lewat waktu" not in peserta.visit("/")


def test_a_follow_up_without_anyone_keeps_what_was_typed(visitor: Visiting, cast: Cast) -> None:
    pertemuan = make_pertemuan(make_paket())
    ketua = visitor(cast.ketua)
    page = ketua.visit(f"/pertemuan/{pertemuan.id}/notulen")
    page = ketua.submit(page, {"tindak-text": "Pinjam proyektor"}, action="/tindak-lanjut", status=422)
    assert "Pilih atau tulis siapa yang mengerjakan" in page and "Pinjam proyektor" in page.html


def test_attendance_is_opened_and_closed_from_the_page(visitor: Visiting, cast: Cast) -> None:
    pertemuan = make_pertemuan(make_paket())
    with told(SATURDAY - timedelta(hours=1)):
        ketua = visitor(cast.ketua)
        page = ketua.submit(ketua.visit(f"/pertemuan/{pertemuan.id}"), action="/buka")
        assert "Kehadiran dibuka sampai pertemuan selesai" in page
        page = ketua.submit(page, action="/tutup")
        assert "Kehadiran ditutup" in page


def test_beranda_offers_the_one_button_when_check_in_is_open(visitor: Visiting, cast: Cast) -> None:
    first = make_series(make_paket())[0]
    peserta = visitor(cast.peserta)
    assert f"/pertemuan/{first.id}" in peserta.visit("/").links
    with told(SATURDAY - timedelta(minutes=15)):
        page = visitor(cast.peserta).visit("/")
        assert f"/pertemuan/{first.id}/hadir" in page.links and "Dibuka sampai 08.30 WIB" in page


def _event(visitor: Visitor, pertemuan_id: str) -> tuple[Calendar, Event]:
    page = visitor.visit(f"/pertemuan/{pertemuan_id}.ics")
    assert page.response.mimetype == "text/calendar"
    calendar = Calendar.from_ical(page.response.data)
    (event,) = calendar.walk("VEVENT")
    return calendar, event


def test_the_calendar_file_is_replaced_when_the_pertemuan_moves_or_is_cancelled(visitor: Visiting, cast: Cast) -> None:
    pertemuan = make_pertemuan(make_paket(), title="Membedah; capaian, pembelajaran")
    peserta, ketua = visitor(cast.peserta), visitor(cast.ketua)
    calendar, event = _event(peserta, pertemuan.id)
    assert [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")] == ["Asia/Jakarta"]
    assert event.start.astimezone(UTC) == SATURDAY
    assert event.start.tzinfo == ZoneInfo("Asia/Jakarta")
    assert (event["SEQUENCE"], event["STATUS"]) == (0, "CONFIRMED")
    assert event["SUMMARY"] == "KKG Banjarwangi: Membedah; capaian, pembelajaran"
    page = ketua.visit(f"/pertemuan/{pertemuan.id}/pindah")
    ketua.submit(page, {"day": "2026-11-22", "reason": "banjir"}, action="/pindah")
    moved = _event(peserta, pertemuan.id)[1]
    assert (moved["UID"], moved["SEQUENCE"]) == (event["UID"], 1)
    ketua.submit(ketua.visit(f"/pertemuan/{pertemuan.id}/pembatalan"), {"reason": "x"}, action="/pembatalan")
    gone = _event(peserta, pertemuan.id)[1]
    assert (gone["UID"], gone["SEQUENCE"], gone["STATUS"]) == (event["UID"], 2, "CANCELLED")
    visitor(cast.orang_luar).visit(f"/pertemuan/{pertemuan.id}.ics", status=404)


def test_a_calendar_file_from_makassar_carries_its_own_zone(visitor: Visiting, cast: Cast, makassar: Gugus) -> None:
    pertemuan = make_pertemuan(make_paket(gugus="mks"), datetime(2026, 11, 21, 0, tzinfo=UTC))
    calendar, event = _event(visitor(cast.orang_luar), pertemuan.id)
    assert [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")] == ["Asia/Makassar"]
    assert event.start.hour == 8


def test_a_month_shows_its_pertemuan_and_leads_to_the_next(visitor: Visiting, cast: Cast) -> None:
    make_series(make_paket(), 3)
    make_pertemuan(make_paket("Masih draf", scheduled=False), title="Rapat kecil")
    peserta = visitor(cast.peserta)
    page = peserta.visit("/gugus/kkg-banjarwangi/kalender")
    assert "November 2026" in page and "Rapat kecil" not in page
    assert len({each for each in page.links if each.startswith("/pertemuan/")}) == 2
    following = next(each for each in page.links if each.endswith("bulan=2026-12"))
    page = peserta.visit(following)
    assert "Desember 2026" in page and len({e for e in page.links if e.startswith("/pertemuan/")}) == 1
    assert "Tidak ada pertemuan bulan ini" in peserta.visit("/gugus/kkg-banjarwangi/kalender?bulan=2027-01")
    assert "Rapat kecil" in visitor(cast.ketua).visit("/gugus/kkg-banjarwangi/kalender")


def test_a_month_that_does_not_exist_is_this_month(visitor: Visiting, cast: Cast) -> None:
    for month in ("2026-13", "abc", "0001-01", "9999-12", "2026-11-21", "%F0%9F%98%80"):
        assert "November 2026" in visitor(cast.peserta).visit(f"/gugus/kkg-banjarwangi/kalender?bulan={month}")


def test_the_last_night_of_the_month_in_makassar_belongs_to_that_month(
    visitor: Visiting, cast: Cast, makassar: Gugus
) -> None:
    """1 December 00.30 WITA is 30 November 23.30 WIB and 16.30 UTC."""
    pertemuan = make_pertemuan(make_paket(gugus="mks"), datetime(2026, 11, 30, 16, 30, tzinfo=UTC), hours=1)
    ketua = visitor(cast.orang_luar)
    assert f"/pertemuan/{pertemuan.id}" not in ketua.visit("/gugus/kkg-mariso/kalender?bulan=2026-11").links
    page = ketua.visit("/gugus/kkg-mariso/kalender?bulan=2026-12")
    assert f"/pertemuan/{pertemuan.id}" in page.links and "00.30–01.30 WITA" in page

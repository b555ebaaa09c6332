"""A session as pages: everything can be done without JavaScript, and bad input stays in its field."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from community.discussion.models import Room
from community.discussion.queries.session import hands_in, moderators_in, notices_in, rules_of
from community.discussion.rules.session import LONGEST_NOTICE, notice_of
from community.discussion.services import announce_in_room, lock_room, move_agenda, raise_hand, set_slow_mode
from community.kernel import clock
from community.kernel.clock import now
from community.kernel.database import db, end_transaction
from tests.discussion.conftest import Say
from tests.people import Cast
from tests.visitor import Page, Visitor

Visitors = Callable[..., Visitor]


def press(who: Visitor, page: Page, words: str) -> Page:
    """Press the button of the session that says so."""
    (button,) = [
        each
        for each in page.tree.iter("button")
        if each.get("form") == "sesi" and " ".join("".join(each.itertext()).split()).startswith(words)
    ]
    (form,) = [each for each in page.tree.iter("form") if each.get("id") == "sesi"]
    token = next(each.get("value", "") for each in form.iter("input") if each.get("name") == "csrf_token")
    action = button.get("formaction") or form.get("action") or ""
    return who.post(action, {"csrf_token": token, button.get("name", ""): button.get("value", "")})


def test_raising_a_hand_being_given_the_turn_and_being_done_without_javascript(
    visitor: Visitors, room: Room, cast: Cast
) -> None:
    ai, ketua = visitor(cast.peserta), visitor(cast.ketua)
    page = press(ai, ai.visit(room.link), "Angkat tangan")
    assert "Turunkan tangan" in page and "1 menunggu" in page
    page = press(ketua, ketua.visit(room.link), "Beri giliran")
    assert "Giliran Ai Setiawan, S.Pd." in page and "berbicara sejak 08.02" in page
    page = ai.visit(room.link)
    assert "Selesai bicara" in page
    assert "Angkat tangan" in press(ai, page, "Selesai bicara") and hands_in(room.id) == []


def test_the_agenda_is_run_without_javascript_and_says_when_each_item_began(
    visitor: Visitors, planned: Room, cast: Cast
) -> None:
    ketua = visitor(cast.ketua)
    page = press(ketua, ketua.visit(planned.link), "Mulai agenda")
    assert "Sekarang: Pembukaan" in page and "mulai 08.02, 15 menit" in page
    with clock.told(now() + timedelta(minutes=13)):
        page = press(ketua, page, "Berikutnya")
        assert "08.02–08.15" in page and "08.15, sedang dibahas" in page
        assert "Agenda selesai" in press(ketua, page, "Selesai")


def test_a_topic_says_nothing_of_an_agenda(visitor: Visitors, topic: Room, cast: Cast) -> None:
    page = visitor(cast.ketua).visit(topic.link)
    assert "genda" not in page and "Google Meet" not in page and "Angkat tangan" in page


def test_the_call_of_the_gugus_stands_beside_the_room_and_opens_elsewhere(
    visitor: Visitors, planned: Room, cast: Cast
) -> None:
    page = visitor(cast.peserta).visit(planned.link)
    (link,) = [each for each in page.tree.iter("a") if "meet.google.com" in each.get("href", "")]
    assert "Buka Google Meet" in "".join(link.itertext()) and link.get("target") == "_blank"
    assert "noopener" in link.get("rel", "") and "bukan Gugus" in page
    assert "frame-src" not in page.response.headers["Content-Security-Policy"] and "iframe" not in page.html


def test_only_a_configured_jitsi_stands_in_the_page_and_only_there(
    app: Flask, visitor: Visitors, planned: Room, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "JITSI_ORIGIN", "https://rapat.garut.id")
    ai = visitor(cast.peserta)
    assert planned.pertemuan is not None
    planned.pertemuan.link = "https://rapat.garut.id/KKG"
    end_transaction(keep=True)
    page = ai.visit(planned.link)
    (frame,) = page.tree.iter("iframe")
    assert frame.get("src") == "https://rapat.garut.id/KKG" and frame.get("loading") == "lazy"
    headers = page.response.headers
    assert "frame-src https://rapat.garut.id" in headers["Content-Security-Policy"]
    assert 'camera=(self "https://rapat.garut.id")' in headers["Permissions-Policy"]
    elsewhere = ai.visit(f"/pertemuan/{planned.pertemuan_id}").response.headers
    assert "frame-src" not in elsewhere["Content-Security-Policy"]
    assert "microphone=()" in elsewhere["Permissions-Policy"]


def test_who_writes_in_a_locked_room_is_told_and_keeps_the_words(visitor: Visitors, room: Room, cast: Cast) -> None:
    ai, ketua = visitor(cast.peserta), visitor(cast.ketua)
    before = ai.visit(room.link)
    page = ketua.submit(ketua.visit(f"{room.link}/sesi"), action="/kunci")
    assert "Ruang dikunci oleh Yuyun Sutisna, M.Pd. pukul 08.02" in page
    assert "Hanya moderator yang menulis" in ai.visit(room.link)
    refused = ai.submit(before, {"text": "Sempat saya ketik"}, action="/pesan", status=422)
    assert "sedang dikunci" in refused and "Sempat saya ketik" in refused.html
    page = press(ketua, ketua.visit(room.link), "Buka")
    assert "Ruang dikunci" not in page and rules_of(room.id).lock is None


def test_in_slow_mode_the_composer_says_how_long_one_waits(visitor: Visitors, room: Room, cast: Cast, say: Say) -> None:
    ai = visitor(cast.peserta)
    set_slow_mode(cast.ketua, room, seconds=60)
    assert "Mode lambat: satu pesan setiap 1 menit" in ai.visit(room.link)
    say(by="peserta")
    with clock.told(now() + timedelta(seconds=20)):
        page = ai.visit(room.link)
        assert "Pesan berikutnya 40 detik lagi" in page
        refused = ai.submit(page, {"text": "Terlalu cepat"}, action="/pesan", status=422)
        assert "Tunggu 40 detik lagi" in refused and "Terlalu cepat" in refused.html
        assert "detik lagi" not in visitor(cast.ketua).visit(room.link)


def test_announcing_from_the_page_of_the_moderator(visitor: Visitors, room: Room, cast: Cast) -> None:
    ketua = visitor(cast.ketua)
    page = ketua.visit(f"{room.link}/sesi")
    for _ in range(2):  # the form sent twice is one announcement
        shown = ketua.submit(page, {"text": "Istirahat sampai **10.15** 🎉"}, action="/pengumuman")
    assert "Istirahat sampai 10.15 🎉" in shown and len(notices_in(room.id)) == 1
    assert "Istirahat sampai 10.15" in visitor(cast.peserta).visit(room.link)
    assert "Istirahat" not in press(ketua, shown, "Turunkan")


@pytest.mark.parametrize(
    "words",
    ["", "  ", "\u202e", "x" * (LONGEST_NOTICE + 1), "x" * (LONGEST_NOTICE * 5)],
    ids=["", " ", "rtl", "+", "5x"],
)
def test_a_wrong_announcement_is_said_at_its_field_and_stays(
    visitor: Visitors, room: Room, cast: Cast, words: str
) -> None:
    ketua = visitor(cast.ketua)
    page = ketua.submit(ketua.visit(f"{room.link}/sesi"), {"text": words}, action="/pengumuman", status=422)
    assert "Belum tersimpan" in page and notices_in(room.id) == []
    assert words.strip("\u202e ") in page.html


def test_a_moderator_is_named_and_taken_back_on_the_page(visitor: Visitors, room: Room, cast: Cast) -> None:
    ketua, ai = visitor(cast.ketua), visitor(cast.peserta)
    ai.visit(f"{room.link}/sesi", status=403)
    page = ketua.visit(f"{room.link}/sesi")
    page = ketua.post(f"{room.link}/moderator", named(page, "peserta"))
    assert "Ai Setiawan, S.Pd." in page and "Ditunjuk" in page
    assert "Umumkan" in ai.visit(f"{room.link}/sesi") and "Moderator yang ditunjuk: Ai" in ai.visit(room.link)
    ketua.post(f"{room.link}/moderator", named(page, "peserta") | {"ada": "0"})
    assert moderators_in(room.id) == []


def named(page: Page, guru_id: str) -> dict[str, Any]:
    token = next(each.get("value", "") for each in page.tree.iter("input") if each.get("name") == "csrf_token")
    return {"csrf_token": token, "guru": guru_id}


@pytest.mark.parametrize("guru_id", ["", "orang_luar", "ketua", "tidakada22", "x" * 500, "🎉"])
def test_who_cannot_be_named_is_refused_at_the_field(visitor: Visitors, room: Room, cast: Cast, guru_id: str) -> None:
    ketua = visitor(cast.ketua)
    page = ketua.visit(f"{room.link}/sesi")
    page = ketua.post(f"{room.link}/moderator", named(page, guru_id), status=422)
    assert "Orang:" in page and moderators_in(room.id) == []


DOORS = [
    ("tangan", {"ada": "1"}),
    ("giliran", {"beri": "tidakada22"}),
    ("kunci", {"ada": "1"}),
    ("jeda", {"detik": "30"}),
    ("pengumuman", {"text": "Halo"}),
    ("agenda", {"ke": "1"}),
    ("moderator", {"guru": "peserta2"}),
    ("bahan", {"pilihan": "berkas:x"}),
    ("bahan/halaman", {"ke": "1"}),
    ("bahan/tutup", {}),
]


@pytest.mark.parametrize(("door", "data"), DOORS, ids=[door for door, _ in DOORS])
def test_each_door_is_shut_for_who_may_not(
    visitor: Visitors, planned: Room, cast: Cast, door: str, data: dict[str, str]
) -> None:
    for name, status in (("peserta", 403), ("pengawas", 403), ("orang_luar", 404), ("operator", 404)):
        if (door, name) in {("tangan", "peserta")}:
            continue
        if door == "giliran" and status == 403:
            status = 404  # the hand is not there
        who = visitor(getattr(cast, name))
        token = named(who.visit("/akun"), "")["csrf_token"]
        who.post(f"{planned.link}/{door}", {"csrf_token": token} | data, status=status)
    assert rules_of(planned.id) == (None, None) and notices_in(planned.id) == hands_in(planned.id) == []


@pytest.mark.parametrize(
    ("door", "data"),
    [
        ("jeda", {}),
        ("jeda", {"detik": "7"}),
        ("jeda", {"detik": "-30"}),
        ("jeda", {"detik": "٣٠"}),
        ("jeda", {"detik": "9" * 50}),
        ("agenda", {}),
        ("agenda", {"ke": "0"}),
        ("agenda", {"ke": "99"}),
        ("agenda", {"ke": "satu 🎉"}),
        ("bahan/halaman", {"ke": "x"}),
    ],
)
def test_wrong_numbers_are_refused_in_words(
    visitor: Visitors, planned: Room, cast: Cast, door: str, data: dict[str, str]
) -> None:
    ketua = visitor(cast.ketua)
    token = named(ketua.visit(planned.link), "")["csrf_token"]
    status = 409 if door == "bahan/halaman" else 422
    page = ketua.post(f"{planned.link}/{door}", {"csrf_token": token} | data, status=status)
    assert page.title and rules_of(planned.id) == (None, None)


def test_the_room_costs_the_same_however_much_goes_on(
    visitor: Visitors, planned: Room, cast: Cast, queries: Callable[[Callable[[], Any]], int]
) -> None:
    ketua = visitor(cast.ketua)
    raise_hand(cast.peserta, planned, on=True)
    end_transaction(keep=False)
    announce_in_room(cast.ketua, planned, words=notice_of("Satu"), key="1")
    end_transaction(keep=False)
    move_agenda(cast.ketua, planned, to=1)
    quiet = queries(lambda: ketua.visit(planned.link))
    for name in ("peserta2", "peserta3", "koordinator", "bendahara"):
        end_transaction(keep=False)
        raise_hand(getattr(cast, name), planned, on=True)
    for act in (
        lambda: announce_in_room(cast.sekretaris, planned, words=notice_of("Dua"), key="2"),
        lambda: move_agenda(cast.ketua, planned, to=2),
        lambda: move_agenda(cast.ketua, planned, to=3),
    ):
        end_transaction(keep=False)
        act()
    assert queries(lambda: ketua.visit(planned.link)) <= quiet


def test_a_pengawas_sees_the_session_and_takes_no_part(visitor: Visitors, planned: Room, cast: Cast) -> None:
    lock_room(cast.ketua, planned, on=True)
    page = visitor(cast.pengawas).visit(planned.link)
    assert "Angkat tangan" not in page.text and "membaca ruang ini sebagai pengawas" in page


def test_a_former_anggota_reads_as_former_in_the_queue(visitor: Visitors, room: Room, cast: Cast) -> None:
    raise_hand(cast.peserta, room, on=True)
    guru = cast.peserta
    guru.erased_at = now()
    end_transaction(keep=True)
    db.session.expire_all()
    page = visitor(cast.ketua).visit(room.link)
    assert "Mantan anggota" in page and "Ai Setiawan" not in page

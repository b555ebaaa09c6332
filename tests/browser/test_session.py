"""Running a session on two phones: a hand, the turn, the lock, slow mode, the agenda, a page that is turned."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.inspection import Inspector
from tests.browser.phone import Phone
from tests.discussion.listener import Listener, sign_in
from tests.discussion.served import serving_a_room
from tests.installation import Installation
from tests.people import PASSWORD
from tests.pictures import scanned_pdf

pytestmark = pytest.mark.browser
Phones = Callable[..., Phone]
Enter = Callable[..., Phone]
AGENDA = "- 08.00-08.15 Pembukaan\n- Membedah capaian pembelajaran (45 menit)\n- Menulis modul berkelompok"
# What a screen reader is told of the session.
HEARING = """() => {
  window.said = [];
  const place = document.querySelector("[data-part=ucapan]");
  new MutationObserver(() => window.said.push(place.textContent)).observe(place, { childList: true });
}"""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Installation, str]]:
    folder: Path = tmp_path_factory.mktemp("session") / "instance"
    with serving_a_room(folder, agenda=AGENDA, link="https://meet.google.com/abc-defg-hij") as found:
        yield found


@pytest.fixture
def enter(served: tuple[Installation, str], phone: Phones) -> Enter:
    """`enter("peserta")`: that person's phone, signed in, in the room."""
    server, room_id = served

    def opened(name: str, **how: Any) -> Phone:
        found = phone(server, **how).sign_in(name, PASSWORD).open(f"/diskusi/{room_id}")
        if how.get("scripts", True):
            found.page.wait_for_selector("[data-keadaan=tersambung]")
        return found

    return opened


def unfold(who: Phone, what: str) -> None:
    who.page.locator(f"details[data-buka={what}]:not([open]) > summary").click()


def test_a_hand_is_raised_and_the_turn_is_given(enter: Enter) -> None:
    ai, ketua = enter("peserta"), enter("ketua")
    ai.page.evaluate(HEARING)
    hand = ai.page.locator("[data-part=tangan]")
    hand.click()
    expect(hand).to_have_text("Turunkan tangan")
    expect(ketua.page.locator(".queue summary")).to_contain_text("1 menunggu")
    unfold(ketua, "antrean")
    ketua.shoot("sesi-antrean")
    ketua.page.locator(".queue").get_by_role("button", name="Beri giliran").click()
    expect(ai.page.locator(".queue.is-mine summary")).to_contain_text("Giliran Ai Setiawan")
    expect(hand).to_have_text("Selesai bicara")
    ai.shoot("sesi-giliran")
    assert "Giliran Anda berbicara." in ai.page.evaluate("window.said")
    expect(ketua.page.locator(".queue[open]")).to_have_count(1)  # what was open stays open
    hand.click()
    expect(ketua.page.locator(".queue")).to_have_count(0)


def test_a_hand_stands_through_a_line_that_drops(enter: Enter) -> None:
    ida, ketua = enter("peserta2"), enter("ketua")
    ida.page.locator("[data-part=tangan]").click()
    expect(ketua.page.locator(".queue")).to_have_count(1)
    ida.context.set_offline(True)
    expect(ida.page.locator("[data-keadaan=menyambung]")).to_be_visible(timeout=60_000)
    unfold(ketua, "antrean")
    ketua.page.locator(".queue").get_by_role("button", name="Beri giliran").click()
    ida.context.set_offline(False)
    expect(ida.page.locator(".queue.is-mine")).to_have_count(1, timeout=60_000)
    ketua.page.locator(".queue").get_by_role("button", name="Selesai").click()
    expect(ida.page.locator("[data-part=tangan]")).to_have_text("Angkat tangan")
    ida.faults = [each for each in ida.faults if "ERR_INTERNET_DISCONNECTED" not in each]


def test_a_locked_room_says_so_where_one_writes(enter: Enter) -> None:
    ai, ketua = enter("peserta"), enter("ketua")
    ai.page.fill("#text", "Belum selesai")
    ketua.page.locator(".session-tools").click()
    ketua.tap("Kunci ruang").page.wait_for_selector(".rule[data-terkunci]")
    expect(ai.page.locator(".composer")).to_be_hidden()
    ai.sees("Hanya moderator yang menulis").shoot("sesi-terkunci")
    expect(ketua.page.locator(".composer")).to_be_visible()
    ketua.page.wait_for_selector("[data-keadaan=tersambung]")
    ketua.page.locator(".rule").get_by_role("button", name="Buka").click()
    expect(ai.page.locator(".composer")).to_be_visible()
    expect(ai.page.locator("#text")).to_have_value("Belum selesai")


def test_in_slow_mode_the_composer_counts_the_seconds(enter: Enter) -> None:
    ai, ketua = enter("peserta3"), enter("ketua")
    ketua.page.locator(".session-tools").click()
    ketua.tap("10 detik").page.wait_for_selector("[data-jeda]")
    ai.sees("Mode lambat: satu pesan setiap 10 detik")
    send = ai.page.locator(".composer-send")
    ai.page.fill("#text", "Pesan pertama")
    send.click()
    expect(send).to_have_attribute("data-detik", re.compile(r"^\d+$"))
    ai.sees("Pesan berikutnya")
    ai.page.fill("#text", "Pesan kedua")
    send.click()
    ai.shoot("sesi-lambat")
    expect(ai.page.locator("#text")).to_have_value("Pesan kedua")
    expect(ai.page.locator(".msg", has_text="Pesan kedua")).to_have_count(0)
    ai.page.wait_for_selector(".composer-send:not([data-detik])")
    ketua.page.reload()  # the clock of the server under test goes on with each page
    send.click()
    expect(ketua.page.locator(".msg", has_text="Pesan kedua")).to_have_count(1)
    ketua.page.locator(".session-tools").click()
    ketua.tap("Akhiri mode lambat")
    expect(ai.page.locator("[data-jeda]")).to_have_count(0)


def test_the_agenda_moves_and_its_time_runs(enter: Enter) -> None:
    ai, ketua = enter("peserta"), enter("ketua")
    ai.page.evaluate(HEARING)
    unfold(ketua, "agenda")
    ketua.page.locator(".now").get_by_role("button", name="Mulai agenda").click()
    expect(ai.page.locator(".now summary")).to_contain_text("Pembukaan")
    ketua.page.locator(".now").get_by_role("button", name="Berikutnya").click()
    expect(ai.page.locator(".now summary")).to_contain_text("Membedah capaian")
    expect(ai.page.locator(".now-time")).to_have_text(re.compile(r"^44\.\d\d$"))
    expect(ketua.page.locator(".now").get_by_role("button", name="Berikutnya")).to_be_focused()
    ketua.shoot("sesi-agenda")
    assert ai.page.evaluate("window.said")[-1] == "Sekarang: Membedah capaian pembelajaran"
    ai.page.reload()
    expect(ai.page.locator(".now summary")).to_contain_text("Membedah capaian")


def test_an_announcement_is_spoken_once_and_stands(enter: Enter) -> None:
    ai, ketua = enter("peserta"), enter("ketua")
    ai.page.evaluate(HEARING)
    ketua.page.locator(".session-tools").click()
    ketua.fill(text="Istirahat sampai **10.15**, kopi di ruang guru.").tap("Umumkan")
    ai.sees("Istirahat sampai 10.15").shoot("sesi-pengumuman")
    assert len([each for each in ai.page.evaluate("window.said") if "Istirahat" in each]) == 1
    ai.page.reload()
    ai.sees("Istirahat sampai 10.15")
    ketua.page.wait_for_selector("[data-keadaan=tersambung]")
    ketua.page.locator(".room-notice").get_by_role("button", name="Turunkan").click()
    expect(ai.page.locator(".room-notice")).to_have_count(0)


def test_pages_are_turned_for_all_and_one_may_look_by_oneself(enter: Enter) -> None:
    ai, ketua = enter("peserta"), enter("ketua", wide=True)
    file = {"name": "lembar kerja.pdf", "mimeType": "application/pdf", "buffer": scanned_pdf(3, (600, 800))}
    ketua.unfold("Lampirkan berkas").attach("files", file)
    ketua.page.wait_for_selector("[name='files-unggahan']", state="attached")
    ketua.page.locator(".composer-send").click()
    ai.page.wait_for_selector(".msg .file-preview")  # the preview comes by itself
    ketua.page.locator(".session-tools").click()
    ketua.choose("pilihan", "lembar kerja.pdf").tap("Tampilkan kepada semua")
    summary = ai.page.locator(".exhibit summary")
    expect(summary).to_contain_text("hal. 1/3")
    ketua.page.wait_for_selector("[data-keadaan=tersambung]")
    expect(ketua.page.locator(".exhibit[open] img")).to_have_js_property("complete", True)
    ketua.shoot("sesi-bahan-lebar")
    unfold(ai, "bahan")
    picture = ai.page.locator(".exhibit-page")
    ketua.page.get_by_role("button", name="Halaman berikutnya").click()
    expect(picture).to_have_attribute("alt", "Halaman 2 dari 3: lembar kerja.pdf")
    while not picture.evaluate("each => each.complete && each.naturalWidth"):
        ai.page.evaluate("() => new Promise(requestAnimationFrame)")
    ai.shoot("sesi-bahan")
    ai.page.get_by_role("link", name="Lihat sendiri").click()
    ai.page.get_by_role("button", name="Mundur").click()
    ketua.page.get_by_role("button", name="Halaman berikutnya").click()
    expect(summary).to_contain_text("hal. 3/3")
    ai.sees("Anda di halaman 1 dari 3").page.get_by_role("button", name="Ikuti moderator").click()
    expect(picture).to_have_attribute("src", re.compile(r"/3$"))
    ketua.page.get_by_role("button", name="Berhenti menampilkan").click()
    expect(summary).to_have_count(0)


def test_a_message_is_changed_where_it_stands(enter: Enter) -> None:
    ai, ketua = enter("peserta"), enter("ketua")
    ai.page.fill("#text", "Pukul delapan")
    ai.page.locator(".composer-send").click()
    item = ai.page.locator(".msg:not(.is-waiting)", has_text="Pukul delapan").last
    item.locator(".msg-acts").click()
    ai.page.get_by_role("dialog").get_by_role("link", name="Ubah").click()
    area = ai.page.get_by_role("textbox", name="Ubah pesan")
    expect(area).to_have_value("Pukul delapan")
    area.fill("Pukul **sembilan**")
    ai.shoot("sesi-ubah")
    ai.page.get_by_role("button", name="Simpan").click()
    expect(ketua.page.locator(".msg strong", has_text="sembilan")).to_have_count(1)
    expect(area).to_have_count(0)


def test_a_peserta_is_named_moderator_while_in_the_room(enter: Enter) -> None:
    ai, ketua = enter("peserta"), enter("ketua")
    expect(ai.page.locator(".session-tools")).to_be_hidden()
    ketua.page.locator(".session-tools").click()
    ketua.choose("guru", "Ai Setiawan").tap("Tunjuk sebagai moderator").sees("Ditunjuk")
    expect(ai.page.locator(".session-tools")).to_be_visible()
    ketua.tap("Cabut")
    expect(ai.page.locator(".session-tools")).to_be_hidden()


def test_the_room_in_session_is_light_and_good_to_everyone(served: tuple[Installation, str], enter: Enter) -> None:
    server, room_id = served
    cookies = [sign_in(server.address, name, PASSWORD) for name in ("ketua", "peserta")]
    speakers = [Listener(server.address, cookie, room_id) for cookie in cookies]
    for each in speakers:
        each.connect()
    ketua, ai = speakers
    for number in range(50):
        words = f"Pesan {number}: di kelas saya, anak-anak melipat kertas menjadi {number} bagian yang sama besar."
        speakers[number % 2].say(f"banyak-{number}", words)
    words = "Istirahat sampai **10.15**, lalu kembali ke kelompok masing-masing."
    asked = {"announce": {"klien_id": "a", "teks": words}, "agenda": {"ke": 2}, "slow": {"detik": 30}}
    asked |= {"turn": {"tangan": ai.ask("hand")["tangan"]}}
    assert all(ketua.ask(event, **more)["ok"] for event, more in asked.items())
    for each in speakers:
        each.close()
    inspector = Inspector(enter("sekretaris"))
    assert inspector.look(f"/diskusi/{room_id}", "sesi-ruang") == []
    assert inspector.look(f"/diskusi/{room_id}/sesi", "sesi-atur") == []
    assert Inspector(enter("peserta2")).look(f"/diskusi/{room_id}", "sesi-ruang-anggota") == []

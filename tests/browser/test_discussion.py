"""Two people in a room, on real screens: live, over bad lines, by keyboard, and without JavaScript."""

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

pytestmark = pytest.mark.browser
Phones = Callable[..., Phone]
JOINED = "[data-keadaan=tersambung]"
# Counts what is added to the live region, as a screen reader hears it.
# The words that this browser keeps.
KEPT = """() => new Promise((done) => {
  const asked = indexedDB.open("gugus-diskusi");
  asked.onsuccess = () => {
    const all = asked.result.transaction("kiriman").objectStore("kiriman").getAll();
    all.onsuccess = () => done(all.result.map((each) => each.teks));
  };
})"""
# What a page meets behind a proxy that lets no WebSocket through.
BLOCKED = """window.WebSocket = class {
  constructor() { setTimeout(() => { this.onerror?.(new Event("error")); this.onclose?.({}); }); }
  send() {}
  close() {}
}"""
HEARING = """() => {
  window.announced = [];
  const log = document.querySelector("[role=log]");
  new MutationObserver((changes) => {
    for (const change of changes) for (const node of change.addedNodes) {
      if (node.nodeType === 1 && !node.closest("[aria-live=off]")) window.announced.push(node.textContent);
    }
  }).observe(log, { childList: true, subtree: true });
}"""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Installation, str]]:
    folder: Path = tmp_path_factory.mktemp("room") / "instance"
    with serving_a_room(folder) as found:
        yield found


@pytest.fixture
def enter(served: tuple[Installation, str], phone: Phones) -> Callable[..., Phone]:
    """`enter("peserta")`: that person's phone, signed in, in the room."""
    server, room_id = served

    def opened(name: str, **how: Any) -> Phone:
        found = phone(server, **how).sign_in(name, PASSWORD).open(f"/diskusi/{room_id}")
        if how.get("scripts", True):
            found.page.wait_for_selector(JOINED)
        return found

    return opened


def say(who: Phone, words: str) -> None:
    who.page.fill("#text", words)
    who.button("Kirim").click()


def test_what_one_writes_the_other_reads_at_once_and_hears_once(enter: Callable[..., Phone]) -> None:
    ai, ketua = enter("peserta"), enter("ketua", wide=True)
    ketua.page.evaluate(HEARING)
    say(ai, "Roda pecahan **sudah siap**.")
    expect(ketua.page.get_by_role("log").get_by_text("Roda pecahan sudah siap.")).to_be_visible()
    expect(ai.page.locator(".msg.is-mine .msg-state", has_text="terkirim").last).to_be_visible()
    item = ai.page.locator(".msg", has_text="Roda pecahan").last
    item.locator(".msg-acts").click()
    ai.page.get_by_role("dialog").get_by_role("button", name="Bagus").click()
    expect(ketua.page.locator(".sign", has_text="Bagus").last).to_be_visible()
    ketua.page.evaluate("() => new Promise(requestAnimationFrame)")
    announced = [each for each in ketua.page.evaluate("window.announced") if "Roda pecahan" in each]
    assert len(announced) == 1 and "**" not in announced[0]
    ketua.page.fill("#text", "s")
    expect(ai.page.get_by_text("Yuyun Sutisna mengetik")).to_be_visible()


def test_the_keyboard_suffices(enter: Callable[..., Phone]) -> None:
    ketua = enter("ketua", wide=True)
    page = ketua.page
    page.focus("#text")
    page.keyboard.type("Baris satu")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("baris dua")
    page.keyboard.press("Enter")
    item = page.locator(".msg:not(.is-waiting)", has_text="baris dua").first
    expect(item).to_be_visible()
    expect(page.locator("#text")).to_have_value("")
    item.locator(".msg-acts").focus()
    page.keyboard.press("Enter")
    page.get_by_role("dialog").get_by_role("button", name="Balas").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#text")).to_be_focused()
    page.keyboard.type("Dibalas")
    page.keyboard.press("Enter")
    answer = page.locator(".msg:not(.is-waiting)", has_text="Dibalas")
    expect(answer.locator(".msg-quote")).to_contain_text("Baris satu")
    item.locator(".msg-acts").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(item.locator(".msg-acts")).to_be_focused()


def test_what_is_written_without_a_line_waits_through_a_closed_tab(enter: Callable[..., Phone]) -> None:
    ai, ketua = enter("peserta"), enter("ketua")
    address = ai.page.url
    ai.context.set_offline(True)
    say(ai, "Ditulis di jalan gunung.")
    expect(ai.page.get_by_text("Menunggu sambungan")).to_be_visible()
    ai.page.fill("#text", "Belum selesai dit")
    expect(ai.page.locator("#text")).to_have_value("Belum selesai dit")
    while not {"Ditulis di jalan gunung.", "Belum selesai dit"} <= set(ai.page.evaluate(KEPT)):
        ai.page.evaluate("() => new Promise(requestAnimationFrame)")
    ai.page.close()
    ai.context.set_offline(False)
    page = ai.context.new_page()
    page.goto(address)
    expect(ketua.page.get_by_role("log").get_by_text("Ditulis di jalan gunung.")).to_have_count(1)
    expect(page.locator("#text")).to_have_value("Belum selesai dit")
    expect(page.locator(".msg:not(.is-waiting)", has_text="jalan gunung")).to_have_count(1)
    ai.faults = [each for each in ai.faults if "ERR_INTERNET_DISCONNECTED" not in each]


def test_who_was_away_reads_what_was_said_meanwhile_in_order(
    served: tuple[Installation, str], enter: Callable[..., Phone]
) -> None:
    server, room_id = served
    ai = enter("peserta2")
    ai.context.set_offline(True)
    expect(ai.page.locator("[data-keadaan=menyambung]")).to_be_visible(timeout=60_000)
    ketua = Listener(server.address, sign_in(server.address, "ketua", PASSWORD), room_id)
    ketua.connect()
    for number in range(5):
        ketua.say(f"selagi-{number}", f"Selagi pergi {number}")
    ketua.close()
    ai.context.set_offline(False)
    expect(ai.page.locator(".msg", has_text="Selagi pergi")).to_have_count(5, timeout=60_000)
    read = ai.page.locator(".msg .msg-text", has_text="Selagi pergi").all_inner_texts()
    assert [each.strip() for each in read] == [f"Selagi pergi {number}" for number in range(5)]
    ai.faults = [each for each in ai.faults if "ERR_INTERNET_DISCONNECTED" not in each]


def test_who_leaves_the_gugus_is_told_at_once_and_hears_nothing_more(
    served: tuple[Installation, str], phone: Phones, enter: Callable[..., Phone]
) -> None:
    room, elsewhere = enter("koordinator"), phone(served[0]).sign_in("koordinator", PASSWORD)
    elsewhere.open("/gugus/kkg-banjarwangi").unfold("Keluar dari gugus").agree("Keluar dari KKG Banjarwangi")
    room.sees("Anda tidak lagi termasuk dalam ruang ini")
    ketua = enter("ketua")
    say(ketua, "Setelah yang satu pergi")
    expect(ketua.page.locator(".msg:not(.is-waiting)", has_text="Setelah yang satu pergi")).to_be_visible()
    expect(room.page.get_by_text("Setelah yang satu pergi")).to_have_count(0)


def test_where_websockets_are_blocked_the_room_lives_on(
    served: tuple[Installation, str], phone: Phones, enter: Callable[..., Phone]
) -> None:
    server, room_id = served
    ai = phone(server).sign_in("peserta3", PASSWORD)
    ai.page.add_init_script(BLOCKED)
    ai.open(f"/diskusi/{room_id}").page.wait_for_selector(JOINED)
    ketua = enter("ketua")
    say(ketua, "Lewat jalan lambat")
    expect(ai.page.get_by_role("log").get_by_text("Lewat jalan lambat")).to_be_visible()
    say(ai, "Saya baca")
    expect(ketua.page.get_by_role("log").get_by_text("Saya baca")).to_be_visible()


def test_the_journey_without_javascript(enter: Callable[..., Phone]) -> None:
    ai = enter("peserta", scripts=False)
    say(ai, "Tanpa skrip pun bisa.")
    ai.sees("Tanpa skrip pun bisa.")
    ai.page.locator(".msg", has_text="Tanpa skrip").last.locator(".msg-acts").click()
    ai.tap("Paham").page.locator(".sign", has_text="Paham").last.wait_for()
    ai.page.locator(".msg", has_text="Tanpa skrip").last.locator(".msg-acts").click()
    ai.tap("Balas")
    say(ai, "Jawaban tanpa skrip.")
    ai.sees("Jawaban tanpa skrip.")
    ai.page.locator(".msg", has_text="Jawaban tanpa").last.locator(".msg-acts").click()
    ai.tap("Hapus").tap("Hapus pesan").sees("Pesan ini dihapus penulisnya.")


def test_a_room_of_fifty_messages_is_light_and_good_to_everyone(
    served: tuple[Installation, str], enter: Callable[..., Phone]
) -> None:
    server, room_id = served
    cookies = [sign_in(server.address, name, PASSWORD) for name in ("ketua", "peserta", "bendahara")]
    speakers = [Listener(server.address, cookie, room_id) for cookie in cookies]
    for each in speakers:
        each.connect()
    for number in range(60):
        words = f"Pesan {number}: di kelas saya, anak-anak melipat kertas menjadi {number} bagian yang sama besar."
        speakers[number % 3].say(f"banyak-{number}", words)
    for each in speakers:
        each.close()
    ketua = enter("sekretaris")
    inspector = Inspector(ketua)
    assert inspector.look(f"/diskusi/{room_id}", "diskusi") == []
    for path, name in (("/gugus/kkg-banjarwangi/diskusi", "diskusi-daftar"), ("/bantuan/protokol", "protokol")):
        assert inspector.look(path, name) == []

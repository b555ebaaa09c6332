"""A pertemuan held from three homes: they talk, vote, write the notulen while one has no line, and are on the sheet."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from community.kernel.clock import now
from tests.browser.phone import Phone
from tests.discussion.presence.test_served import until
from tests.discussion.served import serving_a_room
from tests.installation import Installation
from tests.people import PASSWORD

pytestmark = pytest.mark.browser
JOINED = "[data-keadaan=tersambung]"
QUESTION = "Kapan kita uji coba di kelas?"


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[Installation, str]]:
    with serving_a_room(tmp_path / "instance", agenda="- Membedah capaian\n- Menulis modul") as found:
        yield found


def test_three_at_home_meet_and_are_on_the_sheet(served: tuple[Installation, str], phone: Callable[..., Phone]) -> None:
    server, room_id = served
    room, pertemuan = f"/diskusi/{room_id}", f"/pertemuan/{server.ask('SELECT pertemuan_id FROM room')}"
    ketua, ai, ida = (phone(server).sign_in(name, PASSWORD) for name in ("ketua", "peserta", "peserta2"))
    everyone = (ketua, ai, ida)
    for each in everyone:
        each.open(room).page.wait_for_selector(JOINED)

    ketua.page.fill("#text", "Selamat sore, kita mulai dari capaian.")
    ketua.button("Kirim").click()
    for each in (ai, ida):
        expect(each.page.get_by_role("log").get_by_text("kita mulai dari capaian")).to_be_visible()

    ketua.open(f"{room}/jajak/baru").fill(question=QUESTION, options="Pekan ini\nPekan depan")
    ketua.choose("kind", "Satu pilihan").tap("Simpan dan buka sekarang")
    for each in everyone:
        poll = each.page.locator(".poll", has_text=QUESTION)
        poll.get_by_text("Pekan depan").first.click()
        poll.get_by_role("button", name="Kirim suara").click()
        expect(poll.get_by_text("Suara Anda", exact=False).first).to_be_visible()

    notes = {each: _notulen(each, pertemuan) for each in everyone}
    ida.context.set_offline(True)
    _type(notes[ida], "Ditulis Ida tanpa sambungan. ")
    _type(notes[ai], "Ditulis Ai sementara itu. ")
    expect(notes[ida].get_by_text("Tanpa sambungan")).to_be_visible(timeout=60_000)
    ida.context.set_offline(False)
    for each in notes.values():
        for words in ("Ditulis Ida tanpa sambungan.", "Ditulis Ai sementara itu."):
            expect(each.locator("#b1")).to_have_value(re.compile(re.escape(words)), timeout=60_000)
    ida.faults = [fault for fault in ida.faults if "ERR_INTERNET_DISCONNECTED" not in fault]

    for each in everyone:
        each.page.wait_for_selector(JOINED)
    until(server, "SELECT count(*) FROM room_stay WHERE ended_at IS NULL", 3)
    server.tell(now() + timedelta(minutes=180))
    ketua.open("/")  # the clock of such a server goes on with every page
    for each in everyone:
        each.page.goto("about:blank")
    until(server, "SELECT count(*) FROM online_presence WHERE keluar_at IS NOT NULL AND minutes > 90", 3)
    sekretaris = phone(server).sign_in("sekretaris", PASSWORD).open(f"{pertemuan}/kehadiran")
    sekretaris.button("Catat yang dicentang hadir daring").click()
    sekretaris.sees("3 orang dicatat hadir daring.")
    rows = sekretaris.page.locator(".sheet-row")
    for name in ("Yuyun Sutisna", "Ai Setiawan", "Ida Maryani"):
        expect(rows.filter(has_text=name).locator("input:checked")).to_have_value("hadir")


def _notulen(who: Phone, pertemuan: str) -> Page:
    """The notulen in a second tab, live: the room stays open in the first."""
    page = who.context.new_page()
    page.goto(f"{pertemuan}/notulen/bersama")
    begin = page.get_by_role("button", name="Mulai notulen bersama")
    if begin.count():
        begin.click()
    page.get_by_role("button", name="Tulis bersama sekarang").click()
    page.wait_for_selector(JOINED)
    return page


def _type(page: Page, words: str) -> None:
    page.locator("#b1").click()
    page.keyboard.press("Control+End")
    page.keyboard.type(words)

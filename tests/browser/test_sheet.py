"""The sheet on a phone: saved as it is marked, by keyboard too, kept when the line drops."""

import pytest
from playwright.sync_api import Locator, expect

from community.wiring.sample import PASSWORD
from tests.browser.conftest import Phones
from tests.browser.phone import Phone
from tests.installation import Installation

pytestmark = pytest.mark.browser


@pytest.fixture
def sheet(sample: Installation, phone: Phones) -> Phone:
    """The sheet of today's pertemuan, in the hands of the sekretaris."""
    pertemuan = sample.ask("SELECT id FROM pertemuan ORDER BY starts_at DESC LIMIT 1 OFFSET 1")
    sekretaris = phone(sample)
    return sekretaris.sign_in("contoh-sekretaris", PASSWORD).open(f"/pertemuan/{pertemuan}/kehadiran")


def row(sheet: Phone, name: str) -> Locator:
    return sheet.page.get_by_role("group", name=f"Kehadiran {name}")


def chosen(sheet: Phone, name: str) -> Locator:
    return row(sheet, name).locator("input:checked")


def test_each_mark_is_saved_as_it_is_made(sheet: Phone) -> None:
    row(sheet, "Asep Sutisna").get_by_role("radio", name="Sakit").check()
    sheet.sees("Tersimpan.")
    sheet.page.reload()
    expect(chosen(sheet, "Asep Sutisna")).to_have_value("sakit")


def test_the_sekretaris_marks_by_keyboard_and_is_led_to_the_next_row(sheet: Phone) -> None:
    rows = sheet.page.locator("fieldset.seg")
    rows.nth(30).locator("input").first.focus()
    for letter in ("i", "t"):
        sheet.page.keyboard.press(letter)
    expect(rows.nth(32).locator("input:focus")).to_have_count(1)
    sheet.page.keyboard.press("ArrowUp")
    expect(rows.nth(31).locator("input:focus")).to_have_count(1)
    sheet.sees("Tersimpan.")
    sheet.page.reload()
    expect(rows.nth(30).locator("input:checked")).to_have_value("izin")
    expect(rows.nth(31).locator("input:checked")).to_have_value("terlambat")


def test_marks_made_while_the_line_is_down_are_sent_when_it_is_back(sheet: Phone) -> None:
    sheet.page.wait_for_load_state("networkidle")
    sheet.context.set_offline(True)
    row(sheet, "Nia Solihin").get_by_role("radio", name="Izin").check()
    row(sheet, "Neneng Mulyana").get_by_role("radio", name="Sakit").check()
    sheet.sees("Belum tersimpan: tidak ada sambungan.")
    sheet.context.set_offline(False)
    sheet.sees("Tersimpan.")
    sheet.page.reload()
    expect(chosen(sheet, "Nia Solihin")).to_have_value("izin")
    expect(chosen(sheet, "Neneng Mulyana")).to_have_value("sakit")


def test_a_phone_without_scripts_saves_the_whole_sheet_with_its_button(sample: Installation, phone: Phones) -> None:
    pertemuan = sample.ask("SELECT id FROM pertemuan ORDER BY starts_at DESC LIMIT 1 OFFSET 1")
    sheet = phone(sample, scripts=False)
    sheet.sign_in("contoh-sekretaris", PASSWORD).open(f"/pertemuan/{pertemuan}/kehadiran")
    row(sheet, "Koswara Kartini").get_by_role("radio", name="Izin").check()
    sheet.page.locator("main").get_by_role("button", name="Simpan kehadiran").click()
    expect(chosen(sheet, "Koswara Kartini")).to_have_value("izin")
    sheet.page.reload()
    expect(chosen(sheet, "Koswara Kartini")).to_have_value("izin")

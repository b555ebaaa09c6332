"""Writing a kabar on a phone: naming a colleague without knowing how the name is spelled."""

import pytest
from playwright.sync_api import expect

from community.wiring.sample import PASSWORD
from tests.browser.conftest import Phones
from tests.installation import Installation

pytestmark = pytest.mark.browser

SLUG = "SELECT slug FROM gugus"
TITLE = "Alat peraga untuk Sabtu"


def test_a_colleague_is_named_by_choosing_and_hears_of_it(sample: Installation, phone: Phones) -> None:
    guru = phone(sample)
    guru.sign_in("contoh-guru", PASSWORD).open(f"/gugus/{sample.ask(SLUG)}/kabar/baru").fill(title=TITLE)
    area = guru.page.locator("main [name=text]")
    people = guru.page.get_by_role("listbox", name="Anggota yang cocok")

    area.press_sequentially("Siapa membawa neraca? @dad")
    expect(people.get_by_role("option", name="Dadang Gunawan")).to_be_visible()
    guru.shoot("kabar-sebut")
    people.get_by_role("option", name="Dadang Gunawan").click()
    expect(area).to_have_value("Siapa membawa neraca? @contoh-sekretaris ")
    expect(people).to_be_hidden()

    area.press_sequentially("atau @yuyun su")  # and with the keyboard
    expect(people.get_by_role("option")).to_have_text(["Yuyun Sutisna"])
    area.press("Enter")
    expect(area).to_have_value("Siapa membawa neraca? @contoh-sekretaris atau @contoh-ketua ")

    area.press_sequentially("atau @uj")
    expect(people.get_by_role("option").first).to_be_visible()
    area.press("Escape")  # neither: what was typed stays
    expect(people).to_be_hidden()
    expect(area).to_have_value("Siapa membawa neraca? @contoh-sekretaris atau @contoh-ketua atau @uj")

    guru.tap("Kirim").heading(TITLE).sees("@contoh-sekretaris", "Yang dimaksud belum diberi tahu.")
    sekretaris = phone(sample)
    sekretaris.sign_in("contoh-sekretaris", PASSWORD).open("/akun/pemberitahuan").sees(TITLE)

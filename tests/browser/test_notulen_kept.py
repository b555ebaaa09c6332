"""What one writes in the notulen is kept: in two tabs, beyond one message, after a refused form, and once frozen."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Phones
from tests.browser.phone import Phone
from tests.browser.test_notulen import (  # noqa: F401  fixtures
    JOINED,
    STORED,
    Enter,
    enter,
    forgive_being_offline,
    reads,
    served,
    types,
)
from tests.installation import Installation
from tests.people import PASSWORD

pytestmark = pytest.mark.browser
LONG = 18_000  # letters in each of four sections: more than one message holds


def wait_until_kept(who: Phone, *words: str) -> None:
    """Until the browser itself has them in its store."""
    while not all(each in who.page.evaluate(STORED) for each in words):
        who.page.evaluate("() => new Promise(requestAnimationFrame)")


def test_two_tabs_of_one_person_keep_the_words_of_both(
    served: tuple[Installation, str],  # noqa: F811
    enter: Enter,  # noqa: F811
) -> None:
    _, path = served
    ai, ida = enter("peserta"), enter("peserta2")
    other = ai.context.new_page()
    other.goto(path)
    other.wait_for_selector(JOINED)
    ai.context.set_offline(True)
    types(ai, "b1", "Dari tab pertama.")
    other.locator("#b2").click()
    other.keyboard.type("Dari tab kedua.")
    wait_until_kept(ai, "Dari tab pertama.", "Dari tab kedua.")
    types(ai, "b1", " Dan lagi.")
    wait_until_kept(ai, "Dan lagi.", "Dari tab kedua.")
    other.close()
    ai.page.close()
    ai.context.set_offline(False)
    back = ai.context.new_page()
    back.goto(path)
    reads(ida, "b1", "Dari tab pertama. Dan lagi.")
    reads(ida, "b2", "Dari tab kedua.")
    forgive_being_offline(ai)


def test_much_that_was_written_without_a_line_goes_up_in_parts(enter: Enter) -> None:  # noqa: F811
    ai, ida = enter("peserta"), enter("peserta2")
    ai.context.set_offline(True)
    for number in range(1, 5):
        ai.page.locator(f"#b{number}").fill("é" * LONG)
    ai.sees("Tanpa sambungan")
    ai.context.set_offline(False)
    for number in range(1, 5):
        expect(ida.page.locator(f"#b{number}")).to_have_value("é" * LONG, timeout=60_000)
    ai.sees("Semua tersimpan")
    for number in range(1, 5):
        ai.page.locator(f"#b{number}").fill("")
        expect(ida.page.locator(f"#b{number}")).to_have_value("")
    forgive_being_offline(ai)


def test_what_a_refused_form_held_is_not_deleted_by_the_script(
    served: tuple[Installation, str],  # noqa: F811
    phone: Phones,
    enter: Enter,  # noqa: F811
) -> None:
    server, path = served
    ida = enter("peserta2")
    ai = phone(server).sign_in("peserta", PASSWORD).open(path)
    writes = "(each, words) => { each.value = words; }"
    ai.page.locator("#b3").evaluate(writes, "x" * 20_001)
    ai.page.locator("#b4").evaluate(writes, "Diketik sebelum ditolak.")
    ai.tap("Simpan notulen").sees("Terlalu panjang")
    ai.page.locator("#b3").evaluate(writes, "Pendek.")
    with ai.page.expect_websocket() as line:
        ai.button("Tulis bersama sekarang").click()
    assert "klien=" in line.value.url
    reads(ida, "b4", "Diketik sebelum ditolak.")
    reads(ida, "b3", "Pendek.")
    reads(ai, "b4", "Diketik sebelum ditolak.")


def test_a_full_list_says_so_and_blocks_nothing(enter: Enter) -> None:  # noqa: F811
    ai, ida = enter("peserta"), enter("peserta2")
    add = """(form) => {
      for (let number = 1; number <= 100; number += 1) {
        form.querySelector("[name=keputusan-text]").value = `Keputusan ${number}`;
        form.requestSubmit();
      }
    }"""
    ai.page.locator("form[data-tambah=keputusan]").evaluate(add)
    expect(ida.page.get_by_label("Keputusan 100", exact=True)).to_have_value("Keputusan 100", timeout=60_000)
    ai.fill(**{"keputusan-text": "Satu lagi"}).tap("Tambah keputusan").sees("Sudah penuh: paling banyak 100 baris.")
    ai.page.get_by_role("button", name="Tarik keputusan 1", exact=True).click()
    ai.tap("Tambah keputusan")
    expect(ida.page.get_by_label("Keputusan 101", exact=True)).to_have_value("Satu lagi")
    types(ai, "b1", "Yang lain tetap tersimpan.")
    reads(ida, "b1", "Yang lain tetap tersimpan.")


def test_words_that_came_too_late_are_shown_to_be_copied(
    served: tuple[Installation, str],  # noqa: F811
    enter: Enter,  # noqa: F811
) -> None:
    _, path = served
    ai, dadang = enter("peserta"), enter("sekretaris", wide=True)
    types(ai, "b2", "Sudah sampai.")
    reads(dadang, "b2", "Sudah sampai.")
    ai.context.set_offline(True)
    types(ai, "b2", " Terlambat sedetik.")
    wait_until_kept(ai, "Terlambat sedetik.")
    dadang.tap("Periksa dan bekukan").tap("Bekukan notulen").sees("Notulen dibekukan sebagai edisi 1.")
    ai.page.close()
    ai.context.set_offline(False)
    page = ai.context.new_page()
    page.goto(path)
    expect(page.get_by_role("heading", name="Tulisan Anda yang belum masuk")).to_be_visible()
    expect(page.get_by_label("Telaah modul pecahan")).to_have_value(" Terlambat sedetik.")
    page.get_by_role("button", name="Hapus dari perangkat ini").click()
    expect(page.get_by_role("heading", name="Tulisan Anda yang belum masuk")).to_be_hidden()
    page.reload()
    expect(page.get_by_role("heading", level=1, name="Notulen")).to_be_visible()
    assert page.evaluate("() => localStorage['notulen-menunggu']") == ""
    dadang.open(path).does_not_see("Tulisan Anda yang belum masuk")
    forgive_being_offline(ai)

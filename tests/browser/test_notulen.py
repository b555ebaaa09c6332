"""The notulen written together on small phones: one is offline, reloaded on the road and back; frozen at last."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Phones
from tests.browser.inspection import AXE, FAULTS, FINGER, Inspector, script
from tests.browser.phone import Phone
from tests.installation import Installation
from tests.notulen.served import serving_a_notulen
from tests.people import PASSWORD

pytestmark = pytest.mark.browser
Enter = Callable[..., Phone]
JOINED = "[data-keadaan=tersambung]"
OFFLINE = "ERR_INTERNET_DISCONNECTED"
# Whether the worker of the browser has this page, and its scripts, for a time without a line.
KEPT = """async (path) => {
  const kept = [];
  for (const name of await caches.keys()) kept.push(...(await (await caches.open(name)).keys()));
  const needed = [path, "js/live/notulen/write.js", "vendor/yjs.js", "vendor/idb-keyval.js"];
  return needed.every((each) => kept.some((request) => request.url.endsWith(each)));
}"""
# What one has written here that has not arrived is in the browser's own store.
STORED = """() => new Promise((done) => {
  const asked = indexedDB.open("gugus-notulen");
  asked.onsuccess = () => {
    const all = asked.result.transaction("dokumen").objectStore("dokumen").getAll();
    all.onsuccess = () => done(all.result.map((each) => new TextDecoder().decode(each.isi)).join());
  };
})"""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Installation, str]]:
    folder: Path = tmp_path_factory.mktemp("notulen") / "instance"
    with serving_a_notulen(folder) as (server, pertemuan_id):
        yield server, f"/pertemuan/{pertemuan_id}/notulen/bersama"


@pytest.fixture
def enter(served: tuple[Installation, str], phone: Phones) -> Enter:
    """`enter("peserta")`: that person's phone, with the notulen open and live."""
    server, path = served

    def opened(name: str, **how: Any) -> Phone:
        found = phone(server, **how).sign_in(name, PASSWORD)
        if how.get("workers"):
            found.page.evaluate("() => navigator.serviceWorker.ready.then(() => null)")
        found.open(path)
        if how.get("scripts", True):
            found.button("Tulis bersama sekarang").click()
            found.page.wait_for_selector(JOINED)
        return found

    return opened


def types(who: Phone, section: str, words: str) -> None:
    """At the end of a section, letter by letter."""
    who.page.locator(f"#{section}").click()
    who.page.keyboard.press("Control+End")
    who.page.keyboard.type(words)


def reads(who: Phone, section: str, words: str) -> None:
    expect(who.page.locator(f"#{section}")).to_have_value(re.compile(re.escape(words)), timeout=60_000)


def wait_until(who: Phone, question: str, *about: str) -> None:
    """Until the browser itself says so."""
    while not who.page.evaluate(question, *about):
        who.page.evaluate("() => new Promise(requestAnimationFrame)")


def forgive_being_offline(who: Phone) -> None:
    who.faults = [each for each in who.faults if OFFLINE not in each]


def test_three_phones_write_together_and_one_is_offline_reloaded_and_back(
    served: tuple[Installation, str], enter: Enter
) -> None:
    _, path = served
    ai, ida, dadang = enter("peserta", workers=True), enter("peserta2"), enter("sekretaris")
    types(ida, "b2", "Kelompok satu: bangun ruang.")
    for each in (ai, dadang):
        reads(each, "b2", "Kelompok satu: bangun ruang.")
    expect(dadang.page.get_by_text("Ida Maryani sedang menulis di sini")).to_be_visible()
    wait_until(ai, KEPT, path)
    ai.context.set_offline(True)
    types(ai, "b2", " Ditulis di jalan gunung 🙏.")
    expect(ai.page.get_by_text("Tanpa sambungan")).to_be_visible(timeout=60_000)
    types(dadang, "b2", " Kelompok dua: pecahan.")
    ida.page.fill("[name=keputusan-text]", "Uji coba di dua kelas")
    ida.button("Tambah keputusan").click()
    expect(dadang.page.get_by_label("Keputusan 1", exact=True)).to_have_value("Uji coba di dua kelas")
    while "gunung" not in ai.page.evaluate(STORED):
        ai.page.evaluate("() => new Promise(requestAnimationFrame)")
    ai.page.reload()
    reads(ai, "b2", "Ditulis di jalan gunung 🙏.")
    ai.sees("Anda sedang luring", "Tanpa sambungan")
    types(ai, "b2", " Setelah dimuat ulang.")
    while "dimuat ulang" not in ai.page.evaluate(STORED):
        ai.page.evaluate("() => new Promise(requestAnimationFrame)")
    ai.page.close()
    ai.context.set_offline(False)
    page = ai.context.new_page()
    page.goto(path)  # by itself: words of this phone have not arrived
    for each in (ida, dadang):
        reads(each, "b2", "Ditulis di jalan gunung 🙏.")
        reads(each, "b2", "Setelah dimuat ulang.")
    expect(page.locator(JOINED)).to_be_visible()
    texts = {each.locator("#b2").input_value() for each in (page, ida.page, dadang.page)}
    assert len(texts) == 1 and "Kelompok dua: pecahan." in texts.pop()
    expect(page.get_by_label("Keputusan 1", exact=True)).to_have_value("Uji coba di dua kelas")
    forgive_being_offline(ai)


def test_the_caret_stays_where_one_writes(enter: Enter) -> None:
    ai, ida = enter("peserta"), enter("peserta2")
    types(ai, "b1", "Akhir.")
    reads(ida, "b1", "Akhir.")
    field = ida.page.locator("#b1")
    field.click()
    ida.page.keyboard.press("Control+Home")
    ida.page.keyboard.type("Awal. ")
    reads(ai, "b1", "Awal. Akhir.")
    ai.page.keyboard.type(" Sesudah.")
    reads(ida, "b1", "Awal. Akhir. Sesudah.")
    ida.page.keyboard.type("Di tengah. ")
    reads(ai, "b1", "Awal. Di tengah. Akhir. Sesudah.")


def test_what_was_typed_before_the_scripts_came_is_kept(served: tuple[Installation, str], phone: Phones) -> None:
    server, path = served
    ai = phone(server).sign_in("peserta", PASSWORD).open(path)
    ai.page.locator("#b3").evaluate("(each) => { each.value = 'Ditulis lebih dulu.'; }")
    ai.button("Tulis bersama sekarang").click()
    ai.page.wait_for_selector(JOINED)
    reads(ai, "b3", "Ditulis lebih dulu.")
    ida = phone(server).sign_in("peserta2", PASSWORD).open(path)
    reads(ida, "b3", "Ditulis lebih dulu.")


def test_tasks_are_written_together_taken_back_and_put_in_force_again(enter: Enter) -> None:
    ai, ida = enter("peserta"), enter("peserta2")
    ai.button("Tambah tindak lanjut").click()
    ai.sees("Tulis apa yang akan dikerjakan.")
    ai.fill(**{"tindak-text": "Menyusun LKPD", "tindak-until_on": "2026-12-05"}).choose("tindak-guru_id", "Ida Maryani")
    ai.button("Tambah tindak lanjut").click()
    task = ida.page.get_by_label("Tindak lanjut 1", exact=True)
    expect(task).to_have_value("Menyusun LKPD")
    expect(ida.page.get_by_label("Tindak lanjut 1: paling lambat")).to_have_value("2026-12-05")
    task.fill("Menyusun LKPD pecahan")
    expect(ai.page.get_by_label("Tindak lanjut 1", exact=True)).to_have_value("Menyusun LKPD pecahan")
    ida.page.get_by_label("Tindak lanjut 1: oleh").select_option("peserta")
    expect(ai.page.get_by_label("Tindak lanjut 1: oleh")).to_have_value("peserta")
    ida.page.get_by_role("button", name="Tarik tindak lanjut 1").click()
    expect(ai.page.get_by_label("Tindak lanjut 1, ditarik")).to_have_value("Menyusun LKPD pecahan")
    ai.page.get_by_role("button", name="Kembalikan tindak lanjut 1").click()
    expect(ida.page.get_by_label("Tindak lanjut 1", exact=True)).to_be_editable()


def test_who_leaves_the_gugus_is_told_at_once(served: tuple[Installation, str], phone: Phones, enter: Enter) -> None:
    open_page, elsewhere = enter("koordinator"), phone(served[0]).sign_in("koordinator", PASSWORD)
    elsewhere.open("/gugus/kkg-banjarwangi").unfold("Keluar dari gugus").agree("Keluar dari KKG Banjarwangi")
    open_page.sees("Anda tidak lagi termasuk dalam pertemuan ini")
    expect(open_page.page.locator("#b1")).not_to_be_editable()


def test_the_pages_are_light_and_good_to_everyone(
    served: tuple[Installation, str], phone: Phones, enter: Enter
) -> None:
    server, path = served
    sekretaris = phone(server).sign_in("sekretaris", PASSWORD)
    inspector = Inspector(sekretaris)
    for address, name in ((path, "notulen"), (f"{path}/pembekuan", "notulen-pembekuan")):
        assert inspector.look(address, name) == []
    ai = enter("peserta")
    ai.page.evaluate(script(AXE))
    assert ai.page.evaluate(script(FAULTS), FINGER) == []
    ai.shoot("notulen-hidup-360")


def test_frozen_while_someone_types_and_read_by_everyone(served: tuple[Installation, str], enter: Enter) -> None:
    _, path = served
    ai, dadang = enter("peserta"), enter("sekretaris", wide=True)
    types(ai, "b4", "Ditutup pukul sebelas.")
    reads(dadang, "b4", "Ditutup pukul sebelas.")
    dadang.tap("Periksa dan bekukan").sees("Ditutup pukul sebelas.").tap("Bekukan notulen")
    dadang.sees("Notulen dibekukan sebagai edisi 1.")
    ai.sees("Notulen ini baru saja dibekukan oleh Dadang Gunawan.")
    expect(ai.page.locator("#b4")).not_to_be_editable()
    ai.tap("Baca notulen").heading("Notulen").sees("Ditutup pukul sebelas.", "Kehadiran", "Unduh PDF")
    assert Inspector(dadang).look(path, "notulen-dibekukan") == []


def test_the_journey_without_javascript(served: tuple[Installation, str], enter: Enter) -> None:
    dadang = enter("sekretaris", scripts=False)
    dadang.tap("Buka kembali").fill(reason="ada yang kurang").tap("Buka kembali")
    ai = enter("peserta", scripts=False)
    ai.fill(b4="Tanpa skrip pun bisa.").tap("Simpan notulen").sees("Notulen tersimpan, bersama tulisan yang lain.")
    ai.fill(**{"keputusan-text": "Bertemu lagi Sabtu"}).tap("Tambah keputusan").sees("Bertemu lagi Sabtu")
    dadang.open(served[1]).tap("Periksa dan bekukan").tap("Bekukan notulen").sees("edisi 2", "Bertemu lagi Sabtu")

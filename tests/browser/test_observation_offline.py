"""An observation on a phone in a class without a line: written in full, never lost, sent when there is one again."""

import io
import re
from datetime import UTC, datetime, timedelta

import pytest
from PIL import Image
from playwright.sync_api import Page, Route, expect

from community.wiring.sample import PASSWORD
from tests.browser.conftest import Phones
from tests.browser.phone import Phone, until
from tests.installation import Installation

pytestmark = pytest.mark.browser

TODAY = "SELECT id FROM observation WHERE topic = 'Pecahan campuran'"
ANSWER = """SELECT a.value FROM observation_answer a JOIN observation o ON o.id = a.observation_id
    JOIN guru g ON g.id = a.guru_id WHERE o.id = :id AND a.field = :field AND g.username = :who
    ORDER BY a.number DESC LIMIT 1"""
CLOSED = """SELECT p.closed_at FROM observation_participant p JOIN guru g ON g.id = p.guru_id
    WHERE p.observation_id = :id AND g.username = :who"""
PHOTOS = "SELECT count(*) FROM observation_photo WHERE observation_id = :id"
# The phases are kept once the overview was opened with a line.
PHASES_KEPT = """async (paths) => {
  const { active } = await navigator.serviceWorker.ready;
  const { port1, port2 } = new MessageChannel();
  const answered = new Promise((done) => (port1.onmessage = (event) => done(event.data.answer)));
  active.postMessage({ minta: "daftar" }, [port2]);
  const kept = (await answered).map((each) => each.path);
  return paths.every((path) => kept.includes(path));
}"""


SLOW_TO_READ = """
const wait = (result) => Object.defineProperty(result, "onsuccess", {
  set: (tell) => result.addEventListener("success", (event) => setTimeout(() => tell.call(result, event), 300)),
});
const own = IDBObjectStore.prototype.getAll;
IDBObjectStore.prototype.getAll = function (...all) { return wait(own.apply(this, all)); };
"""


@pytest.fixture
def here(sample: Installation) -> str:
    """The observation that is to be held in an hour: contoh-guru observes contoh-pns."""
    return f"/observasi/{sample.ask(TODAY)}"


def ready(phone: Phone, login: str, here: str) -> Phone:
    """Someone who has opened the observation once, with a line: the phone now holds all its pages."""
    phone.sign_in(login, PASSWORD).open(here)
    keeps(phone, here, *(f"{here}/{phase}" for phase in ("pra", "kelas", "pasca")))
    return phone


def keeps(phone: Phone, *paths: str) -> None:
    """Wait until the phone has these pages."""
    phone.page.evaluate("() => navigator.serviceWorker.ready.then(() => null)")
    until(phone.page, lambda: phone.page.evaluate(PHASES_KEPT, list(paths)))


def close_sheet(phone: Phone, sample: Installation, here: str, who: str) -> None:
    """Close the own sheet; what counts is that the server knows."""
    phone.open(here).agree("Tutup lembar saya")
    until(phone.page, lambda: sample.ask(CLOSED, id=here.split("/")[-1], who=who) is not None)


def says(phone: Phone, words: str) -> None:
    expect(phone.page.locator("[data-isian-state]")).to_contain_text(words)


def write(phone: Phone, field: str, words: str) -> None:
    """Write into a field, and see that the phone has it."""
    part = phone.page.locator(f'[data-isian="{field}"]')
    part.locator("textarea").fill(words)
    expect(part.locator("[data-isian-mark]")).to_be_visible()


def mark(phone: Phone, field: str, level: str) -> None:
    phone.page.locator(f'[data-isian="{field}"] label', has_text=level).click()


def stop_clock(page: Page) -> None:
    """No timer of the page passes any more but by `page.clock.run_for`."""
    page.clock.install()
    page.clock.pause_at(datetime.now(UTC) + timedelta(seconds=1))


def notes() -> dict[str, object]:
    """A photo of notes, as large as a phone takes them, with where it was taken."""
    out = io.BytesIO()
    picture = Image.effect_noise((3000, 2000), 60).convert("RGB")
    exif = Image.Exif()
    exif[0x010E] = "Banjarwangi"
    picture.save(out, "JPEG", exif=exif)
    return {"name": "IMG_2026.jpg", "mimeType": "image/jpeg", "buffer": out.getvalue()}


def test_a_photo_taken_back_while_it_is_sent_stays_away_and_holds_nothing_up(
    sample: Installation, phone: Phones, here: str
) -> None:
    observer, identity = ready(phone(sample, workers=True), "contoh-guru", here), here.split("/")[-1]
    before = sample.ask(PHOTOS, id=identity)
    slow: list[Route] = []
    observer.context.route("**/unggahan", lambda route: slow.append(route))
    observer.open(f"{here}/kelas")
    observer.attach("foto-foto", notes())
    until(phone(sample).page, lambda: bool(slow))
    observer.button("Hapus dari ponsel").click()
    slow[0].continue_()
    says(observer, "Semua terkirim")
    observer.open(f"{here}/pra")
    write(observer, "sepakat", "Duduk di samping.")
    says(observer, "Semua terkirim")
    assert sample.ask(PHOTOS, id=identity) == before
    assert sample.ask(ANSWER, id=identity, field="sepakat", who="contoh-guru") == "Duduk di samping."


def test_a_photo_whose_sending_was_cut_goes_on_where_it_stopped(sample: Installation, phone: Phones, here: str) -> None:
    observer, identity = ready(phone(sample, workers=True), "contoh-guru", here), here.split("/")[-1]
    before = sample.ask(PHOTOS, id=identity)
    begun: list[str] = []
    pieces: list[str] = []

    def carry(route: Route) -> None:
        """Two pieces come through, then the line is gone."""
        pieces.append(route.request.url)
        route.continue_() if len(pieces) < 3 else route.abort("internetdisconnected")

    observer.context.on("request", lambda each: each.method == "POST" and begun.append(each.url.rpartition("/")[2]))
    observer.context.route(re.compile("/unggahan/"), carry)
    observer.open(f"{here}/kelas")
    observer.attach("foto-foto", notes())
    until(observer.page, lambda: len(pieces) > 2)
    says(observer, "Belum terkirim")
    assert sample.ask(PHOTOS, id=identity) == before
    observer.page.close()

    observer.context.unroute(re.compile("/unggahan/"), carry)
    observer.page = observer.context.new_page()
    observer.open(here)
    until(observer.page, lambda: sample.ask(PHOTOS, id=identity) == before + 1)
    assert begun.count("unggahan") == 1  # what had arrived was not sent again


def test_an_observation_made_without_a_line_in_full_is_sent_later(
    sample: Installation, phone: Phones, here: str
) -> None:
    observer, identity = ready(phone(sample, workers=True), "contoh-guru", here), here.split("/")[-1]
    photos = sample.ask(PHOTOS, id=identity)
    observer.context.set_offline(True)

    observer.open(f"{here}/pra").heading("Percakapan pra-observasi").sees("Anda sedang luring")
    write(observer, "sepakat", "Duduk di belakang, mencatat kelompok dekat jendela.")
    says(observer, "Belum terkirim (1)")
    observer.shoot("observasi-luring-pra")

    observer.open(f"{here}/kelas").heading("Observasi kelas")
    mark(observer, "terlibat", "Dilakukan dan efektif")
    write(observer, "terlibat.bukti", "Dua belas dari empat belas pasangan berdiskusi.")
    mark(observer, "umpan-balik", "Dilakukan tapi belum efektif")
    observer.attach("foto-foto", notes())
    photo = observer.page.locator("[data-foto-kiriman]")
    expect(photo).to_contain_text("tersimpan di ponsel")
    says(observer, "Belum terkirim (5)")

    observer.page.reload()  # the phone was locked, the tab thrown away
    observer.heading("Observasi kelas")
    expect(observer.page.locator('[data-isian="terlibat.bukti"] textarea')).to_have_value(
        "Dua belas dari empat belas pasangan berdiskusi."
    )
    assert observer.page.locator('[data-isian="terlibat"] input[value="efektif"]').is_checked()
    expect(photo.locator("img")).to_be_visible()
    says(observer, "Belum terkirim (5)")
    observer.shoot("observasi-luring-kelas")

    observer.open(f"{here}/pasca").heading("Percakapan pasca-observasi")
    write(observer, "saran", "Beri waktu berpikir sebelum bertanya.")
    says(observer, "Belum terkirim (6)")
    assert sample.ask(ANSWER, id=identity, field="terlibat", who="contoh-guru") is None
    observer.page.close()

    observer.context.set_offline(False)
    observer.page = observer.context.new_page()  # another day, another page: what waits is sent from there
    observer.open("/")
    until(observer.page, lambda: sample.ask(ANSWER, id=identity, field="saran", who="contoh-guru") is not None)
    until(observer.page, lambda: sample.ask(PHOTOS, id=identity) == photos + 1)
    said = "Dua belas dari empat belas pasangan berdiskusi."
    assert sample.ask(ANSWER, id=identity, field="terlibat.bukti", who="contoh-guru") == said
    assert sample.ask(ANSWER, id=identity, field="terlibat", who="contoh-guru") == "efektif"
    observer.open(f"{here}/kelas").does_not_see("Belum terkirim")
    assert observer.page.locator('[data-isian="terlibat"] input[value="efektif"]').is_checked()
    expect(observer.page.locator(".isian-photos a").first).to_contain_text("Foto 1")
    close_sheet(observer, sample, here, "contoh-guru")

    teacher = phone(sample)
    teacher.sign_in("contoh-pns", PASSWORD).open(f"{here}/kelas").sees(said)


def test_what_was_written_waits_for_who_must_sign_in_again(sample: Installation, phone: Phones, here: str) -> None:
    teacher = ready(phone(sample, workers=True), "contoh-pns", here)
    teacher.open(f"{here}/pra")
    teacher.context.clear_cookies()  # the session ended meanwhile
    write(teacher, "tujuan", "Mengenal pecahan campuran.")
    says(teacher, "Masuk lagi untuk mengirim")
    teacher.shoot("observasi-masuk-lagi")
    teacher.tap("Masuk lagi untuk mengirim").heading("Masuk")
    teacher.give_password("contoh-pns", PASSWORD).heading("Percakapan pra-observasi")
    expect(teacher.page.locator('[data-isian="tujuan"] textarea')).to_have_value("Mengenal pecahan campuran.")
    says(teacher, "Semua terkirim")
    assert sample.ask(ANSWER, id=here.split("/")[-1], field="tujuan", who="contoh-pns") == "Mengenal pecahan campuran."


def test_two_observers_without_a_line_keep_two_sheets(sample: Installation, phone: Phones, here: str) -> None:
    teacher = phone(sample)
    teacher.sign_in("contoh-pns", PASSWORD).open("/gugus/kkg-banjarwangi/observasi/baru")
    teacher.choose("teacher_id", "Ujang Firmansyah").choose("observer1", "Yuyun Sutisna").unfold("Pengamat lain")
    teacher.choose("observer2", "Dadang Gunawan").choose("edition", "lesson study")
    teacher.fill(day="2026-11-21", start="09:00", end="10:10", topic="Luas segitiga").tap("Kirim usul")
    teacher.sees("Usul terkirim")
    path, texts = teacher.path, {"contoh-ketua": "Kelompok dua diam.", "contoh-sekretaris": "Semua menggambar."}
    observers = {}
    for login in texts:
        observers[login] = phone(sample, workers=True)
        observers[login].sign_in(login, PASSWORD).open(path).tap("Terima").sees("Anda menerima observasi ini.")
    for login, observer in observers.items():
        observer.open(path)
        keeps(observer, f"{path}/buka-kelas")
        observer.context.set_offline(True)
        observer.open(f"{path}/buka-kelas")
        write(observer, "a", texts[login])
        says(observer, "Belum terkirim (1)")
        observer.context.set_offline(False)
        says(observer, "Semua terkirim")
    for login, observer in observers.items():
        close_sheet(observer, sample, path, login)
    teacher.open(f"{path}/buka-kelas").sees(*texts.values())


def test_a_line_that_comes_back_while_a_try_fails_is_used_at_once(
    sample: Installation, phone: Phones, here: str
) -> None:
    observer = ready(phone(sample, workers=True), "contoh-guru", here)
    tries: list[Route] = []
    observer.context.route("**/isian", lambda route: tries.append(route))
    observer.open(f"{here}/pra")
    write(observer, "sepakat", "Duduk di dekat jendela.")
    elsewhere = phone(sample).page  # whose clock goes on
    until(elsewhere, lambda: len(tries) == 1)
    stop_clock(observer.page)  # from here no pause between two tries passes by itself
    observer.page.evaluate("dispatchEvent(new Event('online'))")
    observer.page.clock.run_for(1)
    tries[0].abort("internetdisconnected")
    until(elsewhere, lambda: len(tries) == 2)
    tries[1].continue_()
    says(observer, "Semua terkirim")
    observer.faults = [each for each in observer.faults if "ERR_INTERNET_DISCONNECTED" not in each]  # that line


def test_a_new_line_is_tried_soon_however_long_the_old_one_was_away(
    sample: Installation, phone: Phones, here: str
) -> None:
    observer = ready(phone(sample, workers=True), "contoh-guru", here)
    tries: list[str] = []
    elsewhere = phone(sample).page
    stop_clock(observer.open(f"{here}/pra").page)

    def drop(route: Route) -> None:
        tries.append(route.request.url)
        route.abort("internetdisconnected")

    observer.context.route("**/isian", drop)
    write(observer, "sepakat", "Duduk di dekat pintu.")
    for tried in range(1, 8):
        observer.page.clock.run_for(60_000)
        until(elsewhere, lambda tried=tried: len(tries) >= tried)
        says(observer, "Tersimpan di ponsel; dikirim begitu ada sambungan.")
    before = len(tries)
    observer.page.evaluate("dispatchEvent(new Event('online'))")
    observer.page.clock.run_for(1)
    until(elsewhere, lambda: len(tries) == before + 1)  # the line is not quite there
    says(observer, "Tersimpan di ponsel; dikirim begitu ada sambungan.")
    observer.context.unroute("**/isian")
    observer.page.clock.run_for(5000)
    says(observer, "Semua terkirim")
    observer.faults = [each for each in observer.faults if "ERR_INTERNET_DISCONNECTED" not in each]  # that line


def test_a_page_of_somebody_elses_network_is_not_taken_for_an_answer(
    sample: Installation, phone: Phones, here: str
) -> None:
    observer = ready(phone(sample, workers=True), "contoh-guru", here)
    observer.context.route("**/isian", lambda route: route.fulfill(body="<h1>Wi-Fi sekolah: isi nama Anda</h1>"))
    observer.open(f"{here}/pra")
    write(observer, "sepakat", "Duduk di tengah.")
    says(observer, "Tersimpan di ponsel; dicoba lagi sebentar.")
    observer.context.unroute("**/isian")
    observer.page.evaluate("dispatchEvent(new Event('online'))")
    says(observer, "Semua terkirim")
    assert sample.ask(ANSWER, id=here.split("/")[-1], field="sepakat", who="contoh-guru") == "Duduk di tengah."


def test_who_signs_out_is_told_what_has_not_been_sent(sample: Installation, phone: Phones, here: str) -> None:
    observer = ready(phone(sample, workers=True), "contoh-guru", here)
    observer.context.route("**/isian", lambda route: route.abort())  # a line that drops whatever is sent
    observer.open(f"{here}/pra")
    write(observer, "sepakat", "Duduk di belakang.")
    says(observer, "Belum terkirim (1)")
    observer.open("/keluar").sees("1 isian observasi").sees("isian itu terhapus")
    observer.faults = [each for each in observer.faults if "ERR_FAILED" not in each]  # that line


def test_what_is_written_before_the_scripts_come_is_kept_too(sample: Installation, phone: Phones, here: str) -> None:
    observer = phone(sample).sign_in("contoh-guru", PASSWORD)  # no worker holds the scripts: they come over the line
    held: list[Route] = []
    observer.page.route("**/isian.js*", lambda route: held.append(route))
    observer.page.goto(f"{here}/pra", wait_until="domcontentloaded")
    until(observer.page, lambda: bool(held))
    part = observer.page.locator('[data-isian="sepakat"]')
    part.locator("textarea").fill("Ditulis sebelum skrip datang.")
    held[0].continue_()
    expect(part.locator("[data-isian-mark]")).to_have_text("terkirim")
    observer.page.unroute("**/isian.js*")
    observer.page.reload()
    expect(part.locator("textarea")).to_have_value("Ditulis sebelum skrip datang.")


def test_what_is_written_while_the_scripts_come_is_kept_whole(sample: Installation, phone: Phones, here: str) -> None:
    observer = phone(sample).sign_in("contoh-guru", PASSWORD)
    observer.page.add_init_script(SLOW_TO_READ)
    held: list[Route] = []
    observer.page.route("**/isian.js*", lambda route: held.append(route))
    observer.page.goto(f"{here}/pra", wait_until="domcontentloaded")
    until(phone(sample).page, lambda: bool(held))
    field = observer.page.locator('[data-isian="sepakat"] textarea')
    field.fill("Sebelum skrip datang,")
    held[0].continue_()
    field.press_sequentially(" dan selagi skrip itu membaca apa yang disimpan ponsel.", delay=40)
    says(observer, "Semua terkirim")
    whole = "Sebelum skrip datang, dan selagi skrip itu membaca apa yang disimpan ponsel."
    expect(field).to_have_value(whole)
    assert sample.ask(ANSWER, id=here.split("/")[-1], field="sepakat", who="contoh-guru") == whole

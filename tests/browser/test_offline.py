"""A page kept on the phone is read without a line, by its person only, and is gone once they have signed out."""

import re

import pytest
from playwright.sync_api import expect

from community.wiring.sample import PASSWORD
from tests.browser.conftest import Phones
from tests.browser.phone import PATIENCE, Phone
from tests.installation import Installation

pytestmark = pytest.mark.browser

KEEP = "Simpan untuk dibaca luring"
KEPT = "Tersimpan di perangkat ini"
SHOWN = """() => navigator.serviceWorker.ready.then((found) => found.getNotifications())
  .then((all) => all.map((each) => [each.title, each.body, each.tag]))"""
TYPED = """() => {
  document.querySelector("main [name=theme]").dispatchEvent(new Event("input", { bubbles: true }));
  return sessionStorage.length > 0;
}"""
ONE = '[["Gugus: Pertemuan","Dipindah ke Selasa.","pindah:a"]]'


def ready(phone: Phone, login: str) -> Phone:
    """Someone signed in, on a phone whose worker has everything it needs."""
    phone.sign_in(login, PASSWORD)
    phone.page.evaluate("() => navigator.serviceWorker.ready.then(() => null)")
    return phone


def pertemuan(sample: Installation) -> str:
    return f"/pertemuan/{sample.ask('SELECT id FROM pertemuan ORDER BY starts_at DESC LIMIT 1 OFFSET 1')}"


def keep(phone: Phone, path: str) -> None:
    phone.open(path).tap(KEEP).sees(KEPT)


def kept_names(phone: Phone) -> list[str]:
    return [name for name in phone.page.evaluate("() => caches.keys()") if name.startswith("halaman-")]


def test_a_kept_page_opens_without_a_line_and_says_that_it_is_a_copy(sample: Installation, phone: Phones) -> None:
    ai, path = ready(phone(sample, workers=True), "contoh-guru"), pertemuan(sample)
    keep(ai, path)
    ai.context.set_offline(True)
    ai.open(path).sees("Anda sedang luring. Ini salinan dari", "Tempat")
    assert ai.page.evaluate("getComputedStyle(document.querySelector('.card')).borderRadius") != "0px"
    ai.shoot("salinan-luring")
    ai.open("/catatan").heading("Anda sedang luring").sees("Halaman yang Anda buka tidak tersimpan")
    ai.page.locator("a.row-link").click()
    ai.sees("Ini salinan dari")
    ai.context.set_offline(False)
    ai.open(path).does_not_see("Ini salinan dari")


def test_what_is_kept_is_listed_with_its_size_and_day_and_can_be_removed(sample: Installation, phone: Phones) -> None:
    ai, path = ready(phone(sample, workers=True), "contoh-guru"), pertemuan(sample)
    keep(ai, path)
    ai.open("/luring").sees("1 halaman")
    expect(ai.page.locator(".row")).to_have_text(re.compile(r"\d+ kB, \w+, \d+ \w+ \d{4} pukul \d\d\.\d\d WIB"))
    ai.shoot("luring")
    ai.page.get_by_role("button", name="Hapus").click()
    ai.sees("Belum ada halaman yang tersimpan")
    ai.context.set_offline(True)
    ai.open(path).heading("Anda sedang luring")
    ai.context.set_offline(False)
    ai.open(path).sees(KEEP)


def test_a_page_that_may_not_be_kept_is_not(sample: Installation, phone: Phones) -> None:
    ai = ready(phone(sample, workers=True), "contoh-guru")
    asked = ai.page.evaluate(
        """async () => {
          const { active } = await navigator.serviceWorker.ready;
          const { port1, port2 } = new MessageChannel();
          active.postMessage({ minta: "simpan", path: "/akun" }, [port2]);
          return new Promise((done) => (port1.onmessage = (event) => done(event.data)));
        }"""
    )
    assert asked == {"fault": "Error"}
    ai.context.set_offline(True)
    ai.open("/akun").heading("Anda sedang luring")
    ai.context.set_offline(False)


def test_signing_out_takes_everything_along(sample: Installation, phone: Phones) -> None:
    ai, path = ready(phone(sample, workers=True), "contoh-guru"), pertemuan(sample)
    keep(ai, path)
    ai.open("/akun").tap("Keluar dari perangkat ini").heading("Masuk")
    assert kept_names(ai) == []
    ai = ready(ai, "contoh-guru")
    ai.context.set_offline(True)
    ai.open(path).heading("Anda sedang luring").does_not_see("Pertemuan 2 dari 3")
    ai.context.set_offline(False)


def test_a_session_ended_from_elsewhere_takes_everything_along_at_the_next_page(
    sample: Installation, phone: Phones
) -> None:
    ai, other = ready(phone(sample, workers=True), "contoh-guru"), phone(sample)
    keep(ai, pertemuan(sample))
    other.sign_in("contoh-guru", PASSWORD).open("/akun/sesi").agree("Keluarkan semua perangkat lain")
    ai.open("/gugus").heading("Masuk")
    assert kept_names(ai) == []


def test_another_person_on_the_same_phone_sees_nothing_of_it(sample: Installation, phone: Phones) -> None:
    ai, path = ready(phone(sample, workers=True), "contoh-guru"), pertemuan(sample)
    keep(ai, path)
    ai.context.clear_cookies()  # the session is gone without a word: no sign-out, nothing cleared
    ai.sign_in("contoh-ketua", PASSWORD).open("/gugus").heading("Gugus saya")
    assert kept_names(ai) == []
    ai.context.set_offline(True)
    ai.open(path).heading("Anda sedang luring")
    ai.context.set_offline(False)


def test_a_form_sent_without_a_line_keeps_what_was_typed(sample: Installation, phone: Phones) -> None:
    """The worker stays out of it, and the page shown without a line does not count as the answer of the server."""
    ketua = ready(phone(sample, workers=True), "contoh-ketua")
    form = str(sample.ask("SELECT '/gugus/' || slug FROM gugus")) + "/paket/baru"
    ketua.open(form).fill(theme="Menulis cerita")
    ketua.page.wait_for_function(TYPED)  # the draft begins once its script is there
    ketua.context.set_offline(True)
    ketua.page.locator("main form").first.evaluate("(each) => each.requestSubmit()")
    expect(ketua.page).to_have_url(re.compile("^chrome-error:"))
    ketua.open("/gugus").heading("Anda sedang luring")
    assert "Menulis cerita" in ketua.page.evaluate("() => JSON.stringify(sessionStorage)")
    ketua.context.set_offline(False)


def test_after_a_form_the_answer_is_waited_for_however_slow_the_line(sample: Installation, phone: Phones) -> None:
    """Elsewhere a kept copy comes after six seconds; here it would hide what became of the form."""
    ai, path = ready(phone(sample, workers=True), "contoh-guru"), pertemuan(sample)
    keep(ai, path)
    shown: list[str] = []
    ai.page.on("framenavigated", lambda frame: shown.append(frame.url))
    sample.hold_answers(page=path)
    try:
        ai.page.locator("form.rsvp").get_by_role("button").first.click(no_wait_after=True)
        other = ai.context.new_page()
        other.goto(path, timeout=PATIENCE * 3)
        expect(other.get_by_text("Ini salinan dari")).to_be_visible()  # so the six seconds are over
        assert shown == []
    finally:
        sample.let_go()
    ai.sees("Jawaban Anda tercatat").does_not_see("Ini salinan dari")


def test_when_the_line_goes_after_a_form_the_copy_says_that_the_form_arrived(
    sample: Installation, phone: Phones
) -> None:
    ai, path = ready(phone(sample, workers=True), "contoh-guru"), pertemuan(sample)
    keep(ai, path)
    sample.hold_answers(page=path)
    try:
        with ai.page.expect_request(lambda request: request.method == "GET" and request.url.endswith(path)):
            ai.page.locator("form.rsvp").get_by_role("button").first.click(no_wait_after=True)
        sample.kill()
        ai.sees("Yang baru Anda kirim sudah sampai.", "Ini salinan dari")
    finally:
        sample.start()


def test_a_message_is_shown_by_the_worker_and_two_on_one_matter_are_one(sample: Installation, phone: Phones) -> None:
    ai = ready(phone(sample, workers=True), "contoh-guru")
    ai.context.grant_permissions(["notifications"])
    line = ai.context.new_cdp_session(ai.page)
    registrations: list[str] = []
    line.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda event: registrations.extend(each["registrationId"] for each in event["registrations"]),
    )
    line.send("ServiceWorker.enable")
    while not registrations:
        ai.page.evaluate("() => new Promise(requestAnimationFrame)")
    for day in ("Senin", "Selasa"):
        message = (
            f'{{"title": "Gugus: Pertemuan", "sentence": "Dipindah ke {day}.", "link": "/gugus", "tag": "pindah:a"}}'
        )
        origin = {"origin": sample.address, "registrationId": registrations[0]}
        line.send("ServiceWorker.deliverPushMessage", {**origin, "data": message})
    ai.page.wait_for_function(f"async (wanted) => JSON.stringify(await ({SHOWN})()) === wanted", arg=ONE)


def test_gugus_can_be_put_on_the_home_screen(sample: Installation, phone: Phones) -> None:
    ai = ready(phone(sample, workers=True), "contoh-guru")
    line = ai.context.new_cdp_session(ai.page)
    found = line.send("Page.getAppManifest")
    assert found["errors"] == [] and found["url"].endswith("/manifest.webmanifest")
    missing = {each["errorId"] for each in line.send("Page.getInstallabilityErrors")["installabilityErrors"]}
    assert missing <= {"in-incognito"}  # as every window of a test is

"""A poll and questions in a room on real phones: opened, voted in, shown; and the same without JavaScript."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import APIResponse, Locator, Route, expect

from tests.browser.gate import Gate
from tests.browser.inspection import Inspector
from tests.browser.phone import Phone, until
from tests.discussion.listener import Listener, sign_in
from tests.discussion.served import serving_a_room
from tests.installation import Installation
from tests.people import PASSWORD

pytestmark = pytest.mark.browser
Phones = Callable[..., Phone]
OPTIONS = "Kertas lipat dari kalender bekas, satu set untuk setiap meja\nRoda pecahan\nGaris bilangan"
JOINED = "[data-keadaan=tersambung]"


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[Installation, str]]:
    with serving_a_room(tmp_path / "instance") as found:
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


def write_poll(who: Phone, question: str, kind: str = "Satu pilihan", options: str = "", **ticks: bool) -> Phone:
    """Write a poll down and open it at once."""
    room = who.path
    who.open(f"{room}/jajak/baru").fill(question=question).choose("kind", kind)
    if options:
        who.fill(options=options)
    for name, on in ticks.items():
        who.page.locator(f"main [name={name}]").set_checked(on)
    who.tap("Simpan dan buka sekarang")
    who.page.wait_for_selector(JOINED)
    return who


def poll_of(who: Phone, question: str) -> Locator:
    return who.page.locator(".poll", has_text=question)


def test_a_poll_is_opened_voted_in_and_shown_on_two_phones(enter: Callable[..., Phone]) -> None:
    ai, ketua = enter("peserta"), enter("ketua")
    write_poll(ketua, "Alat peraga apa yang dibuat?", options="Kertas lipat\nRoda pecahan\nGaris bilangan")
    theirs, mine = poll_of(ketua, "Alat peraga"), poll_of(ai, "Alat peraga")
    expect(mine).to_be_visible()
    expect(ai.page.locator("[data-part=jajak-kabar]")).to_contain_text("Jajak pendapat dibuka: Alat peraga")
    mine.get_by_text("Roda pecahan").first.click()
    ai.shoot("jajak-memilih")
    mine.get_by_role("button", name="Kirim suara").click()
    expect(mine.get_by_text("Suara Anda tercatat, tanpa nama.")).to_be_visible()
    expect(mine.get_by_role("button", name="Kirim suara")).to_be_hidden()
    expect(theirs.get_by_text("1 orang sudah memilih")).to_be_visible()
    expect(mine.locator("svg.chart")).to_have_count(0)

    # What the ketua has chosen and not sent survives what arrives meanwhile.
    theirs.get_by_text("Kertas lipat").first.click()
    ida = enter("peserta2")
    poll_of(ida, "Alat peraga").get_by_text("Garis bilangan").first.click()
    poll_of(ida, "Alat peraga").get_by_role("button", name="Kirim suara").click()
    expect(theirs.get_by_text("2 orang sudah memilih")).to_be_visible()
    expect(theirs.get_by_role("radio", name="Kertas lipat")).to_be_checked()
    theirs.get_by_role("button", name="Tampilkan hasil").click()
    expect(mine.locator("svg.chart")).to_be_visible()
    expect(theirs.get_by_role("radio", name="Kertas lipat")).to_be_checked()
    expect(mine.get_by_text("Suara Anda tercatat, tanpa nama.")).to_be_visible()
    ketua.shoot("jajak-hasil-ketua")
    theirs.get_by_role("button", name="Tutup", exact=True).click()
    expect(theirs.get_by_text("Ditutup sebelum suara Anda terkirim. Yang Anda pilih: Kertas lipat.")).to_be_visible()
    expect(mine.locator("svg.chart desc")).to_contain_text("Roda pecahan: 1 suara, 50 persen.")
    ai.shoot("jajak-hasil")


def test_a_poll_opened_while_a_phone_comes_back_stays_on_it(
    served: tuple[Installation, str], enter: Callable[..., Phone], phone: Phones
) -> None:
    server, room_id = served
    ketua = write_poll(enter("ketua"), "Mana yang dibahas dulu?", options="Pecahan\nDesimal")
    ai = phone(server)
    gate = Gate(ai)
    ai.sign_in("peserta", PASSWORD).open(f"/diskusi/{room_id}").page.wait_for_selector(JOINED)
    slow: list[tuple[Route, APIResponse]] = []
    ai.page.route("**/jajak?potongan=1", lambda route: slow.append((route, route.fetch())))
    gate.cut()
    until(phone(server).page, lambda: bool(slow))
    write_poll(ketua.open(f"/diskusi/{room_id}"), "Berapa lama?", options="Satu jam\nDua jam")
    expect(poll_of(ai, "Berapa lama?")).to_be_visible()
    before, answer = slow[0]
    before.fulfill(response=answer)  # as things stood when it was asked for
    poll_of(ai, "Mana yang dibahas").get_by_text("Desimal").first.click()
    poll_of(ai, "Mana yang dibahas").get_by_role("button", name="Kirim suara").click()
    expect(poll_of(ketua, "Mana yang dibahas").get_by_text("1 orang sudah memilih")).to_be_visible()
    expect(poll_of(ai, "Berapa lama?")).to_be_visible()


def test_a_named_quiz_tells_each_whether_they_were_right(enter: Callable[..., Phone]) -> None:
    ai, ketua = enter("peserta"), enter("ketua")
    room = ketua.path
    ketua.open(f"{room}/jajak/baru").fill(question="Berapa 1/2 + 1/4?", options="2/6\n3/4\n1/6", right="2")
    ketua.page.locator("main [name=anonymous]").set_checked(False)
    ketua.tap("Simpan dan buka sekarang").page.wait_for_selector(JOINED)
    mine = poll_of(ai, "Berapa 1/2")
    mine.get_by_text("2/6").first.click()
    mine.get_by_role("button", name="Kirim suara").click()
    expect(mine.get_by_text("Suara Anda: 2/6.")).to_be_visible()
    mine.get_by_text("3/4").first.click()
    mine.get_by_role("button", name="suara").click()
    expect(mine.get_by_text("Suara Anda: 3/4.")).to_be_visible()
    poll_of(ketua, "Berapa").get_by_role("button", name="Tutup dan tampilkan").click()
    expect(mine.get_by_text("Suara Anda: 3/4. Jawaban Anda benar.")).to_be_visible()
    expect(mine.get_by_text("✓ 3/4 (jawaban yang benar)")).to_be_visible()
    ai.shoot("jajak-kuis")


def test_a_question_is_asked_and_supported_on_two_phones(enter: Callable[..., Phone]) -> None:
    ai, ketua = enter("peserta"), enter("ketua")
    for each in (ai, ketua):
        each.unfold("Pertanyaan")
    ai.page.fill("#tanya-teks", "Kapan modul dikumpulkan?")
    ai.button("Ajukan").click()
    asked = ketua.page.locator(".question", has_text="Kapan modul dikumpulkan?")
    expect(asked).to_be_visible()
    expect(ai.page.locator("#tanya-teks")).to_have_value("")
    expect(ketua.page.get_by_text("Pertanyaan (1)")).to_be_visible()
    ai.page.fill("#tanya-teks", "Belum selesai dit")
    asked.get_by_role("button", name="Saya juga").click()
    expect(ai.page.locator(".question .sign b")).to_have_text("1")
    expect(asked.get_by_role("button", name="Saya juga")).to_have_attribute("aria-pressed", "true")
    expect(ai.page.locator("#tanya-teks")).to_have_value("Belum selesai dit")
    ketua.shoot("tanya")
    asked.get_by_role("button", name="Sudah dijawab").click()
    expect(ai.page.locator(".question")).to_have_count(0)


def test_a_poll_out_of_sight_is_led_to(served: tuple[Installation, str], enter: Callable[..., Phone]) -> None:
    server, room_id = served
    speaker = Listener(server.address, sign_in(server.address, "ketua", PASSWORD), room_id)
    speaker.connect()
    for number in range(25):
        speaker.say(f"pesan-{number}", f"Pesan {number}: anak-anak melipat kertas menjadi bagian yang sama besar.")
    speaker.close()
    ai, ketua = enter("peserta"), enter("ketua")
    write_poll(ketua, "Sudah siap?", options="Ya\nBelum")
    strip = ai.page.locator(".poll-strip")
    expect(strip).to_be_visible()
    ai.shoot("jajak-pita")
    strip.click()
    expect(poll_of(ai, "Sudah siap?")).to_be_in_viewport()
    expect(strip).to_be_hidden()


def test_the_journey_without_javascript(enter: Callable[..., Phone]) -> None:
    ketua = enter("ketua", scripts=False)
    room = ketua.path
    ketua.unfold("Jajak pendapat").tap("Buat jajak pendapat")
    ketua.fill(question="Sudah siap?", options="Ya\nBelum").tap("Simpan dan buka sekarang").sees(
        "Jajak pendapat dibuka."
    )
    ai = enter("peserta", scripts=False)
    mine = poll_of(ai, "Sudah siap?")
    mine.get_by_text("Belum", exact=True).first.click()
    mine.get_by_role("button", name="Kirim suara").click()
    ai.sees("Suara Anda tercatat, tanpa nama.", "1 orang sudah memilih")
    poll_of(ketua.open(room), "Sudah siap?").get_by_role("button", name="Tampilkan hasil").click()
    expect(poll_of(ai.open(room), "Sudah siap?").locator("svg.chart")).to_be_visible()
    ai.unfold("Pertanyaan").page.fill("#tanya-teks", "Sampai pukul berapa?")
    ai.button("Ajukan").click()
    ketua.open(room).unfold("Pertanyaan")
    ketua.page.locator(".question").get_by_role("button", name="Saya juga").click()
    ketua.unfold("Pertanyaan")
    expect(ketua.page.locator(".question .sign b")).to_have_text("1")


@pytest.fixture
def speakers(served: tuple[Installation, str]) -> Iterator[list[Listener]]:
    """Three programs of members who are in the room."""
    server, room_id = served
    names = ("bendahara", "peserta", "peserta2")
    found = [Listener(server.address, sign_in(server.address, name, PASSWORD), room_id) for name in names]
    for each in found:
        each.connect()
    yield found
    for each in found:
        each.close()


def values(who: Phone, poll: str, fields: str) -> list[str]:
    return [each.get_attribute("value") or "" for each in who.page.locator(f"#jajak-{poll} {fields}").all()]


def test_the_pages_of_polls_are_light_and_good_to_everyone(
    speakers: list[Listener], enter: Callable[..., Phone]
) -> None:
    for number in range(60):
        words = f"Pesan {number}: di kelas saya, anak-anak melipat kertas menjadi {number} bagian yang sama besar."
        speakers[number % 3].say(f"banyak-{number}", words)
    for number in range(6):
        speakers[number % 3].ask("ask", klien_id=f"t{number}", teks=f"Bagaimana menilai alat peraga nomor {number}?")
    ketua = enter("ketua")
    room = ketua.path
    easiest = "Alat peraga apa yang paling mudah dibuat bersama murid kelas empat di rumah?"
    write_poll(ketua, easiest, options=OPTIONS, live=True)
    write_poll(ketua.open(room), "Seberapa yakin Anda mengajarkannya?", "Skala", live=True)
    write_poll(ketua.open(room), "Mana yang dibahas dulu?", "Urutan", OPTIONS, live=True)
    one, scale, order = (each.get_attribute("data-jajak") or "" for each in ketua.page.locator(".poll").all())
    first, *others = values(ketua, one, "[type=radio]")
    ranked = values(ketua, order, "select >> nth=0 >> option")[1:]
    for number, each in enumerate(speakers):
        ballots = {one: [others[0] if number else first], scale: [str(3 + number)], order: ranked}
        assert all(each.ask("vote", jajak=poll, pilihan=chosen)["ok"] for poll, chosen in ballots.items())
    for poll in (one, scale, order):
        expect(ketua.page.locator(f"#jajak-{poll} .chart")).to_be_visible()
    question = ketua.page.locator(".question a").first.get_attribute("href") or ""
    looks = {
        room: "ruang",
        f"{room}/jajak": "daftar",
        f"{room}/jajak/baru": "baru",
        f"{room}/tanya": "tanya",
        question: "tanya-satu",
        f"{question}/sembunyi": "tanya-sembunyi",
        **{f"{room}/jajak/{poll}": f"satu-{number}" for number, poll in enumerate((one, scale, order))},
    }
    inspector = Inspector(ketua)
    faults = []
    for path, name in looks.items():
        faults += inspector.look(path, f"jajak-{name}")
    # The room is weighed where nothing but talk stands in it (test_discussion); here are three drawings beside it.
    assert [each for each in faults if not each.startswith(f"{room}: first view")] == []

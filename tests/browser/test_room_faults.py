"""What may go wrong between a phone and its room: nothing said is stuck, doubled, or seen after it was taken away."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Route, expect

from tests.browser.gate import Gate
from tests.browser.phone import Phone, until
from tests.discussion.listener import Listener, sign_in
from tests.discussion.served import serving_a_room
from tests.installation import Installation
from tests.people import PASSWORD

pytestmark = pytest.mark.browser
Phones = Callable[..., Phone]
JOINED = "[data-keadaan=tersambung]"
ACK, MESSAGE = "43/diskusi,", '42/diskusi,["pesan"'
THREE_MINUTES_FAST = "const own = Date.now; Date.now = () => own() + 180_000;"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Installation, str]]:
    folder: Path = tmp_path_factory.mktemp("faults") / "instance"
    with serving_a_room(folder) as found:
        yield found


@pytest.fixture
def enter(served: tuple[Installation, str], phone: Phones) -> Callable[[Phone, str], Phone]:
    """`enter(phone, "peserta")`: signed in, in the room."""

    def opened(one: Phone, name: str) -> Phone:
        one.sign_in(name, PASSWORD).open(f"/diskusi/{served[1]}").page.wait_for_selector(JOINED)
        return one

    return opened


@pytest.fixture
def ketua(served: tuple[Installation, str]) -> Iterator[Listener]:
    """The ketua, who speaks the protocol."""
    server, room_id = served
    one = Listener(server.address, sign_in(server.address, "ketua", PASSWORD), room_id)
    one.connect()
    yield one
    one.close()


def say(who: Phone, words: str) -> None:
    who.page.fill("#text", words)
    who.button("Kirim").click()


def said(who: Phone, words: str) -> Locator:
    """Messages that stand among the others."""
    return who.page.get_by_role("log").locator(".msg", has_text=words)


def gone(message: str) -> str:
    """The answer to a join, as if what is missing could not be sent any more."""
    head, bracket, body = message.partition("[")
    if not message.startswith(ACK) or '"pesan"' not in body:
        return message
    (answer,) = json.loads(bracket + body)
    return head + json.dumps([answer | {"pesan": [], "perubahan": [], "hilang": True}])


def waiting(who: Phone) -> Locator:
    return who.page.locator(".is-waiting")


def test_what_is_written_while_another_is_on_its_way_follows_it(
    served: tuple[Installation, str], phone: Phones, enter: Callable[[Phone, str], Phone]
) -> None:
    ai = phone(served[0])
    gate = Gate(ai)
    enter(ai, "peserta")
    gate.keeps = (ACK, MESSAGE)
    say(ai, "Pertama, dan jawabannya lambat")
    say(ai, "Kedua, ditulis sementara itu")
    expect(waiting(ai)).to_have_count(2)
    gate.open()
    expect(said(ai, "Kedua, ditulis sementara itu")).to_be_visible()
    expect(waiting(ai)).to_have_count(0)


def test_a_message_whose_answer_was_lost_stands_once_after_a_reload(
    served: tuple[Installation, str], phone: Phones, enter: Callable[[Phone, str], Phone]
) -> None:
    ai = phone(served[0])
    gate = Gate(ai)
    enter(ai, "peserta")
    gate.loses = (ACK, MESSAGE)
    say(ai, "Jawabannya hilang di jalan")
    ida = enter(phone(served[0]), "peserta2")
    expect(said(ida, "Jawabannya hilang di jalan")).to_be_visible()
    gate.loses = ()
    ai.page.reload()
    ai.page.wait_for_selector(JOINED)
    expect(said(ai, "Jawabannya hilang di jalan")).to_have_count(1)
    expect(waiting(ai)).to_have_count(0)


def test_words_that_were_taken_away_are_gone_from_the_quotes_too(
    served: tuple[Installation, str], phone: Phones, enter: Callable[[Phone, str], Phone], ketua: Listener
) -> None:
    ai = enter(phone(served[0]), "peserta")
    n = ketua.say("kasar", "Kata yang tidak pantas")
    message = said(ai, "Kata yang tidak pantas")
    id_ = message.get_attribute("data-id")
    assert ketua.ask("send", klien_id="balasan", teks="Tolong dijaga bahasanya", balas=id_)["ok"]
    answer = said(ai, "Tolong dijaga bahasanya")
    expect(answer.locator(".msg-quote")).to_contain_text("Kata yang tidak pantas")
    assert ketua.ask("edit", pesan=id_, teks="Kata yang lebih pantas")["ok"]
    expect(answer.locator(".msg-quote")).to_contain_text("Kata yang lebih pantas")
    assert ketua.ask("delete", pesan=id_)["ok"]
    expect(ai.page.locator(f"#p{n} .msg-instead")).to_be_visible()
    expect(answer.locator(".msg-quote")).to_have_count(0)


def test_who_missed_too_much_is_told_and_reads_on_without_a_gap(
    served: tuple[Installation, str], phone: Phones, enter: Callable[[Phone, str], Phone], ketua: Listener
) -> None:
    for number in range(28):
        ketua.say(f"dulu-{number}", f"Dulu {number}")
    for each in ("peserta2", "peserta3"):
        other = Listener(ketua.address, sign_in(ketua.address, each, PASSWORD), ketua.room_id)
        other.connect()
        for number in range(28):
            other.say(f"dulu-{each}-{number}", f"{each} dulu {number}")
        other.close()
    ai = phone(served[0])
    gate = Gate(ai)
    enter(ai, "peserta")
    ai.tap("Pesan sebelumnya")
    expect(said(ai, "Dulu 0").or_(ai.page.locator(".msg", has_text="Dulu 0")).first).to_be_attached()

    gate.changes = gone
    gate.cut()
    expect(ai.page.get_by_text("Banyak yang tertulis selama Anda terputus")).to_be_visible()
    expect(ai.page.locator(".msg:not(.is-waiting)")).to_have_count(50)
    ai.tap("Pesan sebelumnya")
    expect(ai.page.locator(".msg:not(.is-waiting)")).not_to_have_count(50)
    numbers = ai.page.locator(".msg:not(.is-waiting)").evaluate_all("all => all.map((each) => Number(each.dataset.n))")
    assert numbers == sorted(set(numbers))


def test_who_loses_the_line_while_the_page_is_fetched_anew_hears_the_room_again(
    served: tuple[Installation, str], phone: Phones, enter: Callable[[Phone, str], Phone], ketua: Listener
) -> None:
    ai, elsewhere = phone(served[0]), phone(served[0]).page
    gate = Gate(ai)
    enter(ai, "peserta")
    slow: list[Route] = []
    ai.page.route(f"**/diskusi/{served[1]}", lambda route: slow.append(route))
    gate.changes = gone
    gate.cut()
    until(elsewhere, lambda: bool(slow))
    gate.changes = lambda message: message
    before = gate.lines
    gate.cut()
    until(elsewhere, lambda: gate.lines > before)
    ketua.say("selagi-dimuat", "Ditulis selagi halaman dimuat")
    slow[0].continue_()
    ketua.say("setelah-dimuat", "Ditulis setelah semuanya")
    expect(said(ai, "Ditulis selagi halaman dimuat")).to_have_count(1)
    expect(said(ai, "Ditulis setelah semuanya")).to_have_count(1)


def test_who_answers_a_busy_server_is_recorded_without_pressing_again(
    served: tuple[Installation, str], phone: Phones, enter: Callable[[Phone, str], Phone], ketua: Listener
) -> None:
    ai = phone(served[0])
    gate = Gate(ai)
    enter(ai, "peserta3")
    assert ketua.ask("call", detik=60)["ok"]
    refused: list[str] = []

    def busy(message: str) -> str:
        if refused or not message.startswith(ACK):
            return message
        refused.append(message)
        return message.partition("[")[0] + json.dumps([{"ok": False, "code": "sedang_sibuk", "message": "Sibuk."}])

    gate.changes = busy
    ai.tap("Saya masih di sini").sees("Terima kasih, jawaban Anda tercatat.")
    assert refused


def test_a_phone_whose_clock_is_fast_can_still_say_that_someone_is_here(
    served: tuple[Installation, str], phone: Phones, enter: Callable[[Phone, str], Phone], ketua: Listener
) -> None:
    ai = phone(served[0])
    ai.page.add_init_script(THREE_MINUTES_FAST)
    enter(ai, "peserta")
    assert ketua.ask("call", detik=60)["ok"]
    ai.tap("Saya masih di sini").sees("Terima kasih, jawaban Anda tercatat.")


def test_a_moderator_who_is_named_in_mid_session_can_run_polls_at_once(
    served: tuple[Installation, str], phone: Phones, enter: Callable[[Phone, str], Phone], ketua: Listener
) -> None:
    ida = enter(phone(served[0]), "peserta2")
    tools = ida.page.get_by_role("link", name="Jajak pendapat: buat dan jalankan")
    expect(tools).to_be_hidden()
    assert ketua.ask("moderator", guru="peserta2")["ok"]
    expect(tools).to_be_visible()
    assert ketua.ask("moderator", guru="peserta2", ada=False)["ok"]
    expect(tools).to_be_hidden()

"""Two phones in a room, and what the sheet says of them afterwards."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect

from community.kernel.clock import now
from tests.browser.inspection import Inspector
from tests.browser.phone import Phone
from tests.discussion.presence.test_served import until
from tests.discussion.served import serving_a_room
from tests.installation import Installation
from tests.people import PASSWORD

pytestmark = pytest.mark.browser
JOINED = "[data-keadaan=tersambung]"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Installation, str]]:
    folder: Path = tmp_path_factory.mktemp("presence") / "instance"
    with serving_a_room(folder) as found:
        yield found


def test_who_was_in_the_room_is_on_the_sheet_afterwards(
    served: tuple[Installation, str], phone: Callable[..., Phone]
) -> None:
    server, room_id = served

    def enter(name: str) -> Phone:
        found = phone(server).sign_in(name, PASSWORD).open(f"/diskusi/{room_id}")
        found.page.wait_for_selector(JOINED)
        return found

    ai, ida, ketua = enter("peserta"), enter("peserta2"), enter("ketua")
    ketua.unfold("Masih di sini? Tanyakan").button("Tanyakan sekarang").click()
    ketua.sees("tampil untuk semua di ruang")
    expect(ida.page.get_by_role("button", name="Saya masih di sini")).to_be_visible()
    ai.button("Saya masih di sini").click()
    ai.sees("jawaban Anda tercatat")
    for each in (ai, ida, ketua):
        each.page.wait_for_selector(JOINED)
    until(server, "SELECT count(*) FROM room_stay WHERE ended_at IS NULL", 3)
    server.tell(now() + timedelta(minutes=180))
    ketua.open("/")  # the clock of such a server goes on with every page
    ai.page.goto("about:blank")
    ida.page.goto("about:blank")
    until(server, "SELECT count(*) FROM online_presence WHERE keluar_at IS NOT NULL AND minutes > 90", 3)
    pertemuan = server.ask("SELECT pertemuan_id FROM room")
    sekretaris = phone(server).sign_in("sekretaris", PASSWORD).open(f"/pertemuan/{pertemuan}/kehadiran")
    rows = sekretaris.page.locator(".sheet-row")
    expect(rows.filter(has_text="Ai Setiawan")).to_contain_text("menjawab 1 dari 1")
    expect(rows.filter(has_text="Ida Maryani")).to_contain_text("menjawab 0 dari 1")
    sekretaris.button("Catat yang dicentang hadir daring").click()
    sekretaris.sees("3 orang dicatat hadir daring.")
    expect(rows.filter(has_text="Ai Setiawan").locator("input:checked")).to_have_value("hadir")
    inspector = Inspector(sekretaris)
    for path, name in (
        (f"/pertemuan/{pertemuan}/kehadiran", "kehadiran-daring"),
        (f"/diskusi/{room_id}/arsip", "arsip"),
        (f"/diskusi/{room_id}/arsip/bagian/tersambung", "arsip-bagian"),
    ):
        assert inspector.look(path, name) == []

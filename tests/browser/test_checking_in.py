"""Checking in on a phone: without scripts, with an impatient thumb, and before a wall that has none either."""

import re

import pytest
from playwright.sync_api import expect

from community.wiring.sample import PASSWORD
from tests.browser.conftest import Phones
from tests.browser.phone import Phone
from tests.installation import Installation

pytestmark = pytest.mark.browser

MARKS = """SELECT count(*) FROM mark m JOIN guru g ON g.id = m.guru_id JOIN pertemuan p ON p.id = m.pertemuan_id
    WHERE g.username = :username AND p.id = :pertemuan"""


@pytest.fixture
def pertemuan(sample: Installation) -> str:
    """The one of today, five minutes after its start."""
    return str(sample.ask("SELECT id FROM pertemuan ORDER BY starts_at DESC LIMIT 1 OFFSET 1"))


@pytest.fixture
def wall(sample: Installation, phone: Phones, pertemuan: str) -> Phone:
    screen = phone(sample, wide=True)
    screen.sign_in("contoh-sekretaris", PASSWORD).open(f"/pertemuan/{pertemuan}/layar")
    return screen


def code_on(wall: Phone) -> str:
    return wall.page.locator(".wall-code").inner_text()


def test_a_guru_whose_phone_runs_no_scripts_checks_in(
    sample: Installation, phone: Phones, pertemuan: str, wall: Phone
) -> None:
    guru = phone(sample, scripts=False)
    guru.sign_in("contoh-guru", PASSWORD).open("/").tap("Saya hadir").heading("Tulis kode di layar depan")
    guru.fill(kode="000 000").tap("Saya hadir").sees("Kode")
    guru.fill(kode=code_on(wall)).tap("Saya hadir").heading("Anda sudah hadir")
    expect(wall.page.locator("[data-wall]")).to_contain_text("Yayat Setiawan")


def test_an_impatient_thumb_on_two_phones_is_present_once(
    sample: Installation, phone: Phones, pertemuan: str, wall: Phone
) -> None:
    phones = [phone(sample), phone(sample)]
    for each in phones:
        each.sign_in("contoh-pns", PASSWORD).open(f"/pertemuan/{pertemuan}/hadir")
    for each in phones:
        each.fill(kode=code_on(wall))
    for each in phones:
        each.page.locator("main").get_by_role("button", name="Saya hadir").dblclick(no_wait_after=True)
    for each in phones:
        each.heading("Anda sudah hadir")
    assert sample.ask(MARKS, username="contoh-pns", pertemuan=pertemuan) == 1


def test_a_wall_without_scripts_renews_itself(sample: Installation, phone: Phones, pertemuan: str) -> None:
    wall = phone(sample, wide=True, scripts=False)
    wall.sign_in("contoh-sekretaris", PASSWORD).open(f"/pertemuan/{pertemuan}/layar")
    refresh = wall.page.locator("noscript meta[http-equiv=refresh]")
    assert 1 <= int(refresh.get_attribute("content") or 0) <= 30
    assert re.fullmatch(r"\d{3} \d{3}", code_on(wall))

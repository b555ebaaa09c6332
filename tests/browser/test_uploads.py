"""A large file over a bad line, on a phone: it goes on where it was cut, and nothing typed is lost."""

import hashlib
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from community.wiring.sample import PASSWORD
from tests.browser.conftest import Phones
from tests.browser.inspection import AXE, script
from tests.browser.phone import Phone
from tests.installation import Installation
from tests.pictures import photo

pytestmark = pytest.mark.browser

SIZE = 50 * 1024 * 1024
OPEN = """SELECT id FROM paket WHERE id NOT IN (SELECT paket_id FROM paket_step WHERE kind IN ('ditutup', 'dibatalkan'))
    ORDER BY created_at DESC LIMIT 1"""
KEPT = "SELECT sha256 FROM stored_file WHERE name = :name"
SOME = re.compile(r"^(?!0,0)[\d,]+ dari 50,0 MB")


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A scan of 50 MB that no packing makes smaller."""
    path = tmp_path_factory.mktemp("kiriman") / "Pindaian modul.pdf"
    path.write_bytes(b"%PDF-1.7\n" + os.urandom(SIZE - 16) + b"\n%%EOF\n")
    return path


class Radio:
    """The line of a phone: a few megabytes a second, until it is cut."""

    def __init__(self, phone: Phone) -> None:
        self.session = phone.context.new_cdp_session(phone.page)
        self.session.send("Network.enable")
        self.on()

    def on(self) -> None:
        self._set(offline=False)

    def off(self) -> None:
        self._set(offline=True)

    def _set(self, *, offline: bool) -> None:
        speed = 6 * 1024 * 1024
        how: dict[str, Any] = {"latency": 30, "downloadThroughput": speed, "uploadThroughput": speed}
        self.session.send("Network.emulateNetworkConditions", {"offline": offline, **how})


@contextmanager
def cut(radio: Radio) -> Iterator[None]:
    radio.off()
    yield
    radio.on()


def faults_of(phone: Phone) -> list[str]:
    """What axe finds on the page as it stands."""
    phone.page.evaluate(script(AXE))
    found = phone.page.evaluate("async () => (await axe.run()).violations.map(each => each.help)")
    return [str(each) for each in found]


def megabytes(phone: Phone) -> float:
    """How much the page says has been sent."""
    words = phone.page.locator(".arriving").inner_text()
    found = re.search(r"([\d,]+) dari 50,0 MB", words)
    assert found, words
    return float(found[1].replace(",", "."))


def test_fifty_megabytes_arrive_though_the_line_is_cut_twice_and_the_page_reloaded(
    sample: Installation, phone: Phones, film: Path
) -> None:
    guru = phone(sample)
    form = f"/paket/{sample.ask(OPEN)}/hasil"
    guru.sign_in("contoh-ketua", PASSWORD).open(form)
    radio = Radio(guru)
    guru.fill(title="Modul pindaian").attach("upload", film)
    arriving = guru.page.locator(".arriving")
    expect(arriving.get_by_role("progressbar", name="Mengirim Pindaian modul.pdf")).to_be_visible()
    expect(arriving.get_by_text(SOME)).to_be_visible()
    with cut(radio):
        guru.sees("Sambungan terputus")
        guru.shoot("unggah-terputus")
        before = megabytes(guru)
    expect(arriving.get_by_text(SOME)).to_be_visible()
    with cut(radio):
        guru.sees("Sambungan terputus")
        assert megabytes(guru) >= before > 0
    expect(arriving.get_by_text(SOME)).to_be_visible()
    before = megabytes(guru)
    guru.open(form).sees("belum selesai terkirim. Pilih berkas yang sama")
    guru.page.locator("main input[type=file]").set_input_files(film)
    expect(arriving.get_by_text(SOME)).to_be_visible()
    assert megabytes(guru) >= before - 4, "what had arrived was sent again"
    guru.fill(title="Modul pindaian").tap("Lampirkan").sees("Formulir dikirim begitu berkas ini selesai.")
    guru.shoot("unggah-menunggu")
    guru.sees("Hasil terlampir")
    guru.shoot("unggah-terlampir")
    assert sample.ask(KEPT, name=film.name) == hashlib.sha256(film.read_bytes()).hexdigest()


def test_a_file_that_has_been_sent_survives_a_mistake_elsewhere_in_the_form(
    sample: Installation, phone: Phones, tmp_path: Path
) -> None:
    picture = tmp_path / "papan tulis.jpg"
    picture.write_bytes(photo())
    guru = phone(sample)
    guru.sign_in("contoh-ketua", PASSWORD).open(f"/paket/{sample.ask(OPEN)}/hasil")
    guru.attach("upload", picture).sees("Sudah terkirim")
    assert not faults_of(guru)
    guru.tap("Lampirkan")
    guru.sees("Tulis judulnya.", "papan tulis.jpg", "Sudah terkirim")
    guru.fill(title="Foto papan").tap("Lampirkan").sees("Hasil terlampir")


def test_what_is_not_taken_here_is_said_beside_the_field(sample: Installation, phone: Phones, tmp_path: Path) -> None:
    wrong = tmp_path / "pasang.exe"
    wrong.write_bytes(b"MZ" + bytes(5000))
    guru = phone(sample)
    guru.sign_in("contoh-ketua", PASSWORD).open(f"/paket/{sample.ask(OPEN)}/hasil")
    guru.page.locator("main input[type=file]").set_input_files(wrong)
    expect(guru.page.get_by_role("alert")).to_contain_text("berkas .exe tidak termasuk")
    assert not faults_of(guru)
    guru.shoot("unggah-ditolak")


def test_without_scripts_the_form_sends_the_file_itself(sample: Installation, phone: Phones, tmp_path: Path) -> None:
    picture = tmp_path / "kelas.jpg"
    picture.write_bytes(photo())
    guru = phone(sample, scripts=False)
    guru.sign_in("contoh-ketua", PASSWORD).open(f"/paket/{sample.ask(OPEN)}/hasil")
    guru.attach("upload", picture).fill(title="Foto kelas").tap("Lampirkan").sees("Hasil terlampir")

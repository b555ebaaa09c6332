"""A modul on its way: written for a paket, reviewed by the gugus, adapted by another one, found by another word."""

import pytest

from community.wiring.sample import PASSWORD
from tests.browser.conftest import Phones
from tests.browser.founding import person_becomes_anggota, second_gugus_is_made
from tests.browser.phone import Phone
from tests.installation import Installation

pytestmark = pytest.mark.browser

TITLE = "Penilaian antarteman dalam pecahan"
RUNNING = "SELECT id FROM paket WHERE theme = 'Menyusun modul ajar pecahan kelas 4'"
WRITTEN = "SELECT material_id FROM material_version WHERE title = :title ORDER BY at LIMIT 1"


def _agrees(reviewer: Phone, materi: str) -> None:
    """Open the materi and agree to it, line by line of the rubric."""
    reviewer.open(materi).heading(TITLE).tap("Tulis tinjauan").heading("Tulis tinjauan")
    for line in reviewer.page.locator("main fieldset:has(input[name^=score_])").all():
        line.locator("label:has(input)").last.click()
    reviewer.choose("verdict", "Setuju").tap("Simpan tinjauan").heading(TITLE)


def test_a_modul_of_a_paket_is_reviewed_adapted_by_another_gugus_and_found_by_its_stem(
    sample: Installation, phone: Phones
) -> None:
    author, paket = phone(sample).sign_in("contoh-guru", PASSWORD), f"/paket/{sample.ask(RUNNING)}"
    author.open(paket).tap("Tulis modul untuk paket ini").choose("kind", "Modul ajar")
    author.fill(title=TITLE, text="Murid memeriksa pekerjaan temannya: $\\frac{1}{2} = \\frac{2}{4}$.")
    author.choose("licence", "BY-SA").choose("visibility", "Semua yang sudah masuk").tap("Simpan")
    author.open(paket).sees(TITLE)
    materi = f"/materi/{sample.ask(WRITTEN, title=TITLE)}"
    author.open(materi).heading(TITLE).shoot("materi")
    assert author.page.locator("math mfrac").count() == 2, "formulas are drawn by the browser itself"
    author.agree("Minta ditinjau").sees("Ditinjau")

    for login in ("contoh-ketua", "contoh-sekretaris"):
        _agrees(phone(sample).sign_in(login, PASSWORD), materi)
    author.open(materi).sees("Disetujui")

    operator = phone(sample).sign_in("contoh-operator", PASSWORD)
    second_gugus_is_made(operator, "KKG Singajaya", "singajaya", "Singajaya, Kabupaten Garut")
    person_becomes_anggota(operator, "/gugus/kkg-singajaya", "Ujang Firmansyah, M.Pd.")
    other = phone(sample).sign_in("contoh-pns", PASSWORD)
    other.open(f"{materi}/adaptasi").choose("gugus_id", "KKG Singajaya").tap("Mulai adaptasi").leaves("/adaptasi")
    adapted = sample.ask("SELECT id FROM material WHERE adapted_from_id = :id", id=materi.removeprefix("/materi/"))
    other.open(f"/materi/{adapted}").sees("Diadaptasi dari", "KKG Singajaya").shoot("adaptasi")

    seeker = phone(sample).sign_in("contoh-ketua", PASSWORD)
    seeker.open("/cari").fill(q="menilai teman").tap("Cari").sees(TITLE).shoot("cari")

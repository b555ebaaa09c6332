"""Work that takes a while: the page says how far it is, and shows the result by itself."""

import pytest
from playwright.sync_api import expect

from community.wiring.sample import PASSWORD
from tests.browser.conftest import Phones
from tests.installation import Installation
from tests.lists import teacher_list

pytestmark = pytest.mark.browser

ROWS = 1500


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_who_uploads_a_long_list_watches_it_being_read(scripts: bool, sample: Installation, phone: Phones) -> None:
    ketua = phone(sample, scripts=scripts)
    ketua.sign_in("contoh-ketua", PASSWORD).open("/gugus/kkg-banjarwangi/anggota/impor")
    ketua.attach("file", {"name": "daftar.csv", "mimeType": "text/csv", "buffer": teacher_list(ROWS)})
    ketua.tap("Baca daftar").heading("Membaca daftar guru")
    expect(ketua.page.get_by_role("progressbar")).to_be_visible()
    ketua.heading("Hasil membaca daftar").sees("Terapkan 1.500 baris")

"""What does not go straight through: a device signed out from elsewhere, and a usulan that comes back."""

import pytest
from playwright.sync_api import expect

from community.wiring.sample import PASSWORD
from tests.browser.conftest import Phones
from tests.browser.credit import REPORT
from tests.installation import Installation

pytestmark = pytest.mark.browser


def test_a_phone_that_was_lost_is_signed_out_from_another(sample: Installation, phone: Phones) -> None:
    lost, other = phone(sample), phone(sample)
    for each in (lost, other):
        each.sign_in("contoh-guru", PASSWORD)
    lost.open("/catatan").heading("Catatan saya")
    other.open("/akun/sesi").agree("Keluarkan semua perangkat lain")
    lost.open("/catatan").heading("Masuk")
    lost.give_password("contoh-guru", PASSWORD).heading("Catatan saya")


def test_a_returned_usulan_is_mended_and_submitted_again(sample: Installation, phone: Phones) -> None:
    koordinator, pns, kepala = phone(sample), phone(sample), phone(sample)
    koordinator.sign_in("contoh-koordinator", PASSWORD).open("/verifikasi")
    koordinator.page.get_by_role("link", name="Ujang Firmansyah").first.click()
    usulan = koordinator.path
    koordinator.unfold("Kembalikan").page.locator("#form-pengembalian select").select_option(index=1)
    form = koordinator.page.locator("#form-pengembalian")
    form.locator("textarea").fill("Dampaknya belum terlihat pada murid.")
    form.get_by_role("button", name="Kembalikan").click()
    koordinator.sees("dikembalikan untuk diperbaiki")
    pns.sign_in("contoh-pns", PASSWORD).open(usulan).sees("Dampaknya belum terlihat pada murid.")
    pns.fill(**REPORT).tap("Simpan laporan").sees("Tersimpan")
    kepala.sign_in("contoh-kepala", PASSWORD).open(usulan).tap("Sahkan laporan ini").heading("Pengesahan laporan")
    pns.open(usulan).tap("Ajukan").sees("Diajukan kepada Ai Setiawan, S.Pd.")
    koordinator.open(usulan).tap("Akui 0,15")
    expect(pns.open("/catatan").page.locator(".stat").first).to_contain_text("0,30")

"""Every main page of every role: for who cannot see well, has a small phone, a thumb, and a thin line."""

import re

import pytest

from community.wiring.sample import PASSWORD
from tests.browser.conftest import Phones
from tests.browser.inspection import Inspector
from tests.installation import Installation

pytestmark = pytest.mark.browser

# Addresses by role; what stands in braces is looked up in the sample.
PAGES = {
    "": "/ /masuk /kode /lupa /undangan/tidak-ada /luring /cari",
    "guru": """
        / /gugus {gugus} /paket/{paket} /pertemuan/{pertemuan} /pertemuan/{pertemuan}/hadir /catatan
        /kabar/{obrolan} /tulisan/{tulisan}/ubah /laporan/kabar/{balasan} {gugus}/umpan
        /observasi /observasi/{observasi} /observasi/{observasi}/pra /observasi/{observasi}/kelas
        /observasi/{observed} /observasi/{observed}/kelas /observasi/{observed}/bagikan?bagian=rubrik
        {gugus}/observasi {gugus}/observasi/baru {gugus}/observasi/belum {gugus}/instrumen""",
    "pns": """
        /catatan /usulan/{usulan} /catatan/jejak /catatan/pangkat /bantuan /bantuan/izin
        /akun /akun/sesi /akun/ubah /akun/sandi /akun/ekspor /akun/hapus /akun/jejak /akun/pemberitahuan
        /akun/pemberitahuan/atur""",
    "ketua": """
        / {gugus} {gugus}/anggota {gugus}/anggota/{anggota} {gugus}/anggota/impor {gugus}/anggota/impor/{impor}
        {gugus}/observasi {gugus}/instrumen/lihat/bawaan:lesson-study:1
        {gugus}/anggota/kartu {gugus}/pengurus {gugus}/undangan {gugus}/sekolah {gugus}/jejak {gugus}/kalender
        {gugus}/paket/baru /paket/{paket} /paket/{closed} /paket/{paket}/ubah /paket/{paket}/pertemuan/baru
        /paket/{paket}/hasil /paket/{paket}/peran /paket/{paket}/penutupan /paket/{paket}/pembagian
        /pertemuan/{pertemuan} /pertemuan/{pertemuan}/pindah /pertemuan/{pertemuan}/pembatalan
        {gugus}/kabar {gugus}/kabar/baru /kabar/{kabar} /kabar/{kabar}/pembaca /tulisan/{tulisan}/penarikan
        {gugus}/laporan /cari /cari?q=modul+pecahan /cari?q=pecahn&dalam=materi /cari?q=dinosaurus""",
    "sekretaris": """
        /pertemuan/{pertemuan}/kehadiran /pertemuan/{pertemuan}/kehadiran/{anggota}
        /pertemuan/{pertemuan}/layar /pertemuan/{pertemuan}/notulen""",
    "kepala": "/pengesahan /usulan/{usulan}",
    "koordinator": "/verifikasi /usulan/{usulan}",
    "pengawas": "/gugus {gugus} {gugus}/kabar /kabar/{kabar} /paket/{closed}",
    "operator": """
        /kelola /kelola/orang /kelola/orang/baru /kelola/orang/{anggota} /kelola/orang/{anggota}/jabatan
        /kelola/jabatan /kelola/wilayah /gugus/baru""",
}


@pytest.fixture(scope="module")
def ids(sample: Installation) -> dict[str, str]:
    """What the addresses of the sample are made of."""
    wanted = {
        "gugus": "SELECT '/gugus/' || slug FROM gugus",
        "paket": "SELECT paket_id FROM pertemuan ORDER BY starts_at DESC LIMIT 1",
        "closed": "SELECT paket_id FROM paket_step WHERE kind = 'ditutup'",
        "pertemuan": "SELECT id FROM pertemuan ORDER BY starts_at DESC LIMIT 1 OFFSET 1",
        "usulan": "SELECT u.id FROM usulan u JOIN guru g ON g.id = u.guru_id WHERE g.username = 'contoh-pns'",
        "anggota": "SELECT id FROM guru WHERE username = 'contoh-guru'",
        "observasi": "SELECT id FROM observation ORDER BY starts_at DESC LIMIT 1",
        "observed": "SELECT id FROM observation ORDER BY starts_at LIMIT 1",
        "impor": "SELECT id FROM teacher_import",
        "kabar": "SELECT id FROM kabar WHERE important",
        "obrolan": "SELECT id FROM kabar WHERE kind = 'utas'",
        "tulisan": "SELECT p.id FROM kabar_post p JOIN kabar k ON k.id = kabar_id WHERE k.kind = 'utas' AND number = 1",
        "balasan": "SELECT p.id FROM kabar_post p JOIN kabar k ON k.id = kabar_id WHERE k.kind = 'utas' AND number = 2",
    }
    return {name: str(sample.ask(query)) for name, query in wanted.items()}


@pytest.mark.parametrize("role", PAGES, ids=lambda role: role or "visitor")
def test_who_cannot_see_well_or_has_a_small_phone_can_use_every_page_of(
    role: str, sample: Installation, phone: Phones, ids: dict[str, str]
) -> None:
    person = phone(sample, wide=True)
    if role:
        person.sign_in(f"contoh-{role}", PASSWORD)
    inspector = Inspector(person)
    faults = [
        fault
        for path in PAGES[role].split()
        for fault in inspector.look(path.format(**ids), re.sub(r"\W+", "-", f"{role or 'tamu'}{path}").strip("-"))
    ]
    assert not faults, "\n".join(faults)

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
    "": "/ /masuk /kode /lupa /undangan/tidak-ada /luring /cari /materi/{lkpd}",
    "guru": """
        / /gugus {gugus} /paket/{paket} /pertemuan/{pertemuan} /pertemuan/{pertemuan}/hadir /catatan
        /kabar/{obrolan} /tulisan/{tulisan}/ubah /laporan/kabar/{balasan} {gugus}/umpan
        /observasi /observasi/{observasi} /observasi/{observasi}/pra /observasi/{observasi}/kelas
        /observasi/{observed} /observasi/{observed}/kelas /observasi/{observed}/bagikan?bagian=rubrik
        {gugus}/observasi {gugus}/observasi/baru {gugus}/observasi/belum {gugus}/instrumen
        /observasi/{observasi}/pindah /observasi/{observasi}/pembatalan /keluar
        /materi /materi?saring=1 /materi?q=menilai /materi/saya /materi/baru {gugus}/materi {gugus}/materi/baru
        /materi/{modul} /materi/{modul}/versi/1 /materi/{modul}/beda/1/2 /materi/{modul}/ubah /materi/{modul}/penulis
        /materi/{modul}/pembaca /materi/{modul}/penarikan /materi/{modul}/komentar /materi/{modul}/pengesahan
        /materi/{lkpd} /materi/{lkpd}/komentar /materi/{lkpd}/pemakaian /materi/{lkpd}/tinjauan /materi/{lkpd}/adaptasi
        /laporan/materi/{lkpd} {gugus}/rubrik {gugus}/paket-luring
        {gugus}/diskusi /diskusi/{ruang} /diskusi/{ruang}/tanya /diskusi/{ruang}/tanya/{tanya} /diskusi/{topik}
        /diskusi/{ruang}/pesan/{pesan} /diskusi/{ruang}/pesan/{pesan}/ubah /diskusi/{ruang}/pesan/{pesan}/hapus
        /bantuan/protokol""",
    "pns": """
        /catatan /usulan/{usulan} /catatan/jejak /catatan/pangkat /bantuan /bantuan/izin
        /akun /akun/sesi /akun/ubah /akun/sandi /akun/ekspor /akun/hapus /akun/jejak /akun/pemberitahuan
        /akun/pemberitahuan/atur /observasi/{observasi}/pengamat""",
    "ketua": """
        / {gugus} {gugus}/anggota {gugus}/anggota/{anggota} {gugus}/anggota/impor {gugus}/anggota/impor/{impor}
        {gugus}/observasi {gugus}/instrumen/lihat/bawaan:lesson-study:1
        {gugus}/anggota/kartu {gugus}/pengurus {gugus}/undangan {gugus}/sekolah {gugus}/jejak {gugus}/kalender
        {gugus}/paket/baru /paket/{paket} /paket/{closed} /paket/{paket}/ubah /paket/{paket}/pertemuan/baru
        /paket/{paket}/hasil /paket/{paket}/peran /paket/{paket}/penutupan /paket/{paket}/pembagian
        /pertemuan/{pertemuan} /pertemuan/{pertemuan}/pindah /pertemuan/{pertemuan}/pembatalan
        {gugus}/kabar {gugus}/kabar/baru /kabar/{kabar} /kabar/{kabar}/pembaca /tulisan/{tulisan}/penarikan
        {gugus}/rubrik/ubah /paket/{paket}/materi /paket/{paket}/pembatalan /pertemuan/{pertemuan}/ubah
        {gugus}/anggota/baru {gugus}/anggota/tambah {gugus}/ubah {gugus}/pengurus/{term}/akhiri
        {gugus}/laporan /cari /cari?q=modul+pecahan /cari?q=pecahn&dalam=materi /cari?q=dinosaurus
        {gugus}/diskusi /diskusi/{ruang} /diskusi/{ruang}/sesi /diskusi/{ruang}/arsip /diskusi/{ruang}/arsip/percakapan
        /diskusi/{ruang}/jajak /diskusi/{ruang}/jajak/baru /diskusi/{ruang}/jajak/{jajak}
        /diskusi/{ruang}/jajak/{jajak}/ubah /diskusi/{ruang}/tanya/{tanya}/sembunyi""",
    "sekretaris": """
        /pertemuan/{pertemuan}/kehadiran /pertemuan/{pertemuan}/kehadiran/{anggota}
        /pertemuan/{pertemuan}/layar /pertemuan/{pertemuan}/notulen""",
    "kepala": "/pengesahan /usulan/{usulan}",
    "koordinator": "/verifikasi /usulan/{usulan}",
    "pengawas": "/gugus {gugus} {gugus}/kabar /kabar/{kabar} /paket/{closed}",
    "operator": """
        /kelola /kelola/orang /kelola/orang/baru /kelola/orang/{anggota} /kelola/orang/{anggota}/jabatan
        /kelola/orang/{anggota}/ubah /kelola/jabatan/{jabatan}/akhiri
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
        "lkpd": "SELECT material_id FROM material_version WHERE title = 'LKPD melipat pecahan'",
        "modul": "SELECT material_id FROM material_version WHERE title LIKE 'Modul ajar pecahan%' LIMIT 1",
        "term": "SELECT id FROM pengurus WHERE ended_at IS NULL AND office = 'sekretaris'",
        "jabatan": "SELECT id FROM appointment WHERE ended_at IS NULL AND office = 'kepala_sekolah'",
        "ruang": "SELECT room_id FROM room_poll",
        "topik": "SELECT id FROM room WHERE pertemuan_id IS NULL",
        "jajak": "SELECT id FROM room_poll",
        "tanya": "SELECT id FROM room_question",
        "pesan": "SELECT m.id FROM room_message m JOIN guru g ON g.id = m.guru_id WHERE g.username = 'contoh-guru' "
        "AND m.room_id = (SELECT room_id FROM room_poll)",
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

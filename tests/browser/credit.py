"""From a closed paket to the record: forwarded, completed, ratified, submitted, accepted; or what is missing."""

from playwright.sync_api import expect

from tests.browser.meeting import THEME, pdf_file
from tests.browser.phone import Phone

REPORT = {
    "materi": "Kami menyusun modul ajar pecahan kelas empat dari capaian pembelajaran sampai asesmen, lalu saling "
    "memeriksa langkah pembelajaran dan lembar kerja muridnya.",
    "tindak_lanjut": "Modul saya pakai di kelas empat selama tiga pekan, dan saya perbaiki bagian yang membingungkan.",
    "dampak": "Murid yang semula keliru menyamakan penyebut sekarang dapat menjelaskannya kepada teman.",
}


def paket_is_forwarded(ketua: Phone, paket: str) -> None:
    """To the two who attended all three, with the reason for the one who did not."""
    ketua.open(paket).sees("2 dari 3 orang memenuhi syarat.", "kurang 1 pertemuan dari minimal 3")
    ketua.tap("Teruskan ke 2 catatan").sees("Semua yang memenuhi syarat sudah diteruskan.")


def usulan_is_completed(member: Phone) -> str:
    """The own part of the report and both letters; the address of the usulan."""
    member.open("/catatan").page.get_by_role("link", name=THEME).first.click()
    member.heading(THEME).fill(**REPORT).tap("Simpan laporan").sees("Laporan tersimpan")
    for kind in ("Surat tugas", "Surat keterangan"):
        if not member.page.locator("main input[type=file]").first.is_visible():
            member.unfold("Tambah berkas")
        file = f"{kind.lower().replace(' ', '-')}.pdf"
        member.choose("bukti-kind", kind).attach("bukti-file", pdf_file(file, kind))
        with member.page.expect_navigation():  # the field names the file before it has been sent
            member.page.locator("main").get_by_role("button", name="Unggah").first.click()
        member.sees(file)
    return member.path.split("#")[0]


def usulan_is_ratified(kepala: Phone, name: str) -> None:
    kepala.open("/pengesahan").page.get_by_role("link", name=name).click()
    kepala.heading(THEME).sees(REPORT["dampak"])
    kepala.tap("Sahkan laporan ini").heading("Pengesahan laporan")


def usulan_is_submitted(member: Phone, usulan: str) -> None:
    member.open(usulan).tap("Ajukan").sees("Ai Setiawan, S.Pd.")


def usulan_is_accepted(koordinator: Phone, name: str) -> None:
    koordinator.open("/verifikasi").page.get_by_role("link", name=name).first.click()
    koordinator.heading(THEME).tap("Akui 0,15")
    koordinator.open("/verifikasi").sees("Baru diakui")


def record_shows_the_credit(member: Phone) -> None:
    """In the ledger and its sums, named for what it is."""
    member.open("/catatan")
    book = member.page.locator("#buku")
    expect(book).to_contain_text(THEME)
    expect(book).to_contain_text("0,15")
    expect(member.page.locator("#jumlah")).to_contain_text("Butir 25")
    expect(member.page.locator(".stat").first).to_contain_text("0,15")
    member.sees("Nilai PKB menurut Buku 4/5")


def record_says_what_is_missing(member: Phone) -> None:
    member.open("/catatan").sees("Diikuti, belum menjadi usulan", "Belum ada yang diakui")
    why = "Hadir 2 dari 3 pertemuan, kurang 1 pertemuan dari minimal 3."
    expect(member.page.locator("#diikuti")).to_contain_text(why)

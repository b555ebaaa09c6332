"""A paket and its Saturdays: planned in one go, attended before a wall, with a hasil, closed and forwarded."""

from playwright.sync_api import expect

from community.kernel.printing import pdf, qr_svg
from tests.browser.founding import GUGUS, PASSWORD
from tests.browser.phone import Phone

THEME = "Menyusun modul ajar pecahan kelas 4"


def paket_is_planned(ketua: Phone) -> str:
    """Three Saturdays in one go; the address of the paket."""
    ketua.open(GUGUS).tap("Paket baru").heading("Paket baru")
    ketua.fill(theme=THEME, expected_hasil="Satu modul ajar pecahan yang sudah diujicobakan")
    ketua.choose("jenis", "Lokakarya silabus, RPP, modul").tap("Simpan draf").heading("Tambah pertemuan")
    ketua.fill(day="2026-11-07", start="08:00", end="11:00", place="SDN 3 Banjarwangi", times="3")
    ketua.choose("weeks", "Setiap minggu").tap("Simpan pertemuan").heading(THEME)
    ketua.sees("3 pertemuan tersimpan.", "Draf.")
    ketua.agree("Jadwalkan dan beri tahu anggota").sees("Anggota sudah diberi tahu.", "Terjadwal")
    return ketua.path


def pertemuan_of(ketua: Phone, paket: str) -> list[str]:
    """The addresses of its pertemuan, in order."""
    ketua.open(paket)
    card = ketua.page.locator("article", has=ketua.page.get_by_role("heading", name="Pertemuan", exact=True))
    return [str(each.get_attribute("href")) for each in card.locator("a.row-link").all()]


def wall_is_opened(wall: Phone, pertemuan: str) -> None:
    """The screen in front, signed in as the ketua, live."""
    wall.open(f"{pertemuan}/layar").heading(THEME)
    expect(wall.page.locator(".wall-count")).to_contain_text("0 dari")


def code_on(wall: Phone) -> str:
    return wall.page.locator(".wall-code").inner_text()


def checks_in(member: Phone, wall: Phone, name: str) -> None:
    """From beranda to the wall: the one big button, the code, and the name comes up on the wall by itself."""
    member.open("/").tap("Saya hadir").heading("Tulis kode di layar depan")
    member.fill(kode=code_on(wall)).tap("Saya hadir").heading("Anda sudah hadir")
    comes_up(wall, name)


def scans(member: Phone, wall: Phone, pertemuan: str, name: str, login: str) -> None:
    """Who is signed out scans the QR, signs in, and the code is not lost."""
    code, drawn = wall.page.evaluate(
        """() => [document.querySelector(".wall-code").textContent.replace(" ", ""),
                  document.querySelector(".wall-qr path").getAttribute("d")]"""
    )
    address = f"{member.address}{pertemuan}/hadir?kode={code}"
    assert f'd="{drawn}"' in qr_svg(address), "the QR on the wall says something else"
    member.open(address).heading("Masuk")
    member.give_password(login, PASSWORD).heading("Kode diterima").sees(name)
    member.tap("Saya hadir").heading("Anda sudah hadir")
    comes_up(wall, name)


def comes_up(wall: Phone, name: str) -> None:
    """By the socket: a wall whose line is down says so, and would ask for the list only with the next code."""
    expect(wall.page.locator("[data-wall]")).to_contain_text(name)
    expect(wall.page.locator(".wall-offline")).to_be_hidden()


def is_marked(ketua: Phone, pertemuan: str, name: str, word: str) -> None:
    """One person on the sheet, saved as it is marked."""
    ketua.open(f"{pertemuan}/kehadiran")
    row = ketua.page.get_by_role("group", name=f"Kehadiran {name}")
    row.get_by_role("radio", name=word).check()
    ketua.sees("Tersimpan.")


def hasil_is_attached(ketua: Phone, paket: str) -> None:
    ketua.open(paket).tap("Tambah hasil").heading("Tambah hasil")
    ketua.choose("kind", "Silabus, RPP").fill(title="Modul ajar pecahan kelas 4")
    ketua.attach("upload", pdf_file("modul-pecahan.pdf", "Modul ajar pecahan")).tap("Lampirkan")
    ketua.heading(THEME).sees("Modul ajar pecahan kelas 4", "modul-pecahan.pdf")


def pdf_file(name: str, title: str) -> dict[str, object]:
    """A real PDF, as a phone hands it over."""
    letter = {"title": title, "name": "KKG Banjarwangi", "theme": THEME}
    return {"name": name, "mimeType": "application/pdf", "buffer": pdf("sample_letter", letter)}


def paket_is_closed(ketua: Phone, paket: str) -> None:
    ketua.open(paket).unfold("Tindakan pengurus").tap("Tutup paket").heading("Tutup paket")
    ketua.page.locator("main").get_by_role("button", name="Tutup paket").click()
    ketua.heading(THEME).sees("Ditutup")

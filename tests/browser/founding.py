"""How a group begins: the first operator, Garut, KKG Banjarwangi, its teachers, its offices."""

import re
from pathlib import Path

from playwright.sync_api import expect

import community.gugus
import community.wilayah
from tests.browser.phone import Phone
from tests.browser.times import at
from tests.installation import Installation

FOUNDED = at(10, 26, 9)
PASSWORD = "tiga kata mudah 26"
GUGUS = "/gugus/kkg-banjarwangi"
SCHOOLS = Path(community.wilayah.__file__).parent / "data" / "sekolah-garut.csv"
TEACHERS = Path(community.gugus.__file__).parent / "data" / "daftar-guru-banjarwangi.xlsx"
# Row and reason, as the result of reading the list shows them.
WRONG_ROWS = (
    ("Baris 9", "Hj. Tati Lestari", "NIP tersimpan sebagai angka (1,98203E+17), sehingga angka terakhirnya"),
    ("Baris 13", "Euis Rohmah, S.Pd.SD", "NPSN 99999999 tidak ada dalam data sekolah."),
    ("Baris 17", "Maman Saepudin, S.Pd.", "NIP tersimpan sebagai angka (1,98203E+17), sehingga angka terakhirnya"),
    ("Baris 21", "Agus Rohmah, S.Pd.", "NUPTK berisi 5 angka, seharusnya 16."),
    ("Baris 25", "Iis Rukmana, S.Pd.", "Tanggal 31/02/1980 tidak ada di kalender."),
    ("Baris 31", "Maman Kartini, S.Pd.", "“bukan-email” bukan alamat surel."),
    ("Baris 33", "(tanpa nama)", 'Isinya rumus =HYPERLINK("http://contoh","klik"), bukan teks.'),
    ("Baris 78", "Imas Solihin, S.Pd.", "Baris ini mengulang baris 11: NUPTK-nya sama."),
    ("Baris 79", "Ujang", "Baris ini mengulang baris 14: NUPTK-nya sama."),
)


def first_operator(server: Installation, operator: Phone) -> None:
    """`flask operator pertama` prints a link; whoever opens it becomes the operator, once."""
    server.tell(FOUNDED)
    said = server.flask("operator", "pertama", "--alamat", server.address)
    link = re.search(r"http\S+", said)
    assert link, said
    operator.open(link[0]).heading("Operator pertama")
    operator.fill(name="Nining Kurniasih", username="nining", password=PASSWORD, again=PASSWORD)
    operator.tap("Mulai sebagai operator").leaves("/kode/")
    operator.open("/kelola").sees("Muat data wilayah", "Muat data sekolah")


def garut_is_loaded(operator: Phone) -> None:
    operator.open("/kelola/wilayah").tap("Muat tabel wilayah bawaan").heading("Hasil memuat")
    operator.open("/kelola/wilayah").sees("7.277")
    operator.fill(kabupaten="32.05").attach("file", SCHOOLS).tap("Muat sekolah").heading("Hasil memuat")
    operator.sees("Semua baris dimuat.", "1.961", "Dicocokkan dengan ejaan lain")


def kkg_is_made(operator: Phone) -> None:
    operator.open("/gugus").tap("Buat gugus").heading("Buat gugus")
    operator.choose("kind", "KKG").fill(name="KKG Banjarwangi", wilayah_words="banjarwangi")
    operator.choose("wilayah_code", "Banjarwangi, Kabupaten Garut").choose("jenjang", "SD/MI")
    operator.fill(sk_number="421.2/07-UPT", sk_on="2026-10-20", sk_issuer="UPT Pendidikan Banjarwangi")
    operator.tap("Buat gugus").heading("Sekolah KKG Banjarwangi")
    operator.tap("Simpan sekolah").sees("34 sekolah ditambah")


def second_gugus_is_made(operator: Phone, name: str, words: str, place: str) -> None:
    operator.open("/gugus/baru").heading("Buat gugus").choose("kind", "KKG").fill(name=name, wilayah_words=words)
    operator.choose("wilayah_code", place).choose("jenjang", "SD/MI")
    operator.tap("Buat gugus").heading(f"Sekolah {name}")


def person_becomes_anggota(operator: Phone, gugus: str, name: str) -> None:
    """Someone who has an account becomes anggota of another gugus."""
    operator.open(f"{gugus}/anggota/tambah").fill(cari=name.split(",")[0])
    operator.page.locator("main").get_by_role("button", name="Cari").click()
    operator.choose("guru_id", name).tap("Jadikan anggota").sees(name)


def teacher_list_is_read(operator: Phone) -> None:
    """What is wrong is shown row by row; nothing has changed yet."""
    operator.open(GUGUS).tap("Muat daftar guru").attach("file", TEACHERS)
    operator.tap("Baca daftar").heading("Hasil membaca daftar")
    operator.sees("Belum ada yang berubah. Periksa hasilnya, lalu terapkan.")
    operator.page.get_by_role("navigation", name="Saring").get_by_role("link", name="Keliru").click()
    rows = operator.page.locator(".finding")
    expect(rows).to_have_count(len(WRONG_ROWS))
    for shown, parts in zip(rows.all(), WRONG_ROWS, strict=True):
        for part in parts:
            expect(shown).to_contain_text(part)


def teacher_list_is_applied(operator: Phone) -> None:
    operator.tap("Terapkan 65 baris").heading("Daftar sudah diterapkan")
    operator.open(f"{GUGUS}/anggota").sees("65 anggota")


def is_made_ketua(operator: Phone, name: str) -> None:
    operator.open(f"{GUGUS}/pengurus").choose("office", "Ketua").choose("guru", name)
    operator.tap("Angkat").sees(f"{name}")
    operator.open(GUGUS).sees(name)


def is_appointed(operator: Phone, name: str, office: str, school: str) -> None:
    """The operator appoints someone to an office at a school, with the SK."""
    _person(operator, name).tap("Angkat ke jabatan").heading(f"Angkat {name}")
    operator.choose("office", office).fill(words=school).choose("sekolah_ids", school)
    operator.fill(sk_number="800/31-Disdik", sk_on="2026-10-20", from_on="2026-10-26")
    operator.tap("Angkat").heading(name).sees(office)


def code_for(operator: Phone, name: str, kind: str = "Kode kata sandi baru") -> str:
    """A one-time code that the operator makes and hands over."""
    _person(operator, name).choose("purpose", kind).tap("Buat kode").heading(f"Kode untuk {name}")
    return operator.page.locator(".code-shown").inner_text()


def opens_code(person: Phone, name: str, code: str) -> None:
    """Someone types the code and makes a password."""
    person.open("/kode").fill(code=code).tap("Lanjut").heading("Buat kata sandi baru").sees(name)
    person.fill(password=PASSWORD, again=PASSWORD).tap("Simpan dan masuk").leaves("/kode")


def opens_card(person: Phone, name: str, code: str) -> None:
    """Someone signs in with the QR of the account card, which is this address."""
    person.open(f"/kode/{code}").heading("Kartu akun").sees(name)
    person.tap(f"Masuk sebagai {name}").leaves("/kode/")


def _person(operator: Phone, name: str) -> Phone:
    operator.open("/kelola/orang").fill(cari=name)
    operator.page.locator("main").get_by_role("button", name="Cari").click()
    operator.page.locator("main").get_by_role("link", name=name, exact=True).click()
    return operator.heading(name)


def signs_out(person: Phone) -> None:
    person.open("/keluar").page.locator("main").get_by_role("button", name="Keluar").click()
    person.leaves("/keluar")

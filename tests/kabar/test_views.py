"""The pages of kabar, as the people of a gugus see them."""

import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from community.accounts.models import Guru
from community.kabar.models import Kabar, Post, Reading
from community.kabar.services import edit_post, pin_kabar, read_kabar, withdraw_post
from community.kernel.clock import now, told
from community.kernel.database import db, end_transaction
from community.kernel.files import StoredFile
from community.kernel.notices import unread
from tests.kabar.conftest import Said
from tests.people import Cast
from tests.visitor import Page, Visitor

HOME = "/gugus/kkg-banjarwangi"
LIST = f"{HOME}/kabar"
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF"
Visiting = Callable[..., Visitor]
Answering = Callable[..., Post]


def first(kabar: Kabar) -> Post:
    return db.session.scalars(select(Post).where(Post.kabar_id == kabar.id, Post.number == 1)).one()


def hidden_field(page: Page, name: str) -> str:
    return next(each.get("value") or "" for each in page.tree.iter("input") if each.get("name") == name)


def test_a_ketua_announces_and_every_anggota_finds_it(cast: Cast, visitor: Visiting) -> None:
    ketua, peserta = visitor(cast.ketua), visitor(cast.peserta)
    assert "Belum ada kabar" in peserta.visit(LIST)
    page = ketua.visit(f"{LIST}/baru")
    page = ketua.submit(
        page,
        {
            "kind": "pengumuman",
            "title": "Rapat Sabtu",
            "text": "Pukul **delapan**, bawa modul.",
            "important": "y",
            "files": (io.BytesIO(b"Judul,isi\n" * 3), "jadwal.pdf"),
        },
        status=422,
    )
    assert "jadwal.pdf" in page and 'value="Rapat Sabtu"' in page.html
    page = ketua.submit(page, {"kind": "pengumuman", "important": "y"})
    assert "Pengumuman terkirim. Anggota diberi tahu." in page and "0 dari 6" in page
    assert "Belum dibaca: Rapat Sabtu" in peserta.visit(LIST)
    assert "Rapat Sabtu" in peserta.visit("/") and "Perlu konfirmasi" in peserta.visit("/")
    assert "Rapat Sabtu" in peserta.visit(HOME)
    page = peserta.visit(f"/kabar/{db.session.scalars(select(Kabar.id)).one()}")
    assert "Saya sudah membaca" in page and "<strong>delapan</strong>" in page.html
    assert "Siapa saja" not in page, "who has read is named to the pengurus and the author alone"
    page = peserta.submit(page, action="/konfirmasi")
    assert "konfirmasi Anda tercatat" in page and "Saya sudah membaca" not in page
    assert "Belum dibaca:" not in peserta.visit(LIST)
    assert "Rapat Sabtu" not in peserta.visit("/"), "what was opened waits no more, nor does its notice"
    page = ketua.visit(page.path)
    assert "Dibaca1 dari 6" in page and "Dikonfirmasi1 dari 6" in page
    page = ketua.visit(f"{page.path}/pembaca")
    assert "Ai Setiawan, S.Pd." in page and "Dikonfirmasi" in page and "Ida Maryani" in page
    peserta.visit(page.path, status=403)


def test_an_anggota_begins_a_thread_and_is_answered_in_place(cast: Cast, visitor: Visiting) -> None:
    peserta, other = visitor(cast.peserta), visitor(cast.peserta2)
    page = peserta.visit(f"{LIST}/baru")
    assert "Pengumuman" not in page, "announcing is for pengurus"
    page = peserta.submit(page, {"title": "Alat peraga", "text": "Siapa punya? @Yuyun @Ida @besok"})
    assert "Terkirim." in page and "@besok bukan nama anggota yang dapat membaca ini" in page
    told_ketua = unread("ketua")[0]
    assert (told_ketua.kind, told_ketua.sentence) == (
        "sebutan",
        "Ai Setiawan, S.Pd. menyebut Anda dalam “Alat peraga”, KKG Banjarwangi.",
    )
    page = other.visit(told_ketua.link)
    answer = next(link for link in page.links if "balas=" in link)
    page = other.visit(answer)
    assert "Membalas Ai Setiawan, S.Pd." in page
    page = other.submit(page, {"text": "Saya punya dua."}, action="/balasan")
    assert "Balasan terkirim." in page and "Saya punya dua." in page and "Membalas Ai Setiawan" in page
    assert "1 balasan" in peserta.visit(LIST)


def test_a_name_that_fits_two_is_said_to_the_writer(cast: Cast, visitor: Visiting) -> None:
    db.session.get_one(Guru, "peserta2").name_key = "ai maryani"
    end_transaction(keep=True)
    ketua = visitor(cast.ketua)
    page = ketua.submit(ketua.visit(f"{LIST}/baru"), {"kind": "utas", "title": "Tanya", "text": "@Ai bisa?"})
    assert "@Ai cocok dengan lebih dari satu anggota" in page


def test_two_tabs_with_the_same_form_make_one_post(cast: Cast, visitor: Visiting, asked: Said) -> None:
    kabar = asked()
    peserta = visitor(cast.peserta)
    page = peserta.visit(f"/kabar/{kabar.id}")
    for _ in range(2):
        peserta.submit(page, {"text": "Sama."}, action="/balasan")
    assert db.session.scalar(select(func.count(Post.id))) == 2


def test_a_file_is_attached_shown_with_its_size_and_taken_off(cast: Cast, visitor: Visiting, asked: Said) -> None:
    kabar = asked()
    peserta = visitor(cast.peserta)
    page = peserta.submit(
        peserta.visit(f"/kabar/{kabar.id}"),
        {"text": "Ini fotonya.", "files": (io.BytesIO(b"Catatan rapat"), "catatan.docx")},
        action="/balasan",
        status=422,
    )
    assert "catatan.docx" in page and "Ini fotonya." in page.html
    pdf = (io.BytesIO(PDF), "catatan.pdf")
    page = peserta.submit(page, {"text": "Ini catatannya.", "files": pdf}, action="/balasan")
    stored = db.session.scalars(select(StoredFile)).one()
    assert stored.about_kind == "kabar" and stored.gugus_id == kabar.gugus_id
    assert "catatan.pdf" in page and stored.size_words in page
    page = peserta.visit(next(link for link in page.links if link.endswith("/ubah") and "tulisan" in link))
    post = db.session.scalars(select(Post).where(Post.number == 2)).one()
    page = peserta.visit(f"/tulisan/{post.id}/ubah")
    page = peserta.submit(page, {"without": stored.id})
    assert "catatan.pdf" not in page
    assert db.session.scalar(select(func.count(StoredFile.id))) == 0


def test_a_change_is_marked_and_its_history_can_be_read(cast: Cast, visitor: Visiting, asked: Said) -> None:
    post = first(asked(text="Siapa punya timbangan?"))
    peserta = visitor(cast.peserta)
    page = peserta.visit(f"/tulisan/{post.id}/ubah")
    page = peserta.submit(page, {"text": "Siapa punya neraca?"})
    assert "neraca" in page and "timbangan" not in page and "diubah" in page
    page = visitor(cast.peserta2).visit(f"/tulisan/{post.id}/riwayat")
    assert "timbangan" in page and "neraca" in page


def test_two_windows_that_change_the_same_post_show_both_texts(cast: Cast, visitor: Visiting, asked: Said) -> None:
    post = first(asked())
    peserta = visitor(cast.peserta)
    page = peserta.visit(f"/tulisan/{post.id}/ubah")
    edit_post(cast.peserta, post, text="Dari jendela pertama", based_on=1)
    page = peserta.submit(page, {"text": "Dari jendela kedua"}, status=422)
    assert "Dari jendela pertama" in page and "Dari jendela kedua" in page.html
    page = peserta.submit(page, {"text": "Keduanya"})
    assert "Keduanya" in page


def test_what_is_withdrawn_leaves_a_sentence_and_its_words_to_author_and_pengurus(
    cast: Cast, visitor: Visiting, asked: Said, answered: Answering
) -> None:
    kabar = asked(title="Jual panci", text="Murah meriah")
    answered(kabar, "Ini bukan pasar.", by="peserta2")
    ketua = visitor(cast.ketua)
    page = ketua.visit(f"/tulisan/{first(kabar).id}/penarikan")
    page = ketua.submit(page, {"reason": ""}, status=422)
    assert "penulisnya akan membacanya" in page
    page = ketua.submit(page, {"reason": "bukan tempat berjualan"})
    assert "ditarik pengurus" in page and "bukan tempat berjualan" in page and "Murah meriah" in page
    page = visitor(cast.peserta).visit(f"/kabar/{kabar.id}")
    assert "Murah meriah" in page, "the author still sees it"
    page = visitor(cast.peserta2).visit(f"/kabar/{kabar.id}")
    assert "ditarik pengurus" in page and "Murah" not in page.html and "Jual panci" not in page.html
    assert "Ini bukan pasar." in page and "tidak menerima balasan" in page
    visitor(cast.peserta2).visit(f"/tulisan/{first(kabar).id}/riwayat", status=404)
    listed = visitor(cast.peserta2).visit(LIST)
    assert "Obrolan yang ditarik" in listed and "Jual panci" not in listed.html


def test_a_quote_of_what_was_withdrawn_is_gone_too(
    cast: Cast, visit: Callable[..., Page], asked: Said, answered: Answering
) -> None:
    kabar = asked()
    above = answered(kabar, "Rahasia saya", by="peserta2")
    answered(kabar, "Wah.", by="ketua", reply_to=above)
    assert visit(f"/kabar/{kabar.id}", as_=cast.peserta3).html.count("Rahasia saya") == 2
    withdraw_post(cast.peserta2, above)
    assert "Rahasia saya" not in visit(f"/kabar/{kabar.id}", as_=cast.peserta3).html


def test_an_erased_person_is_a_former_member_in_the_thread(cast: Cast, visit: Callable[..., Page], asked: Said) -> None:
    kabar = asked(by="peserta3")
    gone = db.session.get_one(Guru, "peserta3")
    gone.name, gone.erased_at = "Akun yang dihapus", now()
    end_transaction(keep=True)
    page = visit(f"/kabar/{kabar.id}", as_=cast.ketua)
    assert "Mantan anggota" in page and "Siapa punya?" in page and "Imas" not in page


def test_a_pengurus_pins_with_a_day_and_takes_it_down(cast: Cast, visitor: Visiting, asked: Said) -> None:
    kabar = asked()
    ketua = visitor(cast.ketua)
    page = ketua.visit(f"/kabar/{kabar.id}")
    page = ketua.submit(page, {"place": "1", "until_on": "2020-01-01"}, action="/sematan", status=422)
    assert "dari hari ini sampai setahun lagi" in page
    page = ketua.submit(page, {"place": "2", "until_on": ""}, action="/sematan")
    assert "Kabar disematkan di atas." in page and "urutan 2" in page
    assert "Disematkan" in visitor(cast.peserta).visit(LIST)
    page = ketua.submit(page, action="/lepas")
    assert "Sematan dilepas." in page
    assert "Sematkan" not in visitor(cast.peserta).visit(f"/kabar/{kabar.id}")


def test_a_long_thread_is_read_in_pages(cast: Cast, visitor: Visiting, asked: Said, answered: Answering) -> None:
    kabar = asked()
    begun = now()
    for number in range(2, 53):
        with told(begun + timedelta(minutes=number)):
            answered(kabar, f"Balasan nomor {number}.", by="peserta2" if number % 2 else "peserta3")
    peserta = visitor(cast.peserta)
    page = peserta.visit(f"/kabar/{kabar.id}")
    assert "Balasan nomor 25." in page and "Balasan nomor 26." not in page and "Halaman 1 dari 3" in page
    page = peserta.visit(f"/kabar/{kabar.id}?hal=3")
    assert "Balasan nomor 52." in page and "Balasan nomor 50." not in page
    peserta.visit(f"/kabar/{kabar.id}?hal=4", status=404)
    with told(begun + timedelta(hours=2)):
        page = peserta.submit(page, {"text": "Yang terakhir."}, action="/balasan?hal=3")
    assert "Yang terakhir." in page and "hal=3" in page.path


def test_the_list_is_read_in_pages_and_by_kind(
    cast: Cast, visit: Callable[..., Page], announced: Said, asked: Said
) -> None:
    for number in range(22):
        announced(f"Pengumuman {number}")
    asked("Satu obrolan")
    assert "1–20 dari 23" in visit(LIST, as_=cast.peserta)
    assert "21–23 dari 23" in visit(f"{LIST}?hal=2", as_=cast.peserta)
    page = visit(f"{LIST}?jenis=utas", as_=cast.peserta)
    assert "Satu obrolan" in page and "Pengumuman 1" not in page
    visit(f"{LIST}?jenis=rahasia&hal=nol", as_=cast.peserta)
    assert "Ke halaman pertama" in visit(f"{LIST}?hal=9", as_=cast.peserta)


def test_whatsapp_gets_a_ready_text_with_the_address(cast: Cast, visit: Callable[..., Page], announced: Said) -> None:
    kabar = announced("Rapat Sabtu", "Pukul **delapan**.\n\nBawa modul.")
    page = visit(f"/kabar/{kabar.id}", as_=cast.peserta)
    shared = next(each for each in page.tree.iter("button") if each.get("data-behaviour") == "copy").get("data-text")
    assert shared == (
        "Pengumuman KKG Banjarwangi\n*Rapat Sabtu*\n\nPukul delapan. Bawa modul.\n\n"
        f"Baca dan balas di Gugus: http://localhost/kabar/{kabar.id}"
    )


def test_names_are_offered_only_to_who_belongs(cast: Cast, visitor: Visiting) -> None:
    found = visitor(cast.peserta).visit(f"{HOME}/sebutan?q=yuy").response.get_json()
    assert found == [{"sebut": "ketua", "nama": "Yuyun Sutisna, M.Pd."}]
    for person in (cast.pengawas, cast.operator, cast.orang_luar):
        visitor(person).visit(f"{HOME}/sebutan?q=yuy", status=404)


def test_opening_twice_is_one_reading(cast: Cast, visitor: Visiting, announced: Said) -> None:
    kabar = announced()
    peserta = visitor(cast.peserta)
    for _ in range(2):
        peserta.visit(f"/kabar/{kabar.id}")
    visitor(cast.pengawas).visit(f"/kabar/{kabar.id}")
    assert [row.guru_id for row in db.session.scalars(select(Reading))] == ["peserta"]


def test_pages_ask_as_often_for_many_as_for_few(
    cast: Cast, visitor: Visiting, announced: Said, asked: Said, answered: Answering, queries: Callable[..., int]
) -> None:
    kabar = asked()
    people = ("peserta", "peserta2", "peserta3", "ketua", "sekretaris", "bendahara", "koordinator")
    answered(kabar, by="ketua", reply_to=first(kabar))
    browser = visitor(cast.peserta)
    paths = (f"/kabar/{kabar.id}", LIST, HOME, "/")

    def look() -> list[int]:
        for path in paths:
            browser.visit(path)
        return [queries(lambda path=path: browser.visit(path)) for path in paths]

    few = look()
    for number in range(14):
        answered(kabar, f"Balasan {number}", by=people[number % 7], reply_to=first(kabar))
        other = announced(f"Rapat {number}", by=("ketua", "sekretaris", "bendahara")[number % 3])
        pin_kabar(cast.ketua, other, place=number % 9 + 1)
        if number % 2:
            read_kabar(cast.peserta, other)
    assert look() == few


@pytest.mark.parametrize("path", ["/kabar/tidakada22", "/tulisan/tidakada22/ubah", "/gugus/tidak-ada/kabar"])
def test_what_is_not_there_is_not_found(cast: Cast, visit: Callable[..., Any], path: str) -> None:
    visit(path, as_=cast.ketua, status=404)

"""/cari: what exists is found by whom it concerns, and by nobody else."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import quote

import pytest
from flask import Flask
from sqlalchemy import select

from community.accounts.models import Guru
from community.accounts.services import change_own_data, edit_person, erase_self
from community.accounts.services.erasing import ERASE_WORD
from community.gugus.models import Anggota, Gugus
from community.gugus.services import add_anggota, create_gugus, edit_gugus, leave_gugus
from community.kabar.services import post_announcement
from community.kernel.command import INSTALLATION
from community.kernel.database import db, end_transaction
from community.kernel.ids import new_id
from community.kernel.search import find, reindex_everything
from community.lokakarya.services import (
    add_keputusan,
    add_tindak_lanjut,
    assign_role,
    edit_paket,
    plan_paket,
    schedule_paket,
    withdraw_line,
    write_notulen,
)
from tests.factories import SATURDAY, make_pertemuan
from tests.materials.making import make_material
from tests.people import Cast
from tests.visitor import Page, Visitor

Visitors = Callable[..., Visitor]


@pytest.fixture
def indexed(app: Flask) -> None:
    """The cast and their gugus, as an installation has them."""
    reindex_everything()


def _links(guru: Guru | None, words: str, **more: Any) -> list[str]:
    end_transaction(keep=False)
    return [each.link for each in find(guru, words, **more).results]


def _titles(page: Page) -> list[str]:
    return ["".join(each.itertext()).strip() for each in page.tree.iter("h2") if each.find("a") is not None]


def test_a_modul_is_found_by_a_stem(visitor: Visitors, cast: Cast, indexed: None) -> None:
    make_material(cast)
    page = visitor(cast.peserta2).visit("/cari?q=penilaian")
    assert _titles(page) == ["Modul ajar pecahan kelas 4"]
    assert "<mark>menilai</mark>" in page.html
    assert page.title.startswith("Cari")


def test_a_paket_is_found_by_who_reads_it_from_draft_to_schedule(cast: Cast, indexed: None) -> None:
    paket = plan_paket(cast.ketua, cast.gugus, theme="Lokakarya ecobrick", jenis="alat_peraga")
    link = f"/paket/{paket.id}"
    assert _links(cast.sekretaris, "ecobrick") == [link]
    assert _links(cast.peserta, "ecobrick") == _links(cast.pengawas, "ecobrick") == []
    make_pertemuan(paket, place="Balai desa Wangunjaya")
    schedule_paket(cast.ketua, paket)
    for person in (cast.peserta, cast.pengawas, cast.dinas):
        assert _links(person, "ecobrick wangunjaya") == [link]
    for person in (cast.orang_luar, cast.operator, cast.kepala, None):
        assert _links(person, "ecobrick") == []
    assign_role(cast.ketua, paket, guru=cast.orang_luar, role="narasumber")
    assert _links(cast.orang_luar, "ecobrick") == [link]
    edit_paket(cast.ketua, paket, theme="Lokakarya biopori", jenis="alat_peraga")
    assert (_links(cast.peserta, "ecobrick"), _links(cast.peserta, "biopori")) == ([], [link])


def test_what_every_pertemuan_of_a_paket_says_again_is_shown_once(visitor: Visitors, cast: Cast, indexed: None) -> None:
    paket = plan_paket(cast.ketua, cast.gugus, theme="Literasi membaca", jenis="silabus_rpp")
    for week in range(3):
        at = SATURDAY + timedelta(weeks=week)
        make_pertemuan(paket, at, place="Balai desa", agenda_html="<p>Membuat ecobrick bersama.</p>")
    schedule_paket(cast.ketua, paket)
    page = visitor(cast.peserta).visit("/cari?q=ecobrick")
    assert page.html.count("<mark>ecobrick</mark>") == 1
    assert page.text.count("Balai desa") == 1


def test_what_a_pertemuan_wrote_down_is_found_as_it_stands_now(cast: Cast, indexed: None) -> None:
    paket = plan_paket(cast.ketua, cast.gugus, theme="Literasi membaca", jenis="silabus_rpp")
    pertemuan = make_pertemuan(paket)
    schedule_paket(cast.ketua, paket)
    write_notulen(cast.sekretaris, pertemuan, text="Kita memakai **ecobrick** sebagai alat.", based_on=0)
    decision = add_keputusan(cast.sekretaris, pertemuan, text="Menanam biopori di tiap sekolah")
    add_tindak_lanjut(cast.sekretaris, pertemuan, text="Membeli kompas", who="Pak Dede")
    for word in ("ecobrick", "biopori", "kompas"):
        assert _links(cast.peserta, word) == [f"/paket/{paket.id}"], word
        assert _links(cast.orang_luar, word) == []
    write_notulen(cast.sekretaris, pertemuan, text="Kita memakai kertas.", based_on=1)
    withdraw_line(cast.sekretaris, decision)
    assert _links(cast.peserta, "ecobrick") == _links(cast.peserta, "biopori") == []


def test_a_guest_who_joined_and_left_again_finds_the_paket_no_more(cast: Cast, indexed: None) -> None:
    paket = plan_paket(cast.ketua, cast.gugus, theme="Lokakarya ecobrick", jenis="alat_peraga")
    make_pertemuan(paket)
    schedule_paket(cast.ketua, paket)
    assign_role(cast.ketua, paket, guru=cast.orang_luar, role="narasumber")
    assert _links(cast.orang_luar, "ecobrick") == [f"/paket/{paket.id}"]
    add_anggota(cast.ketua, cast.gugus, guru=cast.orang_luar)
    assert _links(cast.orang_luar, "ecobrick") == [f"/paket/{paket.id}"]
    leave_gugus(cast.orang_luar, cast.gugus)
    assert _links(cast.orang_luar, "ecobrick") == []


def test_who_left_a_gugus_finds_nothing_of_it_with_the_next_request(
    visitor: Visitors, cast: Cast, indexed: None
) -> None:
    make_material(cast)
    post_announcement(cast.ketua, cast.gugus, title="Pecahan besok", text="Bawa kertas.", form_key=new_id())
    browser = visitor(cast.peserta3)
    assert len(_titles(browser.visit("/cari?q=pecahan"))) == 2
    leave_gugus(cast.peserta3, cast.gugus)
    for path in ("/cari?q=pecahan", "/cari?q=pecahn", "/cari?q=banjarwangi", "/cari", "/cari?q=pecahan&dalam=materi"):
        page = browser.visit(path)
        assert _titles(page) == []
        assert "ecahan besok" not in page
        assert "Modul ajar" not in page


def test_the_people_of_a_gugus_are_found_by_each_other_alone(cast: Cast, indexed: None) -> None:
    link = "/gugus/kkg-banjarwangi/anggota?cari=Imas+Solihin%2C+S.Pd."
    for person in (cast.peserta, cast.pengawas):
        assert _links(person, "imas solihin", kind="guru") == [link]
    assert _links(cast.operator, "imas solihin") == ["/kelola/orang/peserta3"]
    for person in (cast.orang_luar, cast.kepala, None):
        assert _links(person, "imas solihin") == []


def test_a_gugus_is_found_by_who_may_open_it(cast: Cast, indexed: None) -> None:
    for person in (cast.peserta, cast.pengawas, cast.operator):
        assert _links(person, "KKG banjarwangi", kind="gugus") == ["/gugus/kkg-banjarwangi"]
    assert _links(cast.orang_luar, "banjarwangi") == _links(None, "banjarwangi") == []
    edit_gugus(cast.ketua, cast.gugus, values={"name": "KKG Melati"})
    assert _links(cast.peserta, "melati") == ["/gugus/kkg-banjarwangi"]


def test_a_new_gugus_and_a_new_anggota_are_found_at_once(cast: Cast, indexed: None) -> None:
    values = {"kind": "KKG", "name": "KKG Singajaya", "wilayah_code": "32.05.24"}
    made = create_gugus(cast.operator, INSTALLATION, values=values, ketua=cast.orang_luar)
    assert _links(cast.orang_luar, "singajaya", kind="gugus") == [f"/gugus/{made.slug}"]
    assert _links(cast.peserta, "singajaya") == _links(cast.peserta, "ujang mulyana") == []
    add_anggota(cast.operator, cast.gugus, guru=cast.orang_luar)
    assert len(_links(cast.peserta, "ujang mulyana")) == 1


def test_another_name_is_found_in_place_of_the_old(cast: Cast, indexed: None) -> None:
    change_own_data(cast.peserta2, cast.peserta2, values={"name": "Rosita Maryani"})
    assert (len(_links(cast.peserta, "rosita")), _links(cast.peserta, "ida", kind="guru")) == (1, [])
    edit_person(cast.operator, cast.peserta2, values={"name": "Ida Maryani"})
    assert _links(cast.peserta, "rosita") == []


def test_who_erases_the_account_is_found_no_more_nor_named_by_what_they_wrote(cast: Cast, indexed: None) -> None:
    make_material(cast, "peserta")
    assert len(_links(cast.peserta2, "setiawan")) == 2
    person = cast.peserta
    person.password_hash = None
    end_transaction(keep=True)
    erase_self(cast.peserta, cast.peserta, word=ERASE_WORD)
    for someone in (cast.peserta2, cast.operator):
        assert _links(someone, "setiawan") == []
        assert find(someone, "setiawn").shown_for == ""


def test_a_stranger_finds_what_is_public(visitor: Visitors, cast: Cast, indexed: None) -> None:
    make_material(cast)
    make_material(cast, visibility="publik", title="Modul ajar daur air")
    assert _titles(visitor().visit("/cari?q=modul")) == ["Modul ajar daur air"]


def test_it_is_narrowed_by_links_and_widened_again(visitor: Visitors, cast: Cast, indexed: None) -> None:
    make_material(cast)
    make_material(cast, title="Modul pecahan desimal", mapel="IPAS")
    post_announcement(cast.ketua, cast.gugus, title="Pecahan besok", text="Bawa kertas.", form_key=new_id())
    browser = visitor(cast.peserta)
    page = browser.visit("/cari?q=pecahan")
    assert len(_titles(page)) == 3
    (link,) = [each for each in page.links if "mapel=IPAS" in each]
    page = browser.visit(link)
    assert _titles(page) == ["Modul pecahan desimal"]
    assert "hapus saringan ini" in page
    assert "/cari?q=pecahan" in page.links
    assert _titles(browser.visit("/cari?q=pecahan&dalam=kabar")) == ["Pecahan besok"]
    assert "Di bagian lain ada yang cocok" in browser.visit("/cari?q=pecahan&dalam=gugus")


def test_a_slip_is_said_and_an_empty_answer_helps(visitor: Visitors, cast: Cast, indexed: None) -> None:
    make_material(cast)
    browser = visitor(cast.peserta)
    assert "Menampilkan hasil untuk “pecahan”." in browser.visit("/cari?q=pecahn")
    assert "Ini yang memuat sebagian" in browser.visit("/cari?q=modul+dinosaurus")
    assert "Coba kata yang lebih pendek" in browser.visit("/cari?q=dinosaurus")
    assert "Kata itu terlalu umum" in browser.visit("/cari?q=dan")
    assert "Yang terbaru" in browser.visit("/cari")
    assert "Masuk untuk mencari" in visitor().visit("/cari")


@pytest.mark.parametrize(
    "words",
    [
        "",
        "   ",
        "!!!",
        '" OR NEAR( *',
        "x" * 10_000,
        "😀",
        "\u202e\u0646\u0635",
        "<script>alert(1)</script>",
        "' | '",
        "%",
    ],
)
def test_no_address_is_too_odd(visitor: Visitors, cast: Cast, indexed: None, words: str) -> None:
    make_material(cast)
    page = visitor(cast.peserta).visit(f"/cari?q={quote(words)}&dalam={quote(words)}&hal={quote(words[:9])}&mapel=x")
    assert "<script>alert" not in page.html


def test_markup_in_what_is_found_stays_text(visitor: Visitors, cast: Cast, indexed: None) -> None:
    make_material(cast, title="<b>Pecahan</b> & \"'<script>", topic="<i>pecahan</i>")
    page = visitor(cast.peserta).visit("/cari?q=pecahan")
    assert _titles(page) == ["<b>Pecahan</b> & \"'<script>"]


def test_the_lens_is_on_every_page_and_leads_here(visitor: Visitors, cast: Cast) -> None:
    page = visitor(cast.peserta).visit("/gugus")
    (form,) = [each for each in page.tree.iter("form") if each.get("role") == "search"]
    assert form.get("action") == "/cari"
    assert [each.get("name") for each in form.iter("input")] == ["q"]


def test_the_page_asks_the_database_as_often_for_many_as_for_few(
    visitor: Visitors, cast: Cast, indexed: None, queries: Callable[[Callable[[], Any]], int]
) -> None:
    browser = visitor(cast.peserta)
    for number in range(4):
        make_material(cast, title=f"Pecahan {number}")
    few = queries(lambda: browser.visit("/cari?q=pecahan"))
    for number in range(12):
        make_material(cast, title=f"Pecahan lagi {number}")
        post_announcement(cast.ketua, cast.gugus, title=f"Pecahan {number}", text="Bawa kertas.", form_key=new_id())
    assert queries(lambda: browser.visit("/cari?q=pecahan")) <= few


def test_the_command_makes_the_index_anew(app: Flask, cast: Cast) -> None:
    assert _links(cast.peserta, "imas") == []
    answer = app.test_cli_runner().invoke(args=["cari", "indeks-ulang"])
    assert answer.exit_code == 0, answer.output
    assert "Orang: 12" in answer.output
    assert len(_links(cast.peserta, "imas")) == 1
    assert db.session.scalar(select(Gugus.id)) and db.session.scalar(select(Anggota.id))

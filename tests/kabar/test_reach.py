"""Who reads what of the kabar of a gugus: through the page, the file link, the search and the list of names."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from community.accounts.models import Guru
from community.gugus.models import Gugus, ReportCase
from community.gugus.services import report, rule
from community.kabar.models import ABOUT, Kabar, Post
from community.kabar.services import edit_post, withdraw_post
from community.kernel.database import db, end_transaction
from community.kernel.files import Named, StoredFile
from community.kernel.search import find
from tests.kabar.conftest import Said
from tests.people import Cast
from tests.visitor import Page, Visitor

LIST = "/gugus/kkg-banjarwangi/kabar"
PDF = Named("jadwal.pdf", b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF")
INSIDE = ("peserta", "peserta2", "ketua", "sekretaris", "bendahara", "koordinator")
ABOVE = ("pengawas", "dinas")
OUTSIDE = ("orang_luar", "kepala", "operator", "peserta3")  # peserta3 has left
Visit = Callable[..., Page]


def file_of(kabar: Kabar) -> str:
    post = db.session.scalars(select(Post).where(Post.kabar_id == kabar.id, Post.number == 1)).one()
    return db.session.scalars(select(StoredFile).where(StoredFile.about_id == post.id)).one().id


def first(kabar: Kabar) -> Post:
    return db.session.scalars(select(Post).where(Post.kabar_id == kabar.id, Post.number == 1)).one()


def person(name: str) -> Guru:
    return db.session.get_one(Guru, name)


def found_by(name: str | None, words: str) -> list[str]:
    """The addresses someone finds, with a request of the own."""
    end_transaction(keep=False)
    return [result.link for result in find(person(name) if name else None, words, kind="kabar").results]


@pytest.fixture
def announcement(announced: Said, answered: Callable[..., Post]) -> Kabar:
    kabar = announced("Jadwal supervisi", "Supervisi mulai Senin.", uploads=[PDF])
    answered(kabar, "Apakah membawa neraca?", by="peserta")
    return kabar


@pytest.fixture
def thread(asked: Said) -> Kabar:
    return asked("Alat peraga", "Siapa punya neraca?", uploads=[PDF])


@pytest.mark.parametrize("name", INSIDE)
def test_who_belongs_reads_everything(
    former: Guru, announcement: Kabar, thread: Kabar, visit: Visit, name: str
) -> None:
    page = visit(f"/kabar/{announcement.id}", as_=person(name))
    assert "Supervisi mulai Senin." in page and "Apakah membawa neraca?" in page
    assert "Siapa punya neraca?" in visit(f"/kabar/{thread.id}", as_=person(name))
    for kabar in (announcement, thread):
        visit(f"/berkas/{file_of(kabar)}", as_=person(name))
    assert sorted(found_by(name, "neraca")) == sorted([f"/kabar/{announcement.id}", f"/kabar/{thread.id}"])
    assert found_by(name, "supervisi") == [f"/kabar/{announcement.id}"]


@pytest.mark.parametrize("name", ABOVE)
def test_who_oversees_reads_what_is_announced_not_what_is_said(
    announcement: Kabar, thread: Kabar, visit: Visit, name: str
) -> None:
    page = visit(f"/kabar/{announcement.id}", as_=person(name))
    assert "Supervisi mulai Senin." in page and "neraca" not in page.html and "Kirim balasan" not in page
    visit(f"/kabar/{thread.id}", as_=person(name), status=404)
    visit(f"/berkas/{file_of(announcement)}", as_=person(name))
    visit(f"/berkas/{file_of(thread)}", as_=person(name), status=404)
    page = visit(LIST, as_=person(name))
    assert "Jadwal supervisi" in page and "Alat peraga" not in page and "Tulis kabar" not in page
    visit(f"{LIST}?jenis=utas", as_=person(name))
    visit(f"{LIST}/baru", as_=person(name), status=404)
    assert found_by(name, "supervisi") == [f"/kabar/{announcement.id}"]
    assert found_by(name, "neraca") == []
    assert "Jadwal supervisi" in visit("/gugus/kkg-banjarwangi", as_=person(name))


@pytest.mark.parametrize("name", OUTSIDE)
def test_whoever_else_finds_nothing(
    announcement: Kabar, thread: Kabar, former: Guru, singajaya: Gugus, visit: Visit, name: str
) -> None:
    for kabar in (announcement, thread):
        visit(f"/kabar/{kabar.id}", as_=person(name), status=404)
        visit(f"/berkas/{file_of(kabar)}", as_=person(name), status=404)
        visit(f"/kabar/{kabar.id}/pembaca", as_=person(name), status=404)
        for door in ("ubah", "penarikan", "riwayat"):
            visit(f"/tulisan/{first(kabar).id}/{door}", as_=person(name), status=404)
    visit(LIST, as_=person(name), status=404)
    assert found_by(name, "supervisi") == found_by(name, "neraca") == []


def test_a_stranger_finds_nothing(announcement: Kabar) -> None:
    assert found_by(None, "supervisi") == []


def test_an_operator_sees_no_kabar_on_the_page_of_a_gugus(announcement: Kabar, cast: Cast, visit: Visit) -> None:
    page = visit("/gugus/kkg-banjarwangi", as_=cast.operator)
    assert "Jadwal supervisi" not in page and "Kabar" not in page


def test_who_left_cannot_answer_an_open_page(
    thread: Kabar, cast: Cast, visitor: Callable[..., Visitor], request: pytest.FixtureRequest
) -> None:
    browser = visitor(cast.peserta3)
    page = browser.visit(f"/kabar/{thread.id}")
    request.getfixturevalue("former")
    browser.submit(page, {"text": "Masih di sini"}, action="/balasan", status=404)


def test_what_is_withdrawn_or_hidden_leaves_search_file_link_and_overseers(
    announcement: Kabar, thread: Kabar, cast: Cast, visit: Visit
) -> None:
    withdraw_post(cast.ketua, first(announcement))
    for reporter in (cast.peserta2, cast.koordinator, cast.bendahara):
        report(reporter, first(thread), kind=ABOUT, reason="kasar")
    for name in ("peserta2", "pengawas"):
        assert found_by(name, "supervisi") == found_by(name, "neraca") == []
        visit(f"/berkas/{file_of(announcement)}", as_=person(name), status=404)
        visit(f"/berkas/{file_of(thread)}", as_=person(name), status=404)
    visit(f"/kabar/{announcement.id}", as_=cast.pengawas, status=404)
    assert "Jadwal supervisi" not in visit(LIST, as_=cast.pengawas)
    visit(f"/berkas/{file_of(thread)}", as_=cast.peserta)  # its author
    visit(f"/berkas/{file_of(thread)}", as_=cast.sekretaris)
    case = db.session.scalars(select(ReportCase)).one()
    rule(cast.ketua, case, verdict="tampilkan", reason="tidak ada yang salah")
    assert found_by("peserta2", "neraca") == [f"/kabar/{thread.id}"]
    visit(f"/berkas/{file_of(thread)}", as_=cast.peserta2)


def test_an_answer_that_is_withdrawn_or_changed_is_found_no_more(
    announcement: Kabar, answered: Callable[..., Post], cast: Cast
) -> None:
    answer = answered(announcement, "Bawa kalkulator.", by="peserta2")
    assert found_by("ketua", "kalkulator") == [f"/kabar/{announcement.id}"]
    edit_post(cast.peserta2, answer, text="Bawa sempoa.", based_on=1)
    assert (found_by("ketua", "kalkulator"), len(found_by("ketua", "sempoa"))) == ([], 1)
    withdraw_post(cast.peserta2, answer)
    assert found_by("ketua", "sempoa") == []


def test_the_names_of_readers_are_for_pengurus_and_the_author(
    announcement: Kabar, thread: Kabar, cast: Cast, visit: Visit
) -> None:
    for allowed in (cast.ketua, cast.bendahara):
        visit(f"/kabar/{announcement.id}/pembaca", as_=allowed)
    for refused in (cast.peserta, cast.pengawas):
        visit(f"/kabar/{announcement.id}/pembaca", as_=refused, status=403)
    visit(f"/kabar/{thread.id}/pembaca", as_=cast.ketua, status=404)

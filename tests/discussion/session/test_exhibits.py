"""What is shown to all: pages of a PDF drawn once, each viewer asked for again, a materi through its own panel."""

from collections.abc import Callable
from io import BytesIO

import pytest
from sqlalchemy import select

from community.discussion.models import Exhibit, Message, Room
from community.discussion.queries.exhibits import choices_in
from community.discussion.queries.session import exhibit_in
from community.discussion.services import delete_message
from community.gugus.services import leave_gugus
from community.kernel.database import db, end_transaction
from community.kernel.files import Named, StoredFile, store
from community.materials.services import remove_material
from tests.discussion.conftest import Say
from tests.materials.making import make_material
from tests.people import Cast
from tests.pictures import opened, photo, scanned_pdf
from tests.visitor import Page, Visitor

Visitors = Callable[..., Visitor]
PAGES = 3


@pytest.fixture
def sent(visitor: Visitors, room: Room, cast: Cast) -> StoredFile:
    """A PDF of three pages that Ai sent to the room."""
    ai = visitor(cast.peserta)
    file = (BytesIO(scanned_pdf(PAGES, (300, 400))), "lembar kerja.pdf")
    ai.submit(ai.visit(room.link), {"text": "", "files": file}, action="/pesan")
    return db.session.scalars(select(StoredFile).where(StoredFile.name == "lembar kerja.pdf")).one()


def show(who: Visitor, room: Room, value: str, *, status: int = 200) -> Page:
    page = who.visit(f"{room.link}/sesi")
    return who.submit(page, {"pilihan": value}, action="/bahan", status=status)


def turn(who: Visitor, room: Room, page: Page, to: str) -> Page:
    token = next(each.get("value", "") for each in page.tree.iter("input") if each.get("name") == "csrf_token")
    return who.post(f"{room.link}/bahan/halaman", {"csrf_token": token, "ke": to})


def picture(who: Visitor, path: str) -> tuple[int, bytes]:
    end_transaction(keep=False)
    with who.app.app_context():
        answer = who.client.get(path)
    return answer.status_code, answer.get_data()


def test_a_pdf_is_shown_and_its_pages_are_turned(visitor: Visitors, room: Room, cast: Cast, sent: StoredFile) -> None:
    ketua, ai = visitor(cast.ketua), visitor(cast.peserta)
    page = show(ketua, room, f"berkas:{sent.id}")
    assert "Ditampilkan lembar kerja.pdf" in page and "hal. 1/3" in page
    page = turn(ketua, room, page, "3")
    theirs = ai.visit(room.link)
    assert "hal. 3/3" in theirs
    (image,) = [each for each in theirs.tree.iter("img") if "/bahan/" in each.get("src", "")]
    status, data = picture(ai, image.get("src", ""))
    assert status == 200 and opened(data).format == "WEBP" and image.get("alt") == "Halaman 3 dari 3: lembar kerja.pdf"


def test_one_looks_by_oneself_without_javascript(visitor: Visitors, room: Room, cast: Cast, sent: StoredFile) -> None:
    show(visitor(cast.ketua), room, f"berkas:{sent.id}")
    ai = visitor(cast.peserta)
    page = ai.visit(room.link)
    own = ai.visit(next(each for each in page.links if "?hal=" in each))
    assert "Halaman 1 dari 3" in own and "Anda melihat sendiri" in own
    own = ai.visit(next(each for each in own.links if each.endswith("?hal=2")))
    assert "Halaman 2 dari 3" in own and sent.url in own.links and room.link in own.links
    for odd, seen in (("?hal=99", "Halaman 3"), ("?hal=-4", "Halaman 1"), ("?hal=x", "Halaman 1")):
        assert seen in ai.visit(own.path.partition("?")[0] + odd)


def test_each_who_looks_is_asked_for_again(visitor: Visitors, room: Room, cast: Cast, sent: StoredFile) -> None:
    show(visitor(cast.ketua), room, f"berkas:{sent.id}")
    shown = exhibit_in(room.id)
    assert shown is not None
    path = f"{shown.link}/1"
    ida = visitor(cast.peserta2)
    assert picture(ida, path)[0] == 200 and picture(visitor(cast.pengawas), path)[0] == 200
    assert picture(visitor(cast.orang_luar), path)[0] == 404 and picture(visitor(), path)[0] != 200
    for number in (0, 4, 10**9):
        assert picture(ida, f"{shown.link}/{number}")[0] == 404
    leave_gugus(cast.peserta2, cast.gugus)
    assert picture(ida, path)[0] == 404


def test_a_file_that_was_taken_away_is_no_longer_to_be_seen(
    visitor: Visitors, room: Room, cast: Cast, sent: StoredFile, say: Say
) -> None:
    show(visitor(cast.ketua), room, f"berkas:{sent.id}")
    shown = exhibit_in(room.id)
    assert shown is not None
    end_transaction(keep=False)
    delete_message(cast.peserta, db.session.scalars(select(Message)).one())
    ida = visitor(cast.peserta2)
    assert picture(ida, f"{shown.link}/1")[0] == 404
    assert "bukan untuk akun Anda" in ida.visit(shown.link)
    assert f"berkas:{sent.id}" not in [each.value for each in choices_in(cast.ketua, room)]


def test_a_page_is_drawn_once_and_goes_with_its_file(
    visitor: Visitors, room: Room, cast: Cast, sent: StoredFile
) -> None:
    show(visitor(cast.ketua), room, f"berkas:{sent.id}")
    shown = exhibit_in(room.id)
    assert shown is not None
    drawn = [store.size_of(sent.id, store.page_part(number)) for number in (1, 2, 3)]
    assert drawn[0] and drawn[1] and drawn[2] is None  # the next one is drawn before it is asked for
    ai = visitor(cast.peserta)
    assert picture(ai, f"{shown.link}/3")[0] == 200 and store.size_of(sent.id, store.page_part(3))
    store.remove(sent.id)
    assert store.size_of(sent.id, store.page_part(1)) is None


def test_a_photo_is_shown_as_one_page(visitor: Visitors, room: Room, cast: Cast) -> None:
    ketua = visitor(cast.ketua)
    ketua.submit(ketua.visit(room.link), {"text": "", "files": (BytesIO(photo()), "papan.jpg")}, action="/pesan")
    stored = db.session.scalars(select(StoredFile)).one()
    page = show(ketua, room, f"berkas:{stored.id}")
    assert "Ditampilkan papan.jpg" in page and "hal." not in page
    shown = exhibit_in(room.id)
    assert shown is not None and picture(ketua, f"{shown.link}/1")[0] == 200


def test_a_materi_is_shown_through_its_own_panel_to_who_may_read_it(visitor: Visitors, room: Room, cast: Cast) -> None:
    material = make_material(cast)
    ketua, ai = visitor(cast.ketua), visitor(cast.peserta)
    page = show(ketua, room, f"materi:{material.id}")
    assert "Ditampilkan Modul ajar pecahan kelas 4" in page
    shown = exhibit_in(room.id)
    assert shown is not None and shown.pages == 0
    seen = ai.visit(shown.link)
    assert "Anak membagi kertas lipat" in seen and f"/materi/{material.id}" in seen.links
    with ai.app.app_context():
        piece = ai.client.get(f"{shown.link}?potongan=1").get_data(as_text=True)
    assert "Anak membagi kertas lipat" in piece and "<html" not in piece
    end_transaction(keep=False)
    remove_material(cast.peserta, material, reason="Belum selesai disunting.")
    assert "bukan untuk akun Anda" in visitor(cast.peserta2).visit(shown.link)


def test_the_files_of_a_materi_can_be_shown_by_themselves(visitor: Visitors, room: Room, cast: Cast) -> None:
    ai = visitor(cast.peserta)
    uploads = [Named("modul.pdf", scanned_pdf(2, (300, 400)))]
    make_material(cast, uploads=uploads)
    end_transaction(keep=False)
    choice = next(each for each in choices_in(cast.ketua, room) if each.title == "modul.pdf")
    assert "hal. 1/2" in show(visitor(cast.ketua), room, choice.value) and "hal. 1/2" in ai.visit(room.link)


@pytest.mark.parametrize("value", ["", "berkas:", "berkas:tidakada22", "materi:tidakada22", "x" * 3000, "🎉", "lain:a"])
def test_what_is_not_on_the_list_is_refused_at_its_field(
    visitor: Visitors, room: Room, cast: Cast, sent: StoredFile, value: str
) -> None:
    page = show(visitor(cast.ketua), room, value, status=422)
    assert "Bahan:" in page and db.session.scalars(select(Exhibit)).all() == []


def test_a_pdf_that_nobody_can_read_is_refused_in_words(visitor: Visitors, room: Room, cast: Cast) -> None:
    ketua = visitor(cast.ketua)
    broken = b"%PDF-1.4\n" + b"rusak " * 200
    ketua.submit(ketua.visit(room.link), {"text": "", "files": (BytesIO(broken), "rusak.pdf")}, action="/pesan")
    stored = db.session.scalars(select(StoredFile)).one()
    page = show(ketua, room, f"berkas:{stored.id}", status=422)
    assert "tidak dapat dibaca" in page and exhibit_in(room.id) is None

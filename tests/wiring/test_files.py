"""The doors of a stored file: who reads it, and links that end by themselves."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import delete

from community.gugus.models import Anggota
from community.kernel.clock import now
from community.kernel.database import db, end_transaction
from community.kernel.files import FileRefused, Named, StoredFile, links
from community.lokakarya.services import attach_hasil
from tests.factories import make_paket
from tests.people import Cast
from tests.pictures import photo
from tests.visitor import Page, Visitor

Visitors = Callable[..., Visitor]
PARTS = ("", "/ringan", "/pratinjau", "/tautan")


@pytest.fixture
def stored(app: Flask, cast: Cast) -> StoredFile:
    """A photo that peserta attached to a paket of the KKG."""
    upload = Named("papan tulis.jpg", photo((700, 500)))
    hasil = attach_hasil(cast.peserta, make_paket(), kind="perangkat", title="Papan tulis", upload=upload)
    file_id = hasil.file_id
    end_transaction(keep=False)
    return db.session.get_one(StoredFile, file_id, populate_existing=True)


def test_who_belongs_to_the_gugus_reads_every_part(visitor: Visitors, cast: Cast, stored: StoredFile) -> None:
    for person in (cast.peserta, cast.ketua):
        client = visitor(person).client
        assert [client.get(stored.url + part).status_code for part in PARTS] == [200] * 4


def test_to_anyone_else_there_is_no_such_file(visitor: Visitors, cast: Cast, stored: StoredFile) -> None:
    for person in (cast.orang_luar, cast.operator, cast.kepala):
        other = visitor(person)
        for part in PARTS:
            assert "papan tulis" not in other.visit(stored.url + part, status=404)


def test_who_is_not_signed_in_is_led_to_the_door(visitor: Visitors, stored: StoredFile) -> None:
    for part in PARTS:
        assert visitor().visit(stored.url + part).title.startswith("Masuk")


def link_of(person: Visitor, stored: StoredFile) -> str:
    page = person.visit(f"{stored.url}/tautan")
    return next(each for each in page.links if "/tautan/" in each).partition("localhost")[2]


def over(page: Page) -> bool:
    return page.status == 404 and "Minta tautan baru" in page


def test_a_link_gives_the_file_to_whoever_holds_it(visitor: Visitors, cast: Cast, stored: StoredFile) -> None:
    stranger = visitor()
    page = stranger.visit(link_of(visitor(cast.ketua), stored))
    assert "papan tulis.jpg" in page and stored.size_words in page and "Tautan ini berlaku sampai" in page
    got = stranger.client.get(next(each for each in page.links if each.endswith("/berkas")))
    assert got.content_length == stored.size and got.headers["Content-Disposition"].startswith("attachment")


def test_a_link_ends_after_a_day(
    visitor: Visitors, cast: Cast, stored: StoredFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = link_of(visitor(cast.ketua), stored)
    later = now() + timedelta(hours=24, seconds=1)
    monkeypatch.setattr(links, "now", lambda: later)
    for path in (link, f"{link}/berkas"):
        assert over(visitor().visit(path, status=404))


def test_a_link_ends_when_its_maker_may_no_longer_read(visitor: Visitors, cast: Cast, stored: StoredFile) -> None:
    link = link_of(visitor(cast.peserta3), stored)
    assert visitor().visit(link).status == 200
    end_transaction(keep=False)
    db.session.execute(delete(Anggota).where(Anggota.guru_id == "peserta3"))
    end_transaction(keep=True)
    for path in (link, f"{link}/berkas"):
        assert over(visitor().visit(path, status=404))


def test_a_link_of_someone_elses_making_opens_nothing(visitor: Visitors, cast: Cast, stored: StoredFile) -> None:
    link = link_of(visitor(cast.ketua), stored)
    # The last letter of a signature holds bits that mean nothing; the one before it holds none.
    forged = link[:-2] + ("a" if link[-2] != "a" else "b") + link[-1]
    for wrong in (forged, "/tautan/x", "/tautan/" + "a" * 300, "/tautan/…"):
        assert over(visitor().visit(wrong, status=404))


def test_a_page_of_many_files_asks_the_database_as_often_as_one_of_few(
    app: Flask, cast: Cast, visitor: Visitors, queries: Callable[..., int]
) -> None:
    paket = make_paket()

    def attach(count: int) -> None:
        for number in range(count):
            upload = Named(f"{number}.pdf", b"%PDF-1.7\n%%EOF\n")
            attach_hasil(cast.ketua, paket, kind="perangkat", title=f"Modul {number}", upload=upload)

    attach(1)
    ketua, path = visitor(cast.ketua), f"/paket/{paket.id}"
    ketua.visit(path)
    few = queries(lambda: ketua.visit(path))
    attach(4)
    assert queries(lambda: ketua.visit(path)) == few


def test_a_false_picture_leaves_no_hasil(app: Flask, cast: Cast) -> None:
    with pytest.raises(FileRefused):
        attach_hasil(
            cast.ketua, make_paket(), kind="perangkat", title="Foto", upload=Named("a.jpg", b"\xff\xd8\xff\xe0x")
        )

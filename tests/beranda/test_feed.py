"""The feed of a gugus: valid, absolute, harmless, for whom it is meant, and only as long."""

import re
from collections.abc import Callable
from datetime import timedelta
from xml.etree import ElementTree

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from community.accounts.queries import password_hash_of
from community.accounts.services.erasing import erase_self
from community.accounts.services.sign_in import Proof
from community.gugus.models import Anggota
from community.gugus.queries import membership_of
from community.gugus.services import leave_gugus, make_feed, remove_anggota, report
from community.kabar.models import ABOUT, Post
from community.kabar.services import post_announcement, start_thread, withdraw_post
from community.kernel.clock import now, told
from community.kernel.database import add, end_transaction
from tests.factories import SATURDAY, make_paket, make_pertemuan
from tests.people import GUGUS, Cast
from tests.visitor import Visitor

ATOM = "{http://www.w3.org/2005/Atom}"
HOME = "/gugus/kkg-banjarwangi/umpan"
MARKUP = "<script>alert('x')</script> & <b>tebal</b> ]]> \x0b\ufffe"
WEEK_BEFORE = SATURDAY - timedelta(days=7)
Fetch = Callable[..., TestResponse]


@pytest.fixture
def fetch(app: Flask) -> Fetch:
    """`fetch(token)`: what a news reader gets at an address, signed in as nobody."""

    def get(token: str, status: int = 200, slug: str = "kkg-banjarwangi", **headers: str) -> TestResponse:
        end_transaction(keep=False)
        with app.app_context():
            answer = app.test_client().get(f"/gugus/{slug}/umpan/{token}.atom", headers=headers)
        assert answer.status_code == status
        return answer

    return get


def post_of(cast: Cast, title: str = "Rapat Sabtu", text: str = "Pukul delapan.") -> Post:
    return post_announcement(cast.ketua, cast.gugus, title=title, text=text, form_key=title).post


def titles(answer: TestResponse) -> list[str]:
    root = ElementTree.fromstring(answer.data)
    return [entry.findtext(f"{ATOM}title") or "" for entry in root.iter(f"{ATOM}entry")]


def test_a_member_reads_kabar_and_what_comes_next(cast: Cast, fetch: Fetch) -> None:
    with told(WEEK_BEFORE):
        make_pertemuan(make_paket(), title="Pertemuan pertama")
    with told(WEEK_BEFORE + timedelta(hours=1)):
        post_of(cast)
        token = make_feed(cast.peserta, cast.gugus)
        assert titles(fetch(token)) == ["Rapat Sabtu", "Pertemuan: Pertemuan pertama"]


def test_it_is_what_the_standard_asks_for(cast: Cast, fetch: Fetch) -> None:
    post = post_of(cast)
    answer = fetch(make_feed(cast.peserta, cast.gugus))
    assert answer.content_type == "application/atom+xml; charset=utf-8"
    root = ElementTree.fromstring(answer.data)
    assert root.tag == f"{ATOM}feed"
    for element in (root, *root.iter(f"{ATOM}entry")):
        for needed in ("id", "title", "updated"):
            assert element.findtext(f"{ATOM}{needed}"), needed
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", element.findtext(f"{ATOM}updated") or "")
    assert root.findtext(f"{ATOM}author/{ATOM}name") == "Gugus"
    entry = next(root.iter(f"{ATOM}entry"))
    assert entry.findtext(f"{ATOM}id") == f"urn:gugus:kabar:{post.id}"
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == "Yuyun Sutisna, M.Pd."
    links = [link.get("href") or "" for link in root.iter(f"{ATOM}link")]
    assert all(link.startswith("http://localhost/") for link in links), links
    assert f"http://localhost/kabar/{post.kabar_id}#t1" in links


def test_markup_in_titles_and_texts_is_only_text(cast: Cast, fetch: Fetch) -> None:
    post_of(cast, title=MARKUP, text=MARKUP)
    answer = fetch(make_feed(cast.peserta, cast.gugus))
    assert b"<script" not in answer.data and b"<b>" not in answer.data
    entry = next(ElementTree.fromstring(answer.data).iter(f"{ATOM}entry"))
    summary = entry.find(f"{ATOM}summary")
    assert summary is not None and summary.get("type") == "text" and len(entry.findall(f"{ATOM}link")) == 1
    assert (entry.findtext(f"{ATOM}title") or "").startswith("<script>alert('x')</script> & <b>tebal</b>")


def test_unchanged_is_said_in_one_line(cast: Cast, fetch: Fetch) -> None:
    post_of(cast)
    token = make_feed(cast.peserta, cast.gugus)
    first = fetch(token)
    assert first.headers["Cache-Control"] == "private, no-cache"
    assert fetch(token, 304, **{"If-None-Match": first.headers["ETag"]}).data == b""
    assert fetch(token, 304, **{"If-Modified-Since": first.headers["Last-Modified"]}).data == b""
    with told(now() + timedelta(minutes=5)):
        post_of(cast, title="Berubah")
    assert titles(fetch(token, 200, **{"If-None-Match": first.headers["ETag"]}))[0] == "Berubah"
    assert fetch(token, 200, **{"If-Modified-Since": first.headers["Last-Modified"]}).data


def test_an_address_ends_with_the_membership_and_does_not_come_back(cast: Cast, fetch: Fetch) -> None:
    post_of(cast)
    token, other = make_feed(cast.peserta, cast.gugus), make_feed(cast.peserta2, cast.gugus)
    remove_anggota(cast.ketua, membership_of(cast.peserta, GUGUS), reason="pindah tugas")
    leave_gugus(cast.peserta2, cast.gugus)
    fetch(token, 404)
    fetch(other, 404)
    add(Anggota(gugus_id=GUGUS, guru_id="peserta", joined_at=now(), via="operator", admitted_by_id="ketua"))
    end_transaction(keep=True)
    fetch(token, 404)


def test_an_address_ends_with_the_account(cast: Cast, fetch: Fetch) -> None:
    token = make_feed(cast.peserta3, cast.gugus)
    erase_self(cast.peserta3, cast.peserta3, proof=Proof("peserta3", password_hash_of("peserta3")))
    fetch(token, 404)


def test_what_is_withdrawn_or_hidden_leaves_the_feed(cast: Cast, fetch: Fetch) -> None:
    withdrawn = post_of(cast)
    hidden = start_thread(cast.peserta3, cast.gugus, title="Kasar", text="Bodoh", form_key="k").post
    token = make_feed(cast.peserta, cast.gugus)
    assert len(titles(fetch(token))) == 2
    withdraw_post(cast.ketua, withdrawn)
    for person in (cast.peserta, cast.peserta2, cast.koordinator):
        report(person, hidden, kind=ABOUT, reason="kasar")
    assert titles(fetch(token)) == []


def test_a_wrong_address_opens_nothing(cast: Cast, fetch: Fetch) -> None:
    token = make_feed(cast.peserta, cast.gugus)
    fetch("x" * 32, 404)
    fetch(token[:-1], 404)
    fetch(token, 404, slug="kkg-singajaya")
    fetch("%E2%80%AE", 404)


def test_a_stranger_gets_no_feed_while_nothing_is_public(cast: Cast, app: Flask) -> None:
    post_of(cast)
    with app.app_context():
        assert app.test_client().get("/gugus/kkg-banjarwangi/umpan.atom").status_code == 404
        assert app.test_client().get("/gugus/tidak-ada/umpan.atom").status_code == 404


def test_a_member_makes_replaces_and_revokes_the_own_address(
    cast: Cast, visitor: Callable[..., Visitor], fetch: Fetch
) -> None:
    peserta = visitor(cast.peserta)

    def made(page: object) -> str:
        found = re.search(r"umpan/([\w-]+)\.atom", page.html)  # type: ignore[attr-defined]
        assert found
        return found[1]

    page = peserta.visit(HOME)
    assert "belum punya alamat umpan" in page
    page = peserta.submit(page, action="/umpan")
    first = made(page)
    assert "sekali ini saja" in page
    fetch(first)
    assert first not in peserta.visit(HOME).html
    second = made(peserta.submit(peserta.visit(HOME), action="/umpan"))
    fetch(first, 404)
    fetch(second)
    assert "dicabut" in peserta.submit(peserta.visit(HOME), action="/cabut")
    fetch(second, 404)
    assert "umpan" in visitor(cast.peserta).visit("/gugus/kkg-banjarwangi").html
    for person, status in ((cast.pengawas, 403), (cast.operator, 403), (cast.orang_luar, 404)):
        visitor(person).visit(HOME, status=status)


def test_the_feed_asks_as_often_for_many_as_for_few(
    cast: Cast, fetch: Fetch, queries: Callable[[Callable[[], object]], int]
) -> None:
    with told(WEEK_BEFORE):
        make_pertemuan(make_paket(), title="Pertama")
        post_of(cast)
        token = make_feed(cast.peserta, cast.gugus)
        few = queries(lambda: fetch(token))
        for number in range(12):
            make_pertemuan(make_paket(f"Paket {number}"), title=f"Pertemuan {number}")
            post_of(cast, title=f"Rapat {number}")
        assert queries(lambda: fetch(token)) == few

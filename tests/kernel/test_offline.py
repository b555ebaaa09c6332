"""What a browser is told: what to fetch once, which pages it may keep, whose they are, and when to forget them."""

import json
from collections.abc import Callable

import pytest
from flask import Flask, Response

from tests.factories import SATURDAY, make_paket, make_pertemuan
from tests.people import PASSWORD, Cast
from tests.visitor import Visitor

Visit = Callable[..., Visitor]


def test_everything_the_worker_is_told_to_fetch_is_there(app: Flask) -> None:
    client = app.test_client()
    script = client.get("/sw.js")
    assert script.mimetype == "text/javascript"
    known = json.loads(script.text.removeprefix("const GUGUS = ").partition(";\n")[0])
    assert f"/static/{known['build']}/js/behaviours/luring.js" in known["shell"]
    for address in [*known["shell"], known["page"], known["icon"]]:
        with client.get(address) as answer:
            assert answer.status_code == 200, address


def test_a_browser_that_has_the_worker_is_told_so(app: Flask) -> None:
    client = app.test_client()
    first = client.get("/sw.js")
    again = client.get("/sw.js", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.text) == (304, "")


def test_the_page_shown_without_a_line_names_nobody(cast: Cast, visitor: Visit) -> None:
    page = visitor(cast.peserta).visit("/luring")
    assert cast.peserta.name not in page.html and "Halaman tersimpan" in page


def test_what_the_worker_fetches_to_keep_leaves_what_was_said_to_the_page_that_is_read(
    cast: Cast, visitor: Visit
) -> None:
    client = visitor(cast.peserta).client
    client.get("/akun")
    with client.session_transaction() as session:
        session["_flashes"] = [("ok", "Usul terkirim.")]
    kept = client.get("/akun", headers={"Gugus-Simpan": "ya", "Sec-Fetch-Mode": "cors"})
    assert "Usul terkirim." not in kept.text and "Set-Cookie" not in kept.headers
    assert "Usul terkirim." in client.get("/akun").text
    assert "Usul terkirim." not in client.get("/akun").text


def test_what_a_page_fetches_beside_does_not_undo_what_another_answer_said(cast: Cast, visitor: Visit) -> None:
    client = visitor(cast.peserta).client
    with client.session_transaction() as session:
        session.permanent = True
    client.get("/akun")
    beside = client.get("/observasi/kunci", headers={"Sec-Fetch-Mode": "cors"})
    assert beside.status_code == 200 and "Set-Cookie" not in beside.headers
    for opened in ({"Sec-Fetch-Mode": "navigate"}, {}):
        assert "gugus=" in client.get("/akun", headers=opened).headers["Set-Cookie"]


def test_a_page_that_offers_to_be_kept_says_so_and_whose_it_is(cast: Cast, visitor: Visit) -> None:
    pertemuan = make_pertemuan(make_paket(), SATURDAY)
    browser = visitor(cast.peserta)
    headers = browser.visit(f"/pertemuan/{pertemuan.id}").response.headers
    assert (headers["Gugus-Luring"], headers["Gugus-Orang"]) == ("boleh", "peserta")
    headers = browser.visit("/akun").response.headers
    assert "Gugus-Luring" not in headers and headers["Gugus-Orang"] == "peserta"
    assert visitor().visit("/masuk").response.headers["Gugus-Orang"] == "-"


@pytest.mark.parametrize(
    ("path", "response", "said"),
    [
        ("/observasi/abc", Response("<html>", mimetype="text/html"), "otomatis"),
        ("/observasi/abc", Response("%PDF", mimetype="application/pdf"), None),
        ("/observasi/abc", Response("<html>", 404, mimetype="text/html"), None),
        ("/observasi/abc", Response("<html>", headers={"Cache-Control": "no-store"}, mimetype="text/html"), None),
        ("/catatan", Response("<html>", mimetype="text/html"), None),
    ],
)
def test_pages_of_work_done_without_a_line_are_kept_at_every_visit(
    app: Flask, path: str, response: Response, said: str | None
) -> None:
    with app.test_request_context(path):
        assert app.process_response(response).headers.get("Gugus-Luring") == said


def test_signing_out_clears_what_the_browser_has_kept(cast: Cast, app: Flask, visitor: Visit) -> None:
    browser = visitor(cast.peserta)
    page = browser.visit("/keluar")
    token = next(each.get("value") for each in page.tree.iter("input") if each.get("name") == "csrf_token")
    answer = browser.client.post("/keluar", data={"csrf_token": token})
    assert answer.headers["Clear-Site-Data"] == '"storage"'


def test_signing_in_clears_nothing(app: Flask, visitor: Visit) -> None:
    browser = visitor()
    page = browser.visit("/masuk")
    token = next(each.get("value") for each in page.tree.iter("input") if each.get("name") == "csrf_token")
    answer = browser.client.post("/masuk", data={"csrf_token": token, "login": "peserta", "password": PASSWORD})
    assert answer.status_code == 303 and "Clear-Site-Data" not in answer.headers


def test_the_manifest_names_pictures_that_are_there(app: Flask) -> None:
    client = app.test_client()
    answer = client.get("/manifest.webmanifest")
    assert answer.mimetype == "application/manifest+json"
    assert len(answer.json["icons"]) == 4
    for each in answer.json["icons"]:
        with client.get(each["src"]) as picture:
            assert picture.mimetype == "image/png", each

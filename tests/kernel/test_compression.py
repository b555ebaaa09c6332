"""Pages go out compressed to whoever takes them so."""

import gzip

from flask import Flask

GZIP = {"Accept-Encoding": "gzip, deflate, br", "Accept": "text/html"}


def test_a_page_goes_out_compressed_and_says_so(app: Flask) -> None:
    plain = app.test_client().get("/masuk")
    answer = app.test_client().get("/masuk", headers=GZIP)
    assert answer.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in answer.vary and "Accept-Encoding" in plain.vary
    assert b"Masuk" in gzip.decompress(answer.data) and len(answer.data) + 500 < len(plain.data)
    assert answer.content_length == len(answer.data)


def test_who_does_not_ask_for_it_gets_the_page_as_it_is(app: Flask) -> None:
    for header in ({}, {"Accept-Encoding": "br"}, {"Accept-Encoding": "gzip;q=0"}):
        answer = app.test_client().get("/masuk", headers=header)
        assert "Content-Encoding" not in answer.headers and "<h1>" in answer.text


def test_the_same_page_has_another_length_each_time(app: Flask) -> None:
    client = app.test_client()
    lengths = {len(client.get("/bantuan/izin", headers=GZIP).data) for _ in range(30)}
    assert len(lengths) > 10  # what it holds cannot be guessed from its length


def test_a_short_answer_stays_as_it_is(app: Flask) -> None:
    answer = app.test_client().get("/sehat", headers={"Accept-Encoding": "gzip"})
    assert answer.is_json and "Content-Encoding" not in answer.headers

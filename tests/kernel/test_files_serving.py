"""Sending files: a download that broke goes on, and a light copy and a preview lie beside what is worth it."""

import io
from collections.abc import Callable

import pikepdf
import pytest
from flask import Flask

from community.kernel import files
from community.kernel.command import INSTALLATION, SYSTEM
from community.kernel.database import db, end_transaction
from community.kernel.errors import NotFound
from community.kernel.files import StoredFile, copies, store
from community.kernel.indonesian import ukuran
from tests.kernel.test_files import DOCX, PDF, kept, throw_away
from tests.pictures import opened, photo, picture, scanned_pdf

BODY = PDF + bytes(range(256)) * 400


@pytest.fixture
def ask(app: Flask) -> Callable[..., tuple[int, bytes, dict[str, str]]]:
    """`ask(stored, Range="bytes=0-9")`: status, bytes and headers of the answer."""

    def answer(stored: StoredFile, **headers: str) -> tuple[int, bytes, dict[str, str]]:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        with app.test_request_context(headers=named):
            response = files.send(stored)
            return response.status_code, response.get_data(), dict(response.headers)

    return answer


@pytest.mark.parametrize(
    ("wanted", "begin", "end"),
    [("bytes=0-99", 0, 100), ("bytes=100-", 100, None), ("bytes=-50", -50, None), ("bytes=5-5", 5, 6)],
)
def test_a_download_that_broke_goes_on(app: Flask, ask, wanted: str, begin: int, end: int | None) -> None:  # type: ignore[no-untyped-def]
    status, got, headers = ask(kept("modul.pdf", BODY), Range=wanted)
    assert (status, got) == (206, BODY[begin:end])
    first = begin % len(BODY) if begin < 0 else begin
    assert headers["Content-Range"] == f"bytes {first}-{first + len(got) - 1}/{len(BODY)}"
    assert headers["Content-Length"] == str(len(got))


def test_who_asks_for_more_than_there_is_hears_how_much_there_is(app: Flask, ask) -> None:  # type: ignore[no-untyped-def]
    status, got, headers = ask(kept("modul.pdf", BODY), Range=f"bytes={len(BODY)}-")
    assert (status, got, headers["Content-Range"]) == (416, b"", f"bytes */{len(BODY)}")


@pytest.mark.parametrize("wanted", ["bytes=0-9,20-29", "lembar=1-2", "bytes=z"])
def test_what_is_asked_for_in_another_way_comes_whole(app: Flask, ask, wanted: str) -> None:  # type: ignore[no-untyped-def]
    assert ask(kept("modul.pdf", BODY), Range=wanted)[:2] == (200, BODY)


def test_the_rest_of_another_file_is_never_put_behind_the_beginning_of_one(app: Flask, ask) -> None:  # type: ignore[no-untyped-def]
    stored = kept("modul.pdf", BODY)
    assert ask(stored, Range="bytes=10-", If_Range='"yang lama"')[0] == 200
    assert ask(stored, Range="bytes=10-", If_Range=f'"{stored.sha256}"')[0] == 206


def fresh(stored: StoredFile) -> StoredFile:
    file_id = stored.id
    end_transaction(keep=False)
    return db.session.get_one(StoredFile, file_id, populate_existing=True)


def part(stored: StoredFile, name: str) -> bytes:
    return b"".join(store.chunks(stored.id, name))


@pytest.mark.slow
def test_a_photo_gets_a_light_copy_and_a_preview(app: Flask) -> None:
    stored = fresh(kept("papan.jpg", photo((1600, 1200))))
    assert stored.light_size and stored.light_size < 0.8 * stored.size
    assert max(opened(part(stored, store.LIGHT)).size) == 1280
    preview = opened(part(stored, store.PREVIEW))
    assert preview.size == (stored.preview_width, stored.preview_height) == (288, 216)
    assert len(part(stored, store.PREVIEW)) == stored.preview_size < 40_000
    assert (stored.light_url, stored.preview_url) == (f"{stored.url}/ringan", f"{stored.url}/pratinjau")


def test_a_small_picture_is_light_already(app: Flask) -> None:
    stored = fresh(kept("kecil.png", picture("PNG")))
    assert stored.light_url is None and stored.preview_url and stored.copies_at


@pytest.mark.slow
def test_a_scan_gets_a_light_copy_that_reads_the_same(app: Flask) -> None:
    stored = fresh(kept("pindaian.pdf", scanned_pdf(2)))
    assert stored.light_size and stored.light_size < 0.5 * stored.size
    with pikepdf.open(io.BytesIO(part(stored, store.LIGHT))) as light:
        assert len(light.pages) == 2
    assert stored.preview_width and opened(part(stored, store.PREVIEW)).size[1] == 288


@pytest.mark.slow
def test_the_light_copy_of_a_pdf_does_nothing_by_itself_and_encloses_nothing(app: Flask) -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(scanned_pdf())) as pdf:
        act = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert('RAHASIA-JS')")
        pdf.Root.OpenAction = act
        pdf.attachments["lampiran.exe"] = b"MZ-LAMPIRAN"
        link = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=act)
        pdf.pages[0].Annots = pdf.make_indirect(pikepdf.Array([link]))
        pdf.save(out)
    original = out.getvalue()
    stored = fresh(kept("pindaian.pdf", original))
    assert files.read(stored) == original, "what was handed in, perhaps signed, stays as it was"
    with pikepdf.open(io.BytesIO(part(stored, store.LIGHT))) as light:
        assert "/OpenAction" not in light.Root and not light.attachments
        assert "/A" not in light.pages[0].Annots[0]


@pytest.mark.parametrize(
    ("name", "data"), [("rusak.pdf", PDF), ("modul.docx", DOCX), ("rusak2.pdf", PDF + b"x" * 200_000)]
)
def test_that_no_copy_could_be_made_does_not_harm_the_file(app: Flask, name: str, data: bytes) -> None:
    stored = fresh(kept(name, data))
    assert stored.copies_at and stored.light_url is None and stored.preview_url is None
    assert files.read(stored) == data
    with app.test_request_context():
        for send in (files.send_light, files.send_preview):
            with pytest.raises(NotFound):
                send(stored)


def test_a_light_copy_is_offered_under_a_name_of_its_own(app: Flask) -> None:
    stored = fresh(kept("papan tulis.jpg", photo((700, 500))))
    with app.test_request_context():
        light, preview = files.send_light(stored), files.send_preview(stored)
        assert light.headers["Content-Disposition"].startswith('attachment; filename="papan tulis (ringan).webp"')
        assert preview.headers["Content-Disposition"].startswith("inline")
        for answer in (light, preview):
            assert (
                answer.headers["Content-Type"] == "image/webp"
                and "sandbox" in answer.headers["Content-Security-Policy"]
            )
            assert int(answer.headers["Content-Length"]) == len(answer.get_data())


def test_what_a_stopped_process_left_undone_is_done_later(app: Flask) -> None:
    stored = kept("papan.jpg", photo())
    stored.copies_at, stored.preview_size = None, None
    end_transaction(keep=True)
    copies.resume_copies()
    assert fresh(stored).preview_url


def test_a_file_whose_bytes_are_lost_is_not_asked_for_again_and_again(app: Flask) -> None:
    stored = kept("papan.jpg", picture("JPEG"))
    store.remove(stored.id)
    stored.copies_at = None
    end_transaction(keep=True)
    copies.make_copies(stored.id)
    assert fresh(stored).copies_at


def test_copies_go_with_the_file(app: Flask) -> None:
    stored = fresh(kept("papan.jpg", photo((700, 500))))
    gone = stored.id
    throw_away(SYSTEM, INSTALLATION, stored)
    for name in ("", store.LIGHT, store.PREVIEW):
        with pytest.raises(store.BytesMissing):
            store.chunks(gone, name)


@pytest.mark.parametrize(
    ("count", "words"),
    [(0, "0 byte"), (1023, "1.023 byte"), (310_437, "303 kB"), (12_900_000, "12,3 MB"), (2 * 1024**3, "2 GB")],
)
def test_a_size_is_said_as_people_say_it(count: int, words: str) -> None:
    assert ukuran(count) == words


def test_the_words_of_a_file_say_how_large_it_is(app: Flask) -> None:
    stored = kept("modul.pdf", PDF + b" " * (3 * 1024 * 1024))
    assert (stored.kind_words, stored.size_words) == ("PDF", "3 MB")

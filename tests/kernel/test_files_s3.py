"""Files in an S3-compatible store, on a real S3 server; and what happens when it does not answer."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from community.kernel import files
from community.kernel.command import INSTALLATION, SYSTEM
from community.kernel.database import db, end_transaction
from community.kernel.errors import NotFound
from community.kernel.files import ResumableUpload, StorageUnreachable, StoredFile, copies, store
from tests import s3
from tests.factories import make_paket
from tests.kernel.test_files import PDF, kept, throw_away
from tests.people import Cast
from tests.pictures import photo
from tests.sending import Sender

pytestmark = pytest.mark.slow

LARGE = PDF + bytes(range(256)) * 4 * 1024 * 9  # 9 MB: more than one part of a multipart upload


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[s3.Server]:
    with s3.running(tmp_path_factory.mktemp("s3")) as running:
        yield running


@pytest.fixture
def remote(app: Flask, server: s3.Server) -> Iterator[Flask]:
    """The application with its files on the S3 server."""
    before, config = app.extensions["files"], dict(app.config)
    app.config.update(server.settings)
    store.init_app(app)
    yield app
    app.extensions["files"] = before
    app.config.clear()
    app.config.update(config)


@pytest.fixture
def silent(remote: Flask, server: s3.Server) -> Iterator[s3.Server]:
    """The server is down."""
    server.stop()
    yield server
    server.stop()
    server.start()


def in_rows() -> int:
    return db.session.scalar(select(func.count()).select_from(StoredFile)) or 0


def test_a_file_of_several_parts_comes_back_byte_for_byte(remote: Flask) -> None:
    stored = kept("besar.pdf", LARGE)
    assert files.read(stored) == LARGE
    with remote.test_request_context(headers={"Range": "bytes=5000000-5000099"}):
        answer = files.send(stored)
        assert (answer.status_code, answer.get_data()) == (206, LARGE[5_000_000:5_000_100])


def test_copies_lie_there_too_and_go_with_the_file(remote: Flask) -> None:
    stored = kept("papan.jpg", photo((1600, 1200)))
    end_transaction(keep=False)
    stored = db.session.get_one(StoredFile, stored.id, populate_existing=True)
    gone = stored.id
    assert b"".join(store.chunks(gone, store.LIGHT)).startswith(b"RIFF")
    throw_away(SYSTEM, INSTALLATION, stored)
    for part in ("", *store.PARTS):
        with pytest.raises(NotFound):
            store.chunks(gone, part)


def test_the_health_page_tells_whether_it_answers(remote: Flask, silent: s3.Server) -> None:
    assert not files.storage_works()
    silent.start()
    assert files.storage_works()


def test_a_store_that_does_not_answer_is_said_and_no_row_is_written(remote: Flask, silent: s3.Server) -> None:
    with pytest.raises(StorageUnreachable, match=r"sedang tidak dapat dihubungi.*coba lagi") as refused:
        kept("modul.pdf", PDF)
    assert refused.value.status == 503 and in_rows() == 0


def test_an_upload_waits_until_the_store_is_back(remote: Flask, cast: Cast, silent: s3.Server) -> None:
    sender = Sender(remote, cast.ketua)
    upload_id = sender.send("modul.pdf", PDF)
    form = sender.visitor.visit(f"/paket/{make_paket().id}/hasil")
    page = sender.visitor.submit(form, {"title": "Modul", "upload-unggahan": upload_id}, status=422)
    assert "Penyimpanan berkas sedang tidak dapat dihubungi" in page and in_rows() == 0
    assert db.session.get(ResumableUpload, upload_id) is not None
    silent.start()
    assert "Hasil terlampir" in sender.visitor.submit(page)
    assert in_rows() == 1


def test_a_file_that_cannot_be_fetched_now_is_no_lost_file(remote: Flask, silent: s3.Server) -> None:
    silent.start()
    stored = kept("modul.pdf", PDF)
    silent.stop()
    with remote.test_request_context(), pytest.raises(StorageUnreachable):
        files.send(stored)


def test_copies_are_made_once_the_store_is_back(remote: Flask, silent: s3.Server) -> None:
    silent.start()
    data = photo()
    stored = kept("papan.jpg", data)
    file_id, stored.copies_at, stored.preview_size = stored.id, None, None
    end_transaction(keep=True)
    silent.stop()
    copies.make_copies(file_id)
    assert db.session.get_one(StoredFile, file_id, populate_existing=True).copies_at is None
    silent.start()
    store.put(file_id, data)  # the server of the test forgets what it held
    copies.resume_copies()
    end_transaction(keep=False)
    assert db.session.get_one(StoredFile, file_id, populate_existing=True).preview_url


def test_a_wrong_key_is_said_as_what_it_is_to_the_operator_and_kindly_to_the_guru(
    app: Flask, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    before, config = app.extensions["files"], dict(app.config)
    app.config.update(STORAGE_URL="s3://gugus/berkas", STORAGE_ENDPOINT="http://127.0.0.1:1", STORAGE_REGION="a")
    app.config.update(STORAGE_KEY="x", STORAGE_SECRET="y")
    store.init_app(app)
    try:
        with pytest.raises(StorageUnreachable):
            kept("modul.pdf", PDF)
    finally:
        app.extensions["files"] = before
        app.config.update(config)
    assert "file storage" in caplog.text

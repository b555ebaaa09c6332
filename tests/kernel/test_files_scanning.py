"""With clamd configured nothing is kept that it has not seen; that it does not answer costs nobody their upload."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from community.kernel import files
from community.kernel.database import db
from community.kernel.files import FileRefused, ResumableUpload, ScannerUnreachable, StoredFile
from community.kernel.files.refusals import Infected
from tests import clamav
from tests.factories import make_paket
from tests.kernel.test_files import PDF, kept
from tests.people import Cast
from tests.sending import Sender

pytestmark = pytest.mark.slow

INFECTED = PDF + b"% " + clamav.WORDS + b"\n"


@pytest.fixture(scope="module")
def clamd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with clamav.running(tmp_path_factory.mktemp("clamd"), most="1M") as address:
        yield address


@pytest.fixture
def scanned(app: Flask, clamd: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "CLAMD", clamd)


@pytest.fixture
def silent(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A scanner is configured, and nobody is there."""
    monkeypatch.setitem(app.config, "CLAMD", str(tmp_path / "tidak-ada.sock"))


def stored() -> int:
    return db.session.scalar(select(func.count()).select_from(StoredFile)) or 0


def test_a_clean_file_is_kept(app: Flask, scanned: None) -> None:
    assert files.read(kept("modul.pdf", PDF)) == PDF


def test_an_infected_file_is_refused_by_the_name_of_what_was_found(app: Flask, scanned: None) -> None:
    with pytest.raises(Infected, match=rf'"modul.pdf" ditolak: pemeriksa virus menemukan {clamav.NAME}'):
        kept("modul.pdf", INFECTED)
    assert stored() == 0


def test_an_infected_upload_is_refused_in_the_form_and_nothing_is_kept(app: Flask, cast: Cast, scanned: None) -> None:
    sender = Sender(app, cast.ketua)
    upload_id = sender.send("modul.pdf", INFECTED)
    form = sender.visitor.visit(f"/paket/{make_paket().id}/hasil")
    page = sender.visitor.submit(form, {"title": "Modul", "upload-unggahan": upload_id}, status=422)
    assert f"menemukan {clamav.NAME}" in page
    assert stored() == 0


@pytest.mark.parametrize("address", ["127.0.0.1:1", "tidak-jelas", "/tidak/ada.sock"])
def test_a_scanner_that_is_not_there_is_said_and_nothing_is_kept_unseen(
    app: Flask, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setitem(app.config, "CLAMD", address)
    with pytest.raises(ScannerUnreachable, match="tidak hilang: coba lagi") as refused:
        kept("modul.pdf", PDF)
    assert refused.value.status == 503 and stored() == 0


def test_what_the_scanner_will_not_read_whole_is_not_kept(app: Flask, scanned: None) -> None:
    with pytest.raises((ScannerUnreachable, FileRefused)):
        kept("besar.pdf", PDF + bytes(3 * 1024 * 1024))
    assert stored() == 0


def test_an_upload_waits_until_the_scanner_is_back(
    app: Flask, cast: Cast, silent: None, clamd: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    sender = Sender(app, cast.ketua)
    upload_id = sender.send("modul.pdf", PDF)
    form = sender.visitor.visit(f"/paket/{make_paket().id}/hasil")
    page = sender.visitor.submit(form, {"title": "Modul", "upload-unggahan": upload_id}, status=422)
    assert "Pemeriksa virus sedang tidak menjawab" in page and stored() == 0
    assert db.session.get(ResumableUpload, upload_id) is not None
    monkeypatch.setitem(app.config, "CLAMD", clamd)
    assert "Hasil terlampir" in sender.visitor.submit(page)
    assert stored() == 1

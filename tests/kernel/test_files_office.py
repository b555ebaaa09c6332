"""Office files show their first page where LibreOffice is installed; it reads them apart, and fetches nothing."""

import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from socketserver import StreamRequestHandler, TCPServer

import pytest
from flask import Flask

from community.kernel import files
from community.kernel.database import db, end_transaction
from community.kernel.files import StoredFile, apart, store
from community.kernel.files.copies import make_copies
from tests import office
from tests.kernel.test_files import kept, zipped
from tests.pictures import opened, picture

pytestmark = pytest.mark.slow

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_ODF = "urn:oasis:names:tc:opendocument:xmlns"
_TEXT = "application/vnd.oasis.opendocument.text"


def letter(words: str) -> bytes:
    """A Word document of one line."""
    return zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{_MAIN}"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
            f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
            "word/document.xml": f'<w:document xmlns:w="{_WORDS}"><w:body><w:p><w:r><w:t>{words}</w:t></w:r></w:p>'
            "</w:body></w:document>",
        }
    )


def leaf(*pictures: str) -> bytes:
    """A LibreOffice document whose pictures lie elsewhere, at these addresses."""
    drawn = "".join(
        f'<draw:frame text:anchor-type="as-char" svg:width="8cm" svg:height="8cm"><draw:image xlink:href="{address}" '
        'xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/></draw:frame>'
        for address in pictures
    )
    names = {"office": "office:1.0", "text": "text:1.0", "draw": "drawing:1.0", "svg": "svg-compatible:1.0"}
    spaces = " ".join(f'xmlns:{name}="{_ODF}:{space}"' for name, space in names.items())
    return zipped(
        {
            "mimetype": _TEXT,
            "content.xml": f'<office:document-content {spaces} xmlns:xlink="http://www.w3.org/1999/xlink" '
            f'office:version="1.2"><office:body><office:text><text:p>Modul{drawn}</text:p></office:text></office:body>'
            "</office:document-content>",
            "META-INF/manifest.xml": f'<manifest:manifest xmlns:manifest="{_ODF}:manifest:1.0" manifest:version="1.2">'
            f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_TEXT}"/>'
            '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
            "</manifest:manifest>",
        }
    )


@pytest.fixture
def with_office(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "SOFFICE", office.ensure())


def fresh(stored: StoredFile) -> StoredFile:
    file_id = stored.id
    end_transaction(keep=False)
    return db.session.get_one(StoredFile, file_id, populate_existing=True)


def test_a_word_document_shows_its_first_page(app: Flask, with_office: None) -> None:
    data = letter("MODUL AJAR PECAHAN " * 20)
    stored = fresh(kept("Modul ajar.docx", data))
    preview = opened(b"".join(store.chunks(stored.id, store.PREVIEW))).convert("L")
    assert preview.size == (stored.preview_width, stored.preview_height) and preview.height == 288
    darkest, lightest = preview.getextrema()
    assert darkest < 120 and lightest > 240, "an empty page"
    assert files.read(stored) == data


@pytest.fixture
def tracker() -> Iterator[tuple[str, list[str]]]:
    """A web server that writes down who asks it for a picture."""
    asked: list[str] = []

    class Door(StreamRequestHandler):
        def handle(self) -> None:
            asked.append(self.rfile.readline().decode())

    server = TCPServer(("127.0.0.1", 0), Door)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/mata-mata.png", asked
    server.shutdown()
    server.server_close()


def test_a_document_that_would_fetch_a_picture_from_elsewhere_is_not_let(
    app: Flask, with_office: None, tracker: tuple[str, list[str]], tmp_path: Path
) -> None:
    address, asked = tracker
    red = tmp_path / "rahasia.png"
    red.write_bytes(picture("PNG", (200, 200), (255, 0, 0)))
    stored = fresh(kept("Modul.odt", leaf(address, red.as_uri())))
    preview = opened(b"".join(store.chunks(stored.id, store.PREVIEW))).convert("RGB")
    assert not asked, "another machine heard of the reading"
    reddest = max(red - blue for _, (red, _green, blue) in preview.getcolors(preview.width * preview.height))
    assert reddest < 60, "a picture of this machine stands in the preview"


def test_a_broken_document_has_no_preview_and_is_whole(app: Flask, with_office: None) -> None:
    data = letter("</w:t></w:body><w:rusak")
    stored = fresh(kept("Modul.docx", data))
    assert stored.copies_at and not stored.preview_url
    assert files.read(stored) == data


@pytest.fixture
def stuck_office(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder, with an Office program that says there how it was begun and then hangs until its pipe is written to."""
    pipe, program = tmp_path / "pipe", tmp_path / "soffice"
    os.mkfifo(pipe)
    program.write_text(f"#!/bin/sh\nnice > {tmp_path}/begun.draft; mv {tmp_path}/begun.draft {tmp_path}/begun\n")
    with program.open("a") as script:
        script.write(f"read answer < {pipe}\nexit 1\n")
    program.chmod(0o755)
    monkeypatch.setitem(app.config, "SOFFICE", str(program))
    monkeypatch.setitem(app.config, "HUEY_IMMEDIATE", False)  # as in a serving process: beside the worker of jobs
    yield tmp_path


def _until(is_so: Callable[[], bool]) -> None:
    """Wait for another thread or process; not for ever."""
    for _ in range(3000):
        if is_so():
            return
        threading.Event().wait(0.01)
    raise AssertionError("it did not come to be")


def test_while_an_office_program_hangs_other_files_get_their_previews(
    app: Flask, stuck_office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    modul, photo = kept("Modul.docx", letter("MODUL")), kept("papan.png", picture("PNG", (900, 600)))
    make_copies(modul.id)  # the worker of jobs is through with it at once
    _until(lambda: (stuck_office / "begun").exists())
    assert int((stuck_office / "begun").read_text()) >= 10, "it takes its turn behind everything else"
    make_copies(photo.id)
    assert fresh(photo).preview_url and not fresh(modul).copies_at
    (stuck_office / "pipe").write_text("sudah\n")
    _until(lambda: bool(fresh(modul).copies_at))
    assert not fresh(modul).preview_url


def test_a_program_that_takes_too_long_is_ended_with_all_it_started(app: Flask, tmp_path: Path) -> None:
    mark = tmp_path / "anak"
    script = f"(while :; do date > {mark}; done) & wait"
    with pytest.raises(apart.Failed, match="longer than 1 seconds"):
        apart.run(["/bin/sh", "-c", script], patience=1)
    mark.unlink(missing_ok=True)
    with pytest.raises(apart.Failed):
        apart.run(["/bin/sh", "-c", "exec sleep 30"], patience=1)
    assert not mark.exists(), "a child goes on"


def test_a_program_run_apart_knows_none_of_our_secrets(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "rahasia-besar")
    assert "rahasia-besar" not in apart.run(["/usr/bin/env"])

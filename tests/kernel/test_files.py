"""What people hand in is looked at, kept, and given only to whom it is for."""

import io
import threading
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import xlsxwriter
from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select
from werkzeug.datastructures import FileStorage

from community.kernel import files
from community.kernel.command import INSTALLATION, SYSTEM, command
from community.kernel.database import db
from community.kernel.errors import Invalid, NotFound
from community.kernel.files import (
    DOCUMENTS,
    IMAGES,
    SPREADSHEETS,
    TEXTS,
    FileRefused,
    Kind,
    Named,
    StoredFile,
    reading,
    store,
)
from community.kernel.files.arriving import display_name
from community.kernel.files.content import Foreign, kind_of
from community.permissions import Do
from tests.people import Cast
from tests.pictures import opened, picture

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
PNG, JPEG, WEBP = picture("PNG"), picture("JPEG"), picture("WEBP")
EXE = b"MZ\x90\0\x03\0\0\0" + bytes(60)
OFFICE = "application/vnd.openxmlformats-officedocument."


@command(Do.ADD_PERSON)
def hand_in(actor: Any, subject: Any, upload: Any, *, by: Any = SYSTEM, about: str = "x", **over: Any) -> StoredFile:
    return files.keep(upload, about_kind="uji", about_id=about, by=by, **over)


@command(Do.ADD_PERSON)
def hand_in_and_fail(actor: Any, subject: Any, upload: Any) -> None:
    files.keep(upload, about_kind="uji", about_id="x", by=actor)
    raise Invalid


@command(Do.ADD_PERSON)
def throw_away(actor: Any, subject: Any, stored: StoredFile, then: Callable[[], None] = lambda: None) -> None:
    files.discard(stored)
    then()


def kept(name: str, data: bytes, **over: Any) -> StoredFile:
    return hand_in(SYSTEM, INSTALLATION, FileStorage(io.BytesIO(data), filename=name), **over)


def refusal(name: str, data: bytes, **over: Any) -> str:
    before = db.session.scalar(select(func.count()).select_from(StoredFile))
    with pytest.raises(FileRefused) as refused:
        kept(name, data, **over)
    assert db.session.scalar(select(func.count()).select_from(StoredFile)) == before
    return refused.value.message


def zipped(parts: dict[str, bytes | str], **how: Any) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content, **how)
    return out.getvalue()


def office(main: str, **parts: bytes | str) -> bytes:
    types = f'<Types><Override PartName="/main.xml" ContentType="{main}.main+xml"/></Types>'
    return zipped({"[Content_Types].xml": types, "main.xml": "<main/>", **parts})


def workbook() -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.add_worksheet().write(0, 0, "Nama")
    return out.getvalue()


DOCX = office(OFFICE + "wordprocessingml.document")
PPTX = office(OFFICE + "presentationml.presentation")
ODT = zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"})
ODS = zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<x/>"})


@pytest.fixture
def readers() -> Iterator[None]:
    files.readable_by("uji", lambda person, about_id: person.id == about_id)
    yield
    reading._readers.pop("uji")


@pytest.mark.parametrize(
    ("name", "data", "mime"),
    [
        ("Surat tugas.pdf", PDF, "application/pdf"),
        ("Modul ajar.docx", DOCX, OFFICE + "wordprocessingml.document"),
        ("Nilai.xlsx", workbook(), OFFICE + "spreadsheetml.sheet"),
        ("Paparan.pptx", PPTX, OFFICE + "presentationml.presentation"),
        ("Modul.odt", ODT, "application/vnd.oasis.opendocument.text"),
    ],
)
def test_what_a_teacher_hands_in_is_kept_byte_for_byte(app: Flask, name: str, data: bytes, mime: str) -> None:
    stored = kept(name, data)
    assert (stored.name, stored.mime, stored.size) == (name, mime, len(data))
    assert files.read(stored) == data


@pytest.mark.parametrize(
    ("name", "data", "mime"),
    [
        ("FOTO.JPG", JPEG, "image/jpeg"),
        ("papan tulis.png", PNG, "image/png"),
        ("dari telepon.webp", WEBP, "image/webp"),
    ],
)
def test_a_picture_is_kept_as_the_picture_it_is(app: Flask, name: str, data: bytes, mime: str) -> None:
    stored = kept(name, data)
    assert (stored.name, stored.mime) == (name, mime)
    assert opened(files.read(stored)).size == (64, 48)
    assert stored.size == len(files.read(stored))


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("laporan.pdf", EXE, "isinya program Windows"),
        ("laporan.pdf", PNG, "berakhiran .pdf, padahal isinya gambar PNG"),
        ("foto.jpg", PDF, "ganti akhiran namanya menjadi .pdf"),
        ("foto.png", JPEG, "padahal isinya gambar JPEG"),
        ("modul.docx", workbook(), "padahal isinya lembar kerja Excel (.xlsx)"),
        ("logo.png", b'<?xml version="1.0"?><svg onload="x()"/>', "gambar SVG"),
        ("logo.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "Simpan sebagai PNG"),
        ("laporan.pdf", b"<!DOCTYPE html><script>alert(1)</script>", "halaman web"),
        ("modul.docx", zipped({"a.txt": "x"}), "isinya arsip zip"),
        ("modul.docx", DOCX[:-30], "rusak atau terpotong"),
        ("modul.docm", office("application/vnd.ms-word.document.macroEnabled"), "memuat makro"),
        (
            "modul.docx",
            office(OFFICE + "wordprocessingml.document", **{"word/vbaProject.bin": b"x"}),
            "makro",
        ),
        (
            "modul.odt",
            zipped({"mimetype": "application/vnd.oasis.opendocument.text", "Basic/a.xml": ""}),
            "makro",
        ),
        ("modul.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "Simpan sebagai .docx"),
        (
            "m.docx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "kata sandi",
        ),
        ("foto.heic", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(20), "foto HEIC"),
        ("rekaman.mp4", b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + bytes(20), "video MP4"),
        ("catatan.txt", b"halo", "berisi teks UTF-8"),
        ("entah.bin", b"\x01\x02\x03\x04", "tidak kami kenali"),
        ("kosong.pdf", b"", "kosong"),
    ],
)
def test_what_does_not_belong_here_is_refused_by_its_true_name(app: Flask, name: str, data: bytes, said: str) -> None:
    assert said in refusal(name, data)


def test_a_form_sent_without_a_file_says_so(app: Flask) -> None:
    for nothing in (None, FileStorage(io.BytesIO(), filename="")):
        with pytest.raises(FileRefused, match="Belum ada berkas") as refused:
            hand_in(SYSTEM, INSTALLATION, nothing, field="surat")
        assert refused.value.field == "surat"


def test_a_file_over_the_limit_is_refused_with_the_limit(app: Flask) -> None:
    data = PDF + bytes(app.config["MAX_FILE_BYTES"] - len(PDF))
    assert kept("pas.pdf", data).size == app.config["MAX_FILE_BYTES"]
    assert "lebih besar dari 10 MB" in refusal("terlalu.pdf", data + b"\0")


def test_a_document_that_would_swell_beyond_measure_is_refused(app: Flask) -> None:
    bomb = office(OFFICE + "spreadsheetml.sheet", **{"xl/sheet.xml": bytes(160 * 1024 * 1024)})
    assert len(bomb) < 1024 * 1024
    assert "memuai" in refusal("daftar.xlsx", bomb)
    swelling = office(OFFICE + "spreadsheetml.sheet", **{"xl/sheet.xml": bytes(1024 * 1024)})
    lying = swelling.replace((1024 * 1024).to_bytes(4, "little"), (9).to_bytes(4, "little"))
    assert "rusak" in refusal("daftar.xlsx", lying)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("daftar.csv", b"Nama;NUPTK\nAi Setiawan;1234"),
        ("daftar.csv", "\ufeffNama;NUPTK".encode()),
        ("daftar.csv", "Nama\tNUPTK".encode("utf-16")),
        ("daftar.csv", "Siti Ma\u2019rifah".encode("cp1252")),
        ("daftar.csv", b"BM;nama kelompok\nMZ;juga"),
        ("daftar.txt", b"Nama|NUPTK"),
        ("daftar.xlsx", workbook()),
        ("daftar.ods", ODS),
    ],
)
def test_a_teacher_list_may_come_as_schools_save_it(app: Flask, name: str, data: bytes) -> None:
    assert files.read(kept(name, data, kinds=SPREADSHEETS)) == data


def test_a_web_page_that_calls_itself_a_spreadsheet_is_refused(app: Flask) -> None:
    assert "halaman web" in refusal("ekspor.csv", b"\n<table><tr><td>Nama", kinds=SPREADSHEETS)
    assert "Yang diterima di sini: CSV" in refusal("surat.pdf", PDF, kinds=SPREADSHEETS)


def test_plain_text_is_kept_only_where_it_is_asked_for_and_only_as_utf8(app: Flask) -> None:
    assert kept("catatan.txt", "héllo".encode(), kinds=DOCUMENTS | TEXTS).mime == "text/plain"
    assert "tidak kami kenali" in refusal("catatan.txt", "héllo".encode("cp1252"), kinds=DOCUMENTS | TEXTS)


def test_where_only_pictures_are_asked_for_a_letter_is_refused_with_what_is_accepted(app: Flask) -> None:
    assert "gambar JPEG, gambar PNG, dan gambar WEBP" in refusal("surat.pdf", PDF, kinds=IMAGES)


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("C:\\Users\\Ai\\surat.pdf", "surat.pdf"),
        ("../../etc/passwd", "passwd"),
        ("foto\u202egpj.exe", "foto gpj.exe"),
        ("  dua   spasi\n.pdf", "dua spasi.pdf"),
        ("Modul 🌱 <b>.pdf", "Modul 🌱 <b>.pdf"),
        ("a" * 300 + ".pdf", "a" * 116 + ".pdf"),
        ("...", ""),
    ],
)
def test_the_name_is_kept_as_it_may_be_shown(raw: str, shown: str) -> None:
    assert display_name(raw) == shown


@settings(deadline=None)
@given(st.text(max_size=300))
def test_no_name_leads_anywhere_or_hides_anything(raw: str) -> None:
    shown = display_name(raw)
    assert "/" not in shown and "\\" not in shown and len(shown) <= 120
    assert shown.isprintable()


@settings(deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["", "PK\x03\x04", "%PDF-", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]))
def test_whatever_the_bytes_they_are_of_a_kind_or_refused(data: bytes, start: str) -> None:
    for kinds in (DOCUMENTS, SPREADSHEETS):
        try:
            assert isinstance(kind_of(io.BytesIO(start.encode("latin-1") + data), kinds), Kind)
        except Foreign as foreign:
            assert foreign.words


def test_a_name_without_an_ending_gets_the_true_one(app: Flask) -> None:
    assert kept("image", JPEG).name == "image.jpg"
    assert kept("Laporan 1. Pendahuluan kegiatan", PDF).name == "Laporan 1. Pendahuluan kegiatan.pdf"


def test_an_act_that_runs_twice_reads_the_upload_twice(app: Flask) -> None:
    upload = FileStorage(io.BytesIO(PDF), filename="a.pdf")
    first, second = (hand_in(SYSTEM, INSTALLATION, upload) for _ in range(2))
    assert files.read(first) == files.read(second) == PDF


def test_an_act_that_fails_leaves_no_file_to_be_seen(app: Flask) -> None:
    with pytest.raises(Invalid):
        hand_in_and_fail(SYSTEM, INSTALLATION, Named("a.pdf", PDF))
    assert db.session.scalar(select(func.count()).select_from(StoredFile)) == 0


def test_throwing_one_of_two_equal_files_away_leaves_the_other(app: Flask) -> None:
    one, other = kept("a.pdf", PDF), kept("a.pdf", PDF)
    gone = one.id
    throw_away(SYSTEM, INSTALLATION, one)
    assert db.session.get(StoredFile, gone) is None
    with pytest.raises(store.BytesMissing):
        store.chunks(gone)
    assert files.read(other) == PDF


def test_a_file_whose_removal_failed_is_still_whole(app: Flask) -> None:
    stored = kept("a.pdf", PDF)

    def fail() -> None:
        raise Invalid

    with pytest.raises(Invalid):
        throw_away(SYSTEM, INSTALLATION, stored, fail)
    assert files.read(stored) == PDF


def test_a_file_is_read_by_those_its_row_names_and_by_nobody_else(app: Flask, cast: Cast, readers: None) -> None:
    stored = kept("a.pdf", PDF, about="peserta")
    assert files.file_of(cast.peserta, stored.id) is stored
    for reach in (
        lambda: files.file_of(cast.ketua, stored.id),
        lambda: files.file_of(cast.peserta, "tidakada"),
    ):
        with pytest.raises(NotFound):
            reach()


def test_a_file_of_a_kind_that_nobody_named_is_closed_to_all(app: Flask, cast: Cast) -> None:
    stored = kept("a.pdf", PDF, about="operator", by=cast.operator)
    with pytest.raises(NotFound):
        files.file_of(cast.operator, stored.id)


def test_a_file_arrives_under_its_own_name_and_cannot_act(app: Flask) -> None:
    stored = kept("Modul “Pecahan” 🌱.docx", DOCX)
    with app.test_request_context():
        answer = files.send(stored, inline=True)
        assert answer.get_data() == DOCX
    headers = answer.headers
    assert headers["Content-Disposition"].startswith('attachment; filename="Modul _Pecahan_ _.docx"')
    assert headers["Content-Disposition"].endswith(
        "filename*=UTF-8''Modul%20%E2%80%9CPecahan%E2%80%9D%20%F0%9F%8C%B1.docx"
    )
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in headers["Content-Security-Policy"]
    assert headers["Cache-Control"] == "private, no-cache"
    assert headers["Content-Length"] == str(len(DOCX))


@pytest.mark.parametrize(("name", "data"), [("a.pdf", PDF), ("a.png", PNG), ("a.webp", WEBP)])
def test_only_pictures_and_pdf_are_shown_in_place(app: Flask, name: str, data: bytes) -> None:
    with app.test_request_context():
        assert files.send(kept(name, data), inline=True).headers["Content-Disposition"].startswith("inline")
        assert files.send(kept(name, data)).headers["Content-Disposition"].startswith("attachment")


def test_a_browser_that_has_the_file_hears_that_it_is_unchanged(app: Flask) -> None:
    stored = kept("a.pdf", PDF)
    with app.test_request_context(headers={"If-None-Match": f'"{stored.sha256}"'}):
        answer = files.send(stored)
    assert answer.status_code == 304


def test_bytes_that_the_store_lost_are_missing_before_the_answer_begins(app: Flask) -> None:
    stored = kept("a.pdf", PDF)
    store.remove(stored.id)
    with app.test_request_context(), pytest.raises(NotFound, match="hilang dari penyimpanan"):
        files.send(stored)


def test_two_people_upload_at_once_and_both_files_are_whole(app: Flask) -> None:
    names: dict[int, str] = {}

    def upload(number: int) -> None:
        with app.app_context():
            names[number] = kept(f"{number}.pdf", PDF + bytes([number]) * 300_000).id

    threads = [threading.Thread(target=upload, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for number, file_id in names.items():
        assert b"".join(store.chunks(file_id)) == PDF + bytes([number]) * 300_000
    assert len(names) == 4


def test_the_health_of_the_store_is_told(app: Flask) -> None:
    assert files.storage_works()

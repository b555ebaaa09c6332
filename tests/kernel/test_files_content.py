"""Files that are not what they say, or two things at once: refused by what they are, or made harmless."""

import io
from os import urandom

import pytest
from flask import Flask

from community.kernel import files
from community.kernel.files import ALL, MATERIALS
from tests.kernel.test_files import DOCX, EXE, ODS, OFFICE, PDF, kept, office, refusal, zipped

MP4 = b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + bytes(200)
WEBM = b"\x1aE\xdf\xa3\x9fB\x86\x81\x01B\xf7\x81\x01B\xf2\x81\x04B\xf3\x81\x08B\x82\x84webm" + bytes(100)
MP3 = b"ID3\x03\0\0\0\0\0\0" + bytes(200)


@pytest.mark.parametrize(
    ("name", "data", "mime"),
    [
        ("rekaman.mp4", MP4, "video/mp4"),
        ("suara.mp3", MP3, "audio/mpeg"),
        ("suara.m4a", b"\0\0\0\x20ftypM4A \0\0\0\0M4A mp42" + bytes(200), "audio/mp4"),
        ("suara.ogg", b"OggS\0\x02" + bytes(200), "audio/ogg"),
        (
            "layar.webm",
            b"\x1aE\xdf\xa3\x9fB\x86\x81\x01B\xf7\x81\x01B\xf2\x81\x04B\xf3\x81\x08B\x82\x84webm",
            "video/webm",
        ),
        ("nilai.ods", ODS, "application/vnd.oasis.opendocument.spreadsheet"),
    ],
)
def test_materi_may_be_heard_and_seen(app: Flask, name: str, data: bytes, mime: str) -> None:
    stored = kept(name, data, kinds=MATERIALS)
    assert stored.mime == mime and files.read(stored) == data


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("modul.pdf", EXE + PDF, "program Windows"),
        ("modul.pdf", b"<script>alert(1)</script>\n" + PDF, "halaman web"),
        ("modul.pdf", b"\x00\x01\x02" + PDF, "tidak kami kenali"),
        ("modul.pdf", PDF + zipped({"tersembunyi.exe": EXE}), "PDF yang sekaligus arsip"),
        ("modul.docx", EXE + DOCX, "program Windows"),
        ("modul.docx", PDF + DOCX, "PDF yang sekaligus arsip"),
        ("logo.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>x()</script></svg>", "gambar SVG"),
        ("logo.png", b"\xef\xbb\xbf  <?xml version='1.0'?><!-- --><svg onload='x()'/>", "gambar SVG"),
        ("film.mov", b"\0\0\0\x14ftypqt  \0\0\0\0qt  " + bytes(100), "video MOV"),
        ("film.mp4", EXE, "program Windows"),
        ("isi.zip", zipped({"modul.pdf": PDF}), "arsip zip"),
        ("../../etc/sampul\u202efdp.exe", EXE, '"sampul fdp.exe"'),
    ],
)
def test_two_things_at_once_are_refused_by_the_worse(app: Flask, name: str, data: bytes, said: str) -> None:
    assert said in refusal(name, data, kinds=ALL)


def test_a_document_inside_another_is_not_looked_for(app: Flask) -> None:
    inner = zipped({"a.txt": "x" * 100})
    stored = kept("modul.docx", office(OFFICE + "wordprocessingml.document", **{"word/embeddings/a.zip": inner}))
    assert stored.mime.endswith("wordprocessingml.document")


def test_a_table_of_contents_that_swells_is_read_no_further_than_needed(app: Flask) -> None:
    bomb = zipped({"mimetype": " " * (90 * 1024 * 1024), "content.xml": "<x/>"})
    assert len(bomb) < 200_000
    assert "dokumen jenis lain" in refusal("modul.odt", bomb)


def test_a_large_deck_full_of_pictures_is_no_bomb(app: Flask) -> None:
    deck = office(OFFICE + "presentationml.presentation", **{"ppt/media/film.mp4": urandom(8 * 1024 * 1024)})
    assert kept("paparan.pptx", deck).size == len(deck)


def test_a_list_of_200_thousand_lines_is_looked_at_piece_by_piece(app: Flask) -> None:
    from community.kernel.files.content import kind_of
    from community.kernel.files.kinds import CSV

    class Counted(io.BytesIO):
        largest = 0

        def read(self, size: int | None = -1) -> bytes:
            piece = super().read(size)
            self.largest = max(self.largest, len(piece))
            return piece

    file = Counted(b"Nama;NUPTK\n" + "Siti Ma’rifah;12\n".encode() * 200_000)
    assert kind_of(file, ALL) == CSV
    assert file.largest <= 256 * 1024

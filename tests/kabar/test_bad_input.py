"""Whatever is typed into kabar: one clear sentence, nothing written by half, everything kept."""

import io
from collections.abc import Callable

import pytest
from sqlalchemy import func, select

from community.kabar.models import Kabar, Pin, Post
from community.kernel.database import db
from community.kernel.files import StoredFile
from tests.kabar.conftest import Said
from tests.people import Cast
from tests.visitor import Visitor

LIST = "/gugus/kkg-banjarwangi/kabar"
GOOD = {"kind": "utas", "title": "Judul yang diketik", "text": "Isi yang diketik"}
ODD = (
    "🙂" * 20,
    "\u202eمرحبا gpj.exe",
    '=HYPERLINK("http://x","y")',
    "'; DROP TABLE kabar; --",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[klik](javascript:alert(1)) ![x](data:text/html;base64,AAAA)",
    "{{ 7*7 }} ${7*7}",
    "a" * 150,
)
TABLE = "| a | b |\n|---|---|\n" + "| 1 | 2 |\n" * 5_000
Visiting = Callable[..., Visitor]


@pytest.mark.parametrize(
    ("over", "said"),
    [
        ({"title": ""}, "Tulis judulnya"),
        ({"title": "\u202e \u200b"}, "Tulis judulnya"),
        ({"title": "!!!"}, "Tulis judulnya"),
        ({"title": "x" * 151}, "paling banyak 150 huruf"),
        ({"text": ""}, "Tulis isinya"),
        ({"text": " \u200b\n "}, "Tulis isinya"),
        ({"text": "x" * 100_001}, "paling banyak 100000 huruf"),
        ({"text": TABLE}, "Tabel di tulisan ini sekitar 5.00"),
        ({"text": "baris\n" * 5_001}, "lebih dari 5.000 baris"),
        ({"kind": "surat"}, "tidak ada dalam daftar"),
        ({"files": (io.BytesIO(b"MZ\x90\x00" + b"\0" * 90), "modul.pdf")}, "modul.pdf"),
        ({"files": (io.BytesIO(b""), "kosong.pdf")}, "kosong"),
        ({"files": (io.BytesIO(b"<svg onload='alert(1)'/>"), "gambar.svg")}, "gambar.svg"),
    ],
)
def test_a_kabar_that_cannot_be(cast: Cast, visitor: Visiting, over: dict[str, object], said: str) -> None:
    ketua = visitor(cast.ketua)
    page = ketua.submit(ketua.visit(f"{LIST}/baru"), GOOD | over, status=422)
    assert said in page
    if "title" not in over:
        assert "Judul yang diketik" in page.html
    if "text" not in over:
        assert "Isi yang diketik" in page.html
    assert db.session.scalar(select(func.count(Kabar.id))) == 0
    assert db.session.scalar(select(func.count(StoredFile.id))) == 0


@pytest.mark.parametrize("odd", ODD)
def test_odd_words_are_words(cast: Cast, visitor: Visiting, odd: str) -> None:
    ketua = visitor(cast.ketua)
    page = ketua.submit(ketua.visit(f"{LIST}/baru"), {"kind": "pengumuman", "title": f"x{odd}"[:150], "text": odd})
    for seen in (page, ketua.visit(LIST), ketua.visit("/gugus/kkg-banjarwangi"), visitor(cast.peserta).visit("/")):
        assert "<script>alert" not in seen.html and "<img src=x" not in seen.html
        assert "\u202e" not in seen.html and "javascript:" not in "".join(seen.links)


@pytest.mark.parametrize("text", ["", "x" * 100_001, TABLE])
def test_an_answer_that_cannot_be(cast: Cast, visitor: Visiting, asked: Said, text: str) -> None:
    kabar = asked()
    peserta = visitor(cast.peserta)
    page = peserta.submit(peserta.visit(f"/kabar/{kabar.id}"), {"text": text}, action="/balasan", status=422)
    assert "Belum tersimpan" in page and "Siapa punya?" in page
    assert db.session.scalar(select(func.count(Post.id))) == 1


def test_six_files_are_too_many_and_none_is_kept(cast: Cast, visitor: Visiting, asked: Said) -> None:
    kabar = asked()
    peserta = visitor(cast.peserta)
    files = [(io.BytesIO(f"%PDF-1.4\n%{number}\n%%EOF".encode()), f"satu{number}.pdf") for number in range(6)]
    page = peserta.submit(
        peserta.visit(f"/kabar/{kabar.id}"), {"text": "Banyak", "files": files}, action="/balasan", status=422
    )
    assert "Paling banyak 5 berkas" in page
    assert db.session.scalar(select(func.count(Post.id))) == 1
    assert db.session.scalar(select(func.count(StoredFile.id))) == 0


@pytest.mark.parametrize(
    ("values", "status"),
    [
        ({"balas": "tidakada22"}, 422),
        ({"balas": "x" * 5_000}, 422),
        ({"kunci": ""}, 200),
        ({"kunci": "\u202e" * 3_000}, 200),
    ],
)
def test_hidden_fields_that_were_tampered_with(
    cast: Cast, visitor: Visiting, asked: Said, values: dict[str, str], status: int
) -> None:
    kabar = asked()
    peserta = visitor(cast.peserta)
    page = peserta.visit(f"/kabar/{kabar.id}")
    page = peserta.submit(page, {"text": "Jawaban saya"} | values, action="/balasan", status=status)
    assert "Jawaban saya" in page.html


def test_an_answer_to_a_post_of_another_kabar_is_refused(
    cast: Cast, visitor: Visiting, asked: Said, answered: Callable[..., Post]
) -> None:
    kabar, other = asked(), answered(asked("Lain"), "Di tempat lain")
    peserta = visitor(cast.peserta)
    page = peserta.visit(f"/kabar/{kabar.id}")
    page = peserta.submit(page, {"text": "Salah alamat", "balas": other.id}, action="/balasan", status=422)
    assert "ada di kabar lain" in page and "Salah alamat" in page.html


@pytest.mark.parametrize(
    "over", [{"place": "0"}, {"place": "satu"}, {"until_on": "2026-02-31"}, {"until_on": "9999-12-31"}]
)
def test_a_pin_that_cannot_be(cast: Cast, visitor: Visiting, asked: Said, over: dict[str, str]) -> None:
    ketua = visitor(cast.ketua)
    page = ketua.visit(f"/kabar/{asked().id}")
    assert "Belum tersimpan" in ketua.submit(page, over, action="/sematan", status=422)
    assert db.session.scalar(select(func.count(Pin.id))) == 0


def test_based_on_nonsense_counts_as_not_read(cast: Cast, visitor: Visiting, asked: Said) -> None:
    kabar = asked()
    post = db.session.scalars(select(Post).where(Post.kabar_id == kabar.id)).one()
    peserta = visitor(cast.peserta)
    page = peserta.visit(f"/tulisan/{post.id}/ubah")
    for nonsense in ("", "-1", "²", "9" * 40):
        page = peserta.submit(page, {"text": "Lain", "based_on": nonsense}, status=422)
        assert "sudah diubah di jendela lain" in page

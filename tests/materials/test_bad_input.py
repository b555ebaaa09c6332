"""Whatever is typed or sent gets one clear sentence at its field, keeps the rest, and writes nothing by half."""

import io
from typing import Any

import pytest

from community.kernel.database import db
from community.kernel.files import StoredFile
from community.materials.models import Material, Version
from tests.materials.making import make_material
from tests.people import Cast

PATH = "/gugus/kkg-banjarwangi/materi/baru"
GOOD = {
    "title": "Modul pecahan",
    "kind": "modul_ajar",
    "licence": "CC-BY",
    "text": "Membagi adil.",
    "tp": "Yang diketik",
}
ODD = [
    "Rumus 😀 <b>",
    "\u202eterbalik",
    "عنوان بالعربية",
    "<script>alert(1)</script>",
    "=HYPERLINK(1)",
    "'; DROP TABLE--",
]
TABLE = "| a | b |\n|---|---|\n" + "| 1 | 2 |\n" * 5000


@pytest.mark.parametrize(
    ("over", "said"),
    [
        ({"title": ""}, "Tulis judulnya"),
        ({"title": " \u200b "}, "Tulis judulnya"),
        ({"title": "x" * 201}, "paling banyak 200 huruf"),
        ({"licence": ""}, "Pilih lisensinya"),
        ({"licence": "CC-BEBAS"}, "tidak ada dalam daftar"),
        ({"kind": "emas"}, "tidak ada dalam daftar"),
        ({"fase": "Z"}, "tidak ada dalam daftar"),
        ({"visibility": "dunia"}, "tidak ada dalam daftar"),
        ({"text": ""}, "Tulis isinya, atau lampirkan berkasnya"),
        ({"text": "x" * 100_001}, "paling banyak 100000 huruf"),
        ({"text": TABLE}, "paling banyak 500"),
        ({"text": "[" * 6000}, "kurung siku"),
        ({"text": "$a$ " * 301}, "lebih dari 300 rumus"),
        ({"text": "![](berkas:abc)"}, "tidak ada di antara berkas"),
        ({"text": "![denah](berkas:milikorang)"}, "tidak ada di antara berkas"),
    ],
)
def test_a_materi_that_cannot_be(visitor: Any, cast: Cast, over: dict[str, str], said: str) -> None:
    ai = visitor(cast.peserta)
    page = ai.submit(ai.visit(PATH), GOOD | over, action="/baru", status=422)
    assert said in page and "Yang diketik" in page.html
    assert db.session.scalar(db.select(db.func.count(Material.id))) == 0


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"MZ\x90\x00" + b"\0" * 200, "modul.pdf", "tidak diterima"),
        (b"", "kosong.pdf", "kosong"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "gambar.png", "SVG"),
        (b"%PDF-1.4 tiruan", "../../etc/modul.docx", ".docx"),
    ],
)
def test_a_file_that_is_not_what_it_says(visitor: Any, cast: Cast, data: bytes, name: str, said: str) -> None:
    ai = visitor(cast.peserta)
    page = ai.submit(ai.visit(PATH), GOOD | {"files": (io.BytesIO(data), name)}, action="/baru", status=422)
    assert said in page and "Yang diketik" in page.html
    assert db.session.scalar(db.select(db.func.count(Material.id))) == 0
    assert db.session.scalar(db.select(db.func.count(StoredFile.id))) == 0


@pytest.mark.parametrize("odd", ODD)
def test_odd_words_are_words_everywhere(visitor: Any, cast: Cast, odd: str) -> None:
    ai = visitor(cast.peserta)
    fields = dict.fromkeys(("title", "topic", "tp", "cp", "mapel", "text"), odd) | {"kelas": odd[:40]}
    page = ai.submit(ai.visit(PATH), GOOD | fields | {"visibility": "publik"}, action="/baru")
    material = db.session.scalars(db.select(Material)).one()
    assert material.current.title == odd.replace("\u202e", "")
    pages = [page, ai.visit("/materi/saya"), ai.visit(f"/materi/{material.id}/ubah"), visitor().visit(page.path)]
    page = ai.submit(pages[2], {"text": odd + " lagi"}, action="/ubah")
    pages += [page, ai.visit(f"/materi/{material.id}/beda/1/2"), ai.visit("/materi")]
    for each in pages:
        assert "<script>alert" not in each.html and "\u202e" not in each.html


def test_two_and_a_half_is_no_version(visitor: Any, cast: Cast) -> None:
    material = make_material(cast)
    ai = visitor(cast.peserta)
    for path in ("versi/9", "versi/0", "beda/1/9", "berdampingan/7", "versi/x"):
        ai.visit(f"/materi/{material.id}/{path}", status=404)
    page = ai.visit(f"/materi/{material.id}/ubah")
    page = ai.submit(page, {"text": "Baru.", "based_on": "²", "joins": "dua"}, action="/ubah")
    assert db.session.scalars(db.select(Version).order_by(Version.number.desc())).first().beside
    assert ai.visit(f"/materi/{material.id}?versi=-1")


def test_an_error_in_the_next_version_keeps_the_words_and_the_files(visitor: Any, cast: Cast) -> None:
    material = make_material(cast)
    ai = visitor(cast.peserta)
    page = ai.visit(f"/materi/{material.id}/ubah")
    page = ai.submit(page, {"title": "", "text": "Kata yang saya ketik."}, action="/ubah", status=422)
    assert "Tulis judulnya" in page and "Kata yang saya ketik." in page.html
    assert db.session.scalar(db.select(db.func.count(Version.id))) == 1


def test_a_preview_keeps_nothing_and_refuses_in_a_sentence(visitor: Any, cast: Cast) -> None:
    ai = visitor(cast.peserta)
    page = ai.submit(ai.visit(PATH), GOOD, action="/baru", status=200) and ai.visit(PATH)
    token = page.form("/baru").find(".//input[@name='csrf_token']").get("value")
    page = ai.post("/materi/pratinjau", {"csrf_token": token, "text": "**tebal** $x^2$ <script>"})
    assert "tebal" in page and "<math" in page.html and "<script>" not in page.html.split("<main")[1]
    assert "paling banyak 500" in ai.post("/materi/pratinjau", {"csrf_token": token, "text": TABLE}, status=422)


@pytest.mark.parametrize("path", ["/materi/tidakada22", "/materi/tidakada22/ubah", "/gugus/tidakada/materi"])
def test_what_is_not_there_is_not_found(visitor: Any, cast: Cast, path: str) -> None:
    visitor(cast.ketua).visit(path, status=404)


def test_a_withdrawal_says_why(visitor: Any, cast: Cast) -> None:
    material = make_material(cast)
    ai = visitor(cast.peserta)
    page = ai.visit(f"/materi/{material.id}/penarikan")
    assert "Tulis alasannya" in ai.submit(page, {"reason": " "}, action="/penarikan", status=422)
    assert db.session.get(Material, material.id).removed_at is None
    assert "Materi ditarik" in ai.submit(page, {"reason": "Keliru."}, action="/penarikan")

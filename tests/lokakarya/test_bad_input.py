"""Whatever is typed into a form: one clear sentence, nothing written by half, everything kept."""

from collections.abc import Callable

import pytest

from community.kernel.database import db
from community.lokakarya.models import Hasil, Notulen, Paket, Pertemuan
from tests.factories import make_paket, make_pertemuan
from tests.people import Cast
from tests.visitor import Visitor

Visiting = Callable[..., Visitor]
GOOD = {"day": "2026-11-21", "start": "08:00", "end": "11:00", "place": "SDN 2", "times": "3"}
ODD = (
    "🙂" * 20,
    "\u202eمرحبا",
    '=HYPERLINK("http://x","y")',
    "'; DROP TABLE paket; --",
    "<script>alert(1)</script>",
    "{{ 7*7 }}",
)


@pytest.mark.parametrize(
    ("over", "said"),
    [
        ({"day": ""}, "Pilih tanggalnya"),
        ({"day": "2026-02-30"}, "Tanggal ini tidak ada"),
        ({"day": "kemarin"}, "Tanggal ini tidak ada"),
        ({"day": "0001-01-01"}, "Tanggal ini terlalu jauh"),
        ({"day": "9999-12-31"}, "Tanggal ini terlalu jauh"),
        ({"day": "2026-11-01"}, "Waktu ini sudah lewat"),
        ({"start": "25:00"}, "Jam ini tidak ada"),
        ({"end": "07:00"}, "Jam selesai harus sesudah jam mulai"),
        ({"end": "08:00"}, "Jam selesai harus sesudah jam mulai"),
        ({"times": "0"}, "dari 1 sampai 24"),
        ({"times": "99999999999999999999"}, "dari 1 sampai 24"),
        ({"times": "tiga"}, "Tulis bilangan bulat"),
        ({"weeks": "52"}, "tidak ada dalam daftar"),
        ({"mode": "telepati"}, "tidak ada dalam daftar"),
        ({"place": ""}, "Tulis tempatnya"),
        ({"place": "x" * 201}, "Terlalu panjang: paling banyak 200 huruf"),
        ({"mode": "daring", "place": ""}, "Tulis tautan ruang daringnya"),
        ({"link": "javascript:alert(1)"}, "Tautan ini tidak dikenali"),
        ({"link": "ftp://x.id/a"}, "Tautan ini tidak dikenali"),
        ({"link": "http://[::1"}, "Tautan ini tidak dikenali"),
        ({"agenda": "a" * 20_001}, "Terlalu panjang"),
        ({"break_minutes": "180"}, "Istirahatnya sama lama"),
        ({"break_minutes": "-5"}, "dari 0 sampai 600"),
        ({"minutes_per_jp": "1"}, "dari 30 sampai 60"),
        ({"capacity": "1,98E+17"}, "Tulis bilangan bulat"),
    ],
)
def test_a_pertemuan_that_cannot_be(visitor: Visiting, cast: Cast, over: dict[str, str], said: str) -> None:
    paket = make_paket()
    ketua = visitor(cast.ketua)
    page = ketua.visit(f"/paket/{paket.id}/pertemuan/baru")
    page = ketua.submit(page, GOOD | {"title": "Yang diketik"} | over, status=422)
    assert said in page and 'value="Yang diketik"' in page.html
    assert db.session.scalar(db.select(db.func.count(Pertemuan.id))) == 0


@pytest.mark.parametrize(
    ("over", "said"),
    [
        ({"theme": ""}, "Tulis temanya"),
        ({"theme": "  \u200b "}, "Tulis temanya"),
        ({"theme": "x" * 201}, "paling banyak 200 huruf"),
        ({"jenis": None}, "Pilih jenis paketnya"),
        ({"jenis": "diklat"}, "Pilih jenis paketnya"),
        ({"expected_hasil": "x" * 1001}, "paling banyak 1000 huruf"),
    ],
)
def test_a_paket_that_cannot_be(visitor: Visiting, cast: Cast, over: dict[str, str | None], said: str) -> None:
    ketua = visitor(cast.ketua)
    page = ketua.visit("/gugus/kkg-banjarwangi/paket/baru")
    fields = {"theme": "Alat peraga", "jenis": "alat_peraga", "competence": "Yang diketik"} | over
    page = ketua.submit(page, fields, action="/baru", status=422)
    assert said in page or "tidak ada dalam daftar" in page
    assert "Yang diketik" in page.html
    assert db.session.scalar(db.select(db.func.count(Paket.id))) == 0


@pytest.mark.parametrize("odd", ODD)
def test_odd_words_are_words(visitor: Visiting, cast: Cast, odd: str) -> None:
    """Emoji, Arabic, formulas, code: kept as text, shown as text, and turning nothing round."""
    ketua = visitor(cast.ketua)
    page = ketua.visit("/gugus/kkg-banjarwangi/paket/baru")
    page = ketua.submit(page, {"theme": odd, "jenis": "alat_peraga"}, action="/baru")
    paket = db.session.scalar(db.select(Paket))
    assert paket.theme == odd.replace("\u202e", "")
    page = ketua.submit(page, GOOD | {"title": odd, "agenda": odd, "narasumber": odd})
    assert paket.theme in page and "<script>alert" not in page.html and "\u202e" not in page.html
    pertemuan = db.session.scalar(db.select(Pertemuan))
    page = ketua.submit(ketua.visit(f"/pertemuan/{pertemuan.id}/notulen"), {"text": odd}, action="/notulen")
    assert "<script>alert" not in page.html
    assert "<script>alert" not in ketua.visit(f"/pertemuan/{pertemuan.id}").html
    assert ketua.visit(f"/pertemuan/{pertemuan.id}.ics").status == 200


def test_a_hasil_without_anything_in_it_is_refused_once(visitor: Visiting, cast: Cast) -> None:
    paket = make_paket()
    peserta = visitor(cast.peserta)
    page = peserta.visit(f"/paket/{paket.id}/hasil")
    page = peserta.submit(page, {"title": "Modul pecahan"}, action="/hasil", status=422)
    assert "Pilih berkas, tempel tautan, atau tulis hasilnya" in page and "Modul pecahan" in page.html
    page = peserta.submit(page, {"kind": "emas", "title": "x" * 300}, action="/hasil", status=422)
    assert db.session.scalar(db.select(db.func.count(Hasil.id))) == 0


def test_minutes_that_are_empty_or_too_long_or_based_on_nonsense(visitor: Visiting, cast: Cast) -> None:
    pertemuan = make_pertemuan(make_paket())
    ketua = visitor(cast.ketua)
    path = f"/pertemuan/{pertemuan.id}/notulen"
    for text in ("", "x" * 100_001):
        ketua.submit(ketua.visit(path), {"text": text}, action="/notulen", status=422)
    assert db.session.scalar(db.select(db.func.count(Notulen.id))) == 0
    ketua.submit(ketua.visit(path), {"text": "isi", "based_on": "²"}, action="/notulen")
    for based_on in ("-1", "x", "9" * 40):
        page = ketua.submit(ketua.visit(path), {"text": "lain", "based_on": based_on}, action="/notulen", status=422)
        assert "Orang lain menyimpan notulen ini" in page


@pytest.mark.parametrize("path", ["/paket/tidakada22", "/pertemuan/tidakada22", "/pertemuan/tidakada22.ics"])
def test_what_is_not_there_is_not_found(visitor: Visiting, cast: Cast, path: str) -> None:
    visitor(cast.ketua).visit(path, status=404)

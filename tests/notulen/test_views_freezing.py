"""The pages of freezing: what is shown is what is frozen, and who reads it finds who was there."""

import io
from collections.abc import Callable

import pytest
from pypdf import PdfReader

from community.attendance.services import mark_sheet
from community.lokakarya.models import Pertemuan
from community.notulen.models import SharedNotulen
from tests.notulen.writer import Writer
from tests.people import Cast
from tests.visitor import Visitor

Visitors = Callable[..., Visitor]
Writes = Callable[[str], Writer]


@pytest.fixture
def address(pertemuan: Pertemuan) -> str:
    return f"/pertemuan/{pertemuan.id}/notulen/bersama"


def filled(writer: Writes) -> None:
    ai = writer("peserta")
    ai.append("b1", "Dibuka ketua.")
    ai.add("keputusan", id="k1", teks="Uji coba di dua kelas")
    ai.add("tindak", id="t1", teks="Menyusun LKPD", guru="peserta2", siapa="", sampai="2026-11-30")
    ai.send()


def test_frozen_it_is_read_printed_and_opened_again_with_a_reason(
    document: SharedNotulen, address: str, cast: Cast, visitor: Visitors, writer: Writes
) -> None:
    filled(writer)
    sekretaris = visitor(cast.sekretaris)
    preview = sekretaris.visit(f"{address}/pembekuan")
    assert all(words in preview for words in ("Dibuka ketua.", "Uji coba di dua kelas", "Belum tercatat: 7 orang"))
    page = sekretaris.submit(preview, action="/pembekuan")
    assert "Notulen dibekukan sebagai edisi 1." in page and "Dadang Gunawan" in page
    assert "Ida Maryani · paling lambat 30 November 2026" in page
    ai = visitor(cast.peserta)
    assert "Buka kembali" not in ai.visit(address)
    paper = PdfReader(io.BytesIO(ai.client.get(f"{address}/edisi/1/cetak").data))
    words = "".join(each.extract_text() for each in paper.pages)
    assert all(each in words for each in ("Dibuka ketua.", "Menyusun LKPD", "Ida Maryani", "Edisi 1, dibekukan"))
    form = sekretaris.visit(f"{address}/pembukaan")
    assert "Tulis alasannya" in sekretaris.submit(form, {"reason": ""}, action="/pembukaan", status=422)
    opened = sekretaris.submit(form, {"reason": "nama keliru"}, action="/pembukaan")
    assert "nama keliru" in opened and "Edisi 1" in opened
    assert "Edisi lama" in ai.visit(f"{address}/edisi/1")
    ai.visit(f"{address}/edisi/2", status=404)


def test_nothing_is_frozen_that_was_not_shown(
    document: SharedNotulen, address: str, cast: Cast, visitor: Visitors, writer: Writes
) -> None:
    filled(writer)
    sekretaris = visitor(cast.sekretaris)
    preview = sekretaris.visit(f"{address}/pembekuan")
    ida = writer("peserta2")
    ida.append("b1", " Ditambah di detik terakhir.")
    ida.send()
    again = sekretaris.submit(preview, action="/pembekuan", status=422)
    assert "Ada yang menulis setelah halaman ini dibuka" in again and "Ditambah di detik terakhir." in again
    assert "edisi 1" in sekretaris.submit(again, action="/pembekuan")
    sekretaris.visit(f"{address}/pembekuan")


@pytest.mark.parametrize("said", ["", "x", "-1", "9" * 400, "²"])
def test_a_state_that_is_none_is_shown_anew(
    document: SharedNotulen, address: str, cast: Cast, visitor: Visitors, writer: Writes, said: str
) -> None:
    filled(writer)
    sekretaris = visitor(cast.sekretaris)
    page = sekretaris.submit(sekretaris.visit(f"{address}/pembekuan"), {"n": said}, action="/pembekuan", status=422)
    assert "periksa lagi" in page


def test_the_minutes_name_who_was_there_and_count_the_others(
    document: SharedNotulen, address: str, cast: Cast, visitor: Visitors, writer: Writes
) -> None:
    filled(writer)
    mark_sheet(cast.ketua, document.pertemuan, {"peserta": "hadir", "peserta3": "sakit", "ketua": "izin"})
    sekretaris = visitor(cast.sekretaris)
    preview = sekretaris.visit(f"{address}/pembekuan")
    page = sekretaris.submit(preview, action="/pembekuan")
    paper = PdfReader(io.BytesIO(sekretaris.client.get(f"{address}/edisi/1/cetak").data))
    words = "".join(each.extract_text() for each in paper.pages)
    for each in (preview.html, page.html, words):
        assert "Ai Setiawan" in each and "Imas Solihin" not in each
        assert "Sakit: 1 orang" in each and "Izin: 1 orang" in each and "Belum tercatat: 4 orang" in each


def test_what_is_missing_is_said_before_it_is_frozen(
    document: SharedNotulen, address: str, cast: Cast, visitor: Visitors
) -> None:
    sekretaris = visitor(cast.sekretaris)
    page = sekretaris.submit(sekretaris.visit(f"{address}/pembekuan"), action="/pembekuan", status=422)
    assert "Notulen masih kosong" in page

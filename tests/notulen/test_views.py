"""The pages: writing together without JavaScript, freezing, reading what was frozen, and who may."""

from collections.abc import Callable
from typing import Any

import pytest

from community.accounts.models import Guru
from community.lokakarya.models import Pertemuan
from community.lokakarya.queries import notulen_of
from community.notulen.models import SharedNotulen
from community.notulen.rules.crdt import hands
from community.notulen.rules.shape import LONGEST_SECTION, Content
from community.notulen.services import begin_together, freeze
from tests.factories import close
from tests.notulen.writer import Writer
from tests.people import Cast
from tests.visitor import Visitor

Visitors = Callable[..., Visitor]
Writes = Callable[[str], Writer]
Says = Callable[[], Content]


@pytest.fixture
def address(pertemuan: Pertemuan) -> str:
    return f"/pertemuan/{pertemuan.id}/notulen/bersama"


def filled(writer: Writes) -> None:
    ai = writer("peserta")
    ai.append("b1", "Dibuka ketua.")
    ai.add("keputusan", id="k1", teks="Uji coba di dua kelas")
    ai.add("tindak", id="t1", teks="Menyusun LKPD", guru="peserta2", siapa="", sampai="2026-11-30")
    ai.send()


def test_the_page_of_a_pertemuan_leads_to_it(pertemuan: Pertemuan, cast: Cast, visitor: Visitors) -> None:
    place = f"/pertemuan/{pertemuan.id}"
    sekretaris = visitor(cast.sekretaris)
    assert "Mulai notulen bersama" in sekretaris.visit(place)
    assert "Notulen bersama" not in visitor(cast.peserta).visit(place)
    begun = sekretaris.submit(sekretaris.visit(f"{place}/notulen/bersama"), action="/bersama")
    assert "Telaah modul pecahan" in begun
    assert "Tulis bersama" in visitor(cast.peserta).visit(place)


def test_a_member_without_javascript_writes_beside_the_others(
    document: SharedNotulen, address: str, cast: Cast, visitor: Visitors, writer: Writes, says: Says
) -> None:
    writer_now = writer("peserta2")
    writer_now.append("b1", "Satu.\nDua.\n")
    writer_now.send()
    ai = visitor(cast.peserta)
    page = ai.visit(address)
    writer_now.insert("b1", 0, "Nol.\n")  # while the form stands open
    writer_now.append("b1", "Empat.\n")
    writer_now.send()
    saved = ai.submit(page, {"b1": "Satu.\r\nDua setengah.\r\nTiga.\r\n", "b4": "Penutup"}, action="/teks")
    assert "bersama tulisan yang lain" in saved
    assert says().texts["b1"] == "Nol.\nSatu.\nDua setengah.\nTiga.\nEmpat.\n"
    assert says().texts["b4"] == "Penutup"
    again = ai.submit(ai.visit(address), action="/teks")
    assert again.status == 200 and says().texts["b1"].startswith("Nol.")


def test_lines_without_javascript(
    document: SharedNotulen, address: str, cast: Cast, visitor: Visitors, says: Says
) -> None:
    ai = visitor(cast.peserta)
    page = ai.submit(ai.visit(address), {"keputusan-text": "Bertemu lagi Sabtu"}, action="/keputusan")
    assert "Bertemu lagi Sabtu" in page
    page = ai.submit(
        page,
        {"tindak-text": "Menyusun LKPD", "tindak-guru_id": "peserta2", "tindak-until_on": "2026-11-30"},
        action="/tindak-lanjut",
    )
    assert "Ida Maryani · paling lambat 30 November 2026" in page
    page = ai.submit(page, action=f"/keputusan/{says().keputusan[0].key}/penarikan")
    assert "Ditarik" in page and "Kembalikan" in page
    page = ai.submit(page, action=f"/keputusan/{says().keputusan[0].key}/penarikan")
    assert "Kembalikan" not in page


@pytest.mark.parametrize(
    ("fields", "action", "said"),
    [
        ({"keputusan-text": ""}, "/keputusan", "Tulis keputusannya."),
        ({"keputusan-text": "x" * 501}, "/keputusan", "paling banyak 500 huruf"),
        ({"tindak-text": "LKPD"}, "/tindak-lanjut", "Pilih atau tulis siapa"),
        ({"tindak-text": "LKPD", "tindak-who": "Ani", "tindak-until_on": "besok"}, "/tindak-lanjut", "tanggal"),
        ({"tindak-text": "LKPD", "tindak-guru_id": "orang_luar"}, "/tindak-lanjut", "tidak ada dalam daftar"),
        ({"b1": "x" * (LONGEST_SECTION + 1)}, "/teks", "Terlalu panjang"),
    ],
)
def test_bad_input_is_said_at_its_field_and_kept(
    document: SharedNotulen,
    address: str,
    cast: Cast,
    visitor: Visitors,
    says: Says,
    fields: dict[str, Any],
    action: str,
    said: str,
) -> None:
    ai = visitor(cast.peserta)
    before = says()
    page = ai.submit(ai.visit(address), fields, action=action, status=422)
    assert said in page
    assert all(str(value)[:100] in page.html for value in fields.values() if value != "orang_luar")
    assert says() == before


SENT: list[tuple[str, dict[str, str], list[str]]] = [
    ("/teks", {"b1": "Satu\nDua", "b4": "Ditutup doa"}, ["Satu\nDua", "Ditutup doa"]),
    ("/keputusan", {"keputusan-text": "Bertemu Sabtu"}, ["Bertemu Sabtu"]),
    (
        "/tindak-lanjut",
        {"tindak-text": "Menyusun LKPD", "tindak-guru_id": "peserta2", "tindak-until_on": "2026-11-30"},
        ["Menyusun LKPD", "Ida Maryani", "30 November 2026"],
    ),
]


@pytest.mark.parametrize("happened", ["frozen", "closed"])
@pytest.mark.parametrize(("action", "fields", "kept"), SENT)
def test_what_was_typed_when_it_was_frozen_or_closed_is_given_back(
    document: SharedNotulen,
    address: str,
    cast: Cast,
    visitor: Visitors,
    writer: Writes,
    happened: str,
    action: str,
    fields: dict[str, str],
    kept: list[str],
) -> None:
    filled(writer)
    ai = visitor(cast.peserta)
    page = ai.visit(address)
    if happened == "frozen":
        freeze(cast.sekretaris, document)
    else:
        close(document.pertemuan.paket)
    refused = ai.submit(page, fields, action=action, status=422)
    assert "Belum tersimpan." in refused and "Tulisan Anda yang belum masuk" in refused
    assert ("sudah dibekukan" if happened == "frozen" else "ditutup") in refused
    assert all(each in refused.html for each in kept)


def test_emoji_and_hidden_signs(
    document: SharedNotulen, address: str, cast: Cast, visitor: Visitors, says: Says
) -> None:
    ai = visitor(cast.peserta)
    typed = "👩‍🏫 مرحبا \u202eterbalik\0\n"
    ai.submit(ai.visit(address), {"b1": typed}, action="/teks")
    assert says().texts["b1"] == "👩‍🏫 مرحبا terbalik\n"


def test_the_form_of_the_pertemuan_leads_here_and_does_not_write_past_it(
    pertemuan: Pertemuan, cast: Cast, visitor: Visitors
) -> None:
    sekretaris = visitor(cast.sekretaris)
    form = sekretaris.visit(f"/pertemuan/{pertemuan.id}/notulen")
    begin_together(cast.ketua, pertemuan)
    refused = sekretaris.submit(form, {"text": "Ditulis sendirian"}, action="/notulen", status=422)
    assert "ditulis bersama" in refused and "Ditulis sendirian" in refused.html
    assert f"/pertemuan/{pertemuan.id}/notulen/bersama" in refused.links
    assert notulen_of(pertemuan.id) is None
    assert sekretaris.visit(f"/pertemuan/{pertemuan.id}/notulen").path.endswith("/notulen/bersama")


@pytest.mark.parametrize(
    ("name", "reads", "writes", "freezes"),
    [
        ("peserta", True, True, False),
        ("ketua", True, True, True),
        ("bendahara", True, True, True),
        ("pengawas", True, False, False),
        ("dinas", True, False, False),
        ("operator", False, False, False),
        ("orang_luar", False, False, False),
    ],
)
def test_who_reads_writes_and_freezes(
    document: SharedNotulen,
    address: str,
    cast: Cast,
    visitor: Visitors,
    name: str,
    reads: bool,
    writes: bool,
    freezes: bool,
) -> None:
    one = visitor(getattr(cast, name))
    page = one.visit(address, status=200 if reads else 404)
    assert ("Simpan notulen" in page) == writes
    assert ("Periksa dan bekukan" in page) == freezes
    status = 200 if freezes else 403 if reads else 404
    one.visit(f"{address}/pembekuan", status=status)


def test_a_browser_finds_out_what_of_it_has_arrived(
    document: SharedNotulen, address: str, cast: Cast, visitor: Visitors, writer: Writes
) -> None:
    ai = writer("peserta")
    ai.append("b1", "Sudah sampai.")
    ai.send()
    answer = visitor(cast.peserta2).client.get(f"{address}/vektor")
    assert hands(answer.data) == {ai.doc.client_id: len("Sudah sampai.")}
    visitor(cast.orang_luar).visit(f"{address}/vektor", status=404)


def test_who_left_finds_nothing(document: SharedNotulen, address: str, former: Guru, visitor: Visitors) -> None:
    visitor(former).visit(address, status=404)


def test_a_pertemuan_without_it_says_what_it_is(address: str, cast: Cast, visitor: Visitors) -> None:
    assert "Pengurus atau notulis dapat memulainya" in visitor(cast.peserta).visit(address)
    visitor(cast.peserta).visit(f"{address}/pembekuan", status=404)


def test_the_page_costs_the_same_however_much_was_written(
    document: SharedNotulen,
    address: str,
    cast: Cast,
    visitor: Visitors,
    writer: Writes,
    queries: Callable[[Callable[[], object]], int],
) -> None:
    filled(writer)
    ai = visitor(cast.peserta)
    ai.visit(address)
    few = queries(lambda: ai.visit(address))
    one = writer("peserta2")
    for number in range(20):
        one.add("keputusan", id=f"n{number}", teks=f"Keputusan {number}")
        one.send()
    assert queries(lambda: ai.visit(address)) == few

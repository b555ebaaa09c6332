"""A modul written in a paket is its hasil, and closing the paket counts it."""

from typing import Any

import pytest

from community.angka_kredit.models import KegiatanKolektif
from community.attendance.services import mark_sheet
from community.kernel.clock import told
from community.kernel.database import db
from community.kernel.errors import Invalid
from community.lokakarya.models import HASIL_KINDS, Hasil, Paket
from community.lokakarya.services import close_paket
from community.materials.models import KINDS, Material
from community.materials.refusals import HasilAlready
from community.materials.services import choose_for_paket, remove_material, save_version
from community.materials.services.hasil import HASIL_OF_KIND
from tests.factories import make_paket, make_series
from tests.materials.making import another_gugus, content, make_material
from tests.people import MEMBERS, Cast

NEW = {"title": "Modul pecahan", "kind": "modul_ajar", "licence": "CC-BY", "text": "## Tujuan\n\nMembagi adil."}


def test_a_modul_is_written_from_the_page_of_the_paket_and_becomes_its_hasil(visitor: Any, cast: Cast) -> None:
    paket = make_paket()
    ai = visitor(cast.peserta)
    page = ai.visit(f"/paket/{paket.id}")
    (link,) = [each for each in page.links if "materi/baru?paket=" in each]
    page = ai.submit(ai.visit(link), NEW, action=f"paket={paket.id}")
    assert "tercatat sebagai hasil paket" in page and paket.theme in page
    hasil = db.session.scalars(db.select(Hasil)).one()
    material = db.session.scalars(db.select(Material)).one()
    assert hasil.kind == "perangkat" and hasil.source == f"materi:{material.id}"
    assert hasil.link == f"/materi/{material.id}?versi=1" and material.visibility == "gugus"
    assert hasil.link in ai.visit(f"/paket/{paket.id}").links


def test_closing_the_paket_counts_the_modul(cast: Cast) -> None:
    paket = make_paket()
    pertemuan = make_series(paket)
    with told(pertemuan[-1].ends_at):
        for each in pertemuan:
            mark_sheet(cast.sekretaris, each, dict.fromkeys(MEMBERS, "hadir"))
        choose_for_paket(cast.peserta, paket, material=make_material(cast))
        close_paket(cast.ketua, paket)
    rows = list(db.session.scalars(db.select(KegiatanKolektif).where(KegiatanKolektif.guru_id == "peserta")))
    assert [(row.eligible, row.butir) for row in rows] == [(True, "25")]


def test_it_is_chosen_from_the_materi_of_the_gugus(visitor: Any, cast: Cast) -> None:
    paket, material = make_paket(), make_material(cast, visibility="penulis")
    make_material(cast, by="ketua", title="Bukan untuk Anda", visibility="penulis")
    ai = visitor(cast.peserta)
    page = ai.visit(f"/paket/{paket.id}/materi")
    assert "Bukan untuk Anda" not in page
    page = ai.submit(page, {"material_id": material.id}, action="/materi")
    assert "tercatat sebagai hasil" in page and "Modul ajar pecahan kelas 4" in page
    assert db.session.get(Material, material.id).visibility == "gugus"
    page = ai.visit(f"/paket/{paket.id}/materi")
    assert "sudah menjadi hasil" in ai.submit(page, {"material_id": material.id}, action="/materi", status=422)


def test_the_link_stays_with_the_version_that_was_meant(visitor: Any, cast: Cast) -> None:
    paket, material = make_paket(), make_material(cast)
    hasil = choose_for_paket(cast.peserta, paket, material=material)
    save_version(cast.peserta, material, kind="modul_ajar", content=content(text="Isi yang baru."), based_on=1)
    page = visitor(cast.peserta2).visit(hasil.link)
    assert page.path == f"/materi/{material.id}/versi/1" and "Isi yang baru" not in page


def test_the_hasil_says_that_its_materi_was_withdrawn_and_still_opens(visitor: Any, cast: Cast) -> None:
    paket, material = make_paket(), make_material(cast)
    hasil = choose_for_paket(cast.peserta, paket, material=material)
    remove_material(cast.peserta, material, reason="Ada foto murid.")
    reader = visitor(cast.peserta2)
    assert "Materi ini sudah ditarik" in reader.visit(f"/paket/{paket.id}")
    assert "Ada foto murid." in reader.visit(hasil.link)


def test_who_reads_the_paket_from_outside_the_gugus_reads_its_hasil(visitor: Any, cast: Cast) -> None:
    from tests.factories import make_role

    paket, material = make_paket(), make_material(cast)
    guest = visitor(cast.orang_luar)
    make_role(paket, "orang_luar", "narasumber")
    guest.visit(f"/materi/{material.id}", status=404)
    choose_for_paket(cast.peserta, paket, material=material)
    guest.visit(f"/materi/{material.id}")


def test_each_kind_of_materi_is_a_kind_of_hasil() -> None:
    assert set(HASIL_OF_KIND) == set(KINDS) and set(HASIL_OF_KIND.values()) <= set(HASIL_KINDS)


def test_what_does_not_fit_is_refused(cast: Cast) -> None:
    paket, material = make_paket(), make_material(cast)
    choose_for_paket(cast.peserta, paket, material=material)
    with pytest.raises(HasilAlready):
        choose_for_paket(cast.peserta, paket, material=material)
    with pytest.raises(Invalid):
        choose_for_paket(cast.peserta, paket, material=make_material(cast), kind="emas")
    other = make_paket(gugus=another_gugus())
    assert isinstance(other, Paket)


def test_the_withdrawn_hasil_of_a_page_are_asked_for_once(visitor: Any, cast: Cast, queries: Any) -> None:
    paket = make_paket()
    ai = visitor(cast.peserta)
    choose_for_paket(cast.peserta, paket, material=make_material(cast))
    few = queries(lambda: ai.visit(f"/paket/{paket.id}"))
    for _ in range(4):
        choose_for_paket(cast.peserta, paket, material=make_material(cast))
    assert queries(lambda: ai.visit(f"/paket/{paket.id}")) == few

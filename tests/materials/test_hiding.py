"""A materi is reported like a kabar: enough of its gugus hide it from page, file, list, feed, search and card."""

from typing import Any

import pytest
from sqlalchemy import select

from community.accounts.models import Guru
from community.gugus.models import ReportCase
from community.gugus.services import OwnContent, OwnReport, report, rule
from community.kernel.database import db, end_transaction
from community.kernel.errors import Refusal
from community.kernel.files import Named
from community.kernel.notices import unread
from community.kernel.search import find
from community.lokakarya.services import schedule_paket
from community.materials.models import Material
from community.materials.queries.feed import feed_entries
from community.materials.queries.hiding import MATERIAL
from community.materials.refusals import MaterialHidden
from community.materials.services import adapt, choose_for_paket, name_authors
from tests.factories import make_paket, make_pertemuan
from tests.materials.making import another_gugus, make_material
from tests.materials.test_public import fetched, picture
from tests.people import Cast

HIDDEN = "disembunyikan"
REPORTERS = ("peserta2", "peserta3", "koordinator")


def report_by_all(cast: Cast, material: Material) -> None:
    for name in REPORTERS:
        report(getattr(cast, name), material, kind=MATERIAL, reason="keliru")


def case_of(material: Material) -> ReportCase:
    db.session.expire_all()
    return db.session.scalars(select(ReportCase).where(ReportCase.about_id == material.id)).one()


def found_by(guru: Guru | None) -> list[str]:
    end_transaction(keep=False)
    return [each.link for each in find(guru, "pecahan", kind=MATERIAL).results]


@pytest.fixture
def public(cast: Cast) -> Material:
    """A public modul of Ai Setiawan, with a picture."""
    return make_material(cast, visibility="publik", uploads=[Named("papan.png", picture())])


def test_a_public_modul_that_three_members_report_is_gone_for_everyone_else(
    visitor: Any, cast: Cast, public: Material
) -> None:
    file_id = public.current.files[0].file_id
    assert found_by(None) == [f"/materi/{public.id}"]
    report_by_all(cast, public)
    address = f"http://localhost/materi/{public.id}"
    for name in ("peserta2", "orang_luar", "pengawas", "dinas", "kepala", None):
        guru = getattr(cast, name) if name else None
        guest = visitor(guru)
        for path in (f"/materi/{public.id}", f"/materi/{public.id}/beda/1/1"):
            page = guest.visit(path, status=404)
            assert HIDDEN in page and "pecahan" not in page.html and "og:title" not in page.html
        assert fetched(guest, file_id) in {303, 404}
        assert guest._ask("GET", "/oembed", query_string={"url": address}).status_code == 404
        assert found_by(guru) == []
        assert feed_entries(guru, cast.gugus) == []
        if guru:
            assert "Modul ajar" not in guest.visit("/materi")
    assert "Modul ajar" not in visitor(cast.peserta2).visit("/gugus/kkg-banjarwangi")
    assert "Modul ajar" not in visitor(cast.peserta2).visit("/gugus/kkg-banjarwangi/materi")


def test_its_authors_and_the_pengurus_still_read_it_and_may_mend_it(visitor: Any, cast: Cast, public: Material) -> None:
    file_id = public.current.files[0].file_id
    report_by_all(cast, public)
    assert "disembunyikan sementara karena 3 anggota" in unread("peserta")[0].sentence
    for person in (cast.peserta, cast.ketua):
        guest = visitor(person)
        assert HIDDEN in guest.visit(f"/materi/{public.id}")
        assert fetched(guest, file_id) == 200
    mine = visitor(cast.peserta).visit("/materi/saya")
    assert "Modul ajar pecahan kelas 4" in mine and "Disembunyikan" in mine
    visitor(cast.peserta).visit(f"/materi/{public.id}/ubah")


def test_the_pengurus_decide_and_it_is_back_everywhere(visitor: Any, cast: Cast, public: Material) -> None:
    report_by_all(cast, public)
    queue = visitor(cast.ketua).visit("/gugus/kkg-banjarwangi/laporan")
    assert "Materi “Modul ajar pecahan kelas 4”" in queue and "kertas lipat" in queue
    rule(cast.ketua, case_of(public), verdict="tampilkan", reason="isinya benar")
    visitor().visit(f"/materi/{public.id}")
    assert fetched(visitor(), public.current.files[0].file_id) == 200
    assert found_by(None) == found_by(cast.orang_luar) == [f"/materi/{public.id}"]
    assert len(feed_entries(None, cast.gugus)) == 1


def test_a_reader_reports_it_from_its_page(visitor: Any, cast: Cast, public: Material) -> None:
    reader = visitor(cast.peserta2)
    page = reader.visit(f"/materi/{public.id}")
    door = f"/laporan/materi/{public.id}"
    assert door in page.links
    reader.submit(reader.visit(door), {"reason": "keliru"}, action=door)
    assert len(case_of(public).reports) == 1
    assert door not in visitor(cast.peserta).visit(f"/materi/{public.id}").links


def test_whoever_wrote_it_together_neither_reports_nor_decides(visitor: Any, cast: Cast) -> None:
    material = make_material(cast, visibility="gugus")
    name_authors(cast.peserta, material, guru_ids=["peserta", "ketua"])
    for author in (cast.peserta, cast.ketua):
        with pytest.raises(OwnReport):
            report(author, material, kind=MATERIAL, reason="keliru")
    assert "tulisan Anda sendiri" in visitor(cast.ketua).visit(f"/laporan/materi/{material.id}")
    report_by_all(cast, material)
    assert "Ada laporan" not in " ".join(each.sentence for each in unread("ketua"))
    with pytest.raises(OwnContent):
        rule(cast.ketua, case_of(material), verdict="tampilkan", reason="ini karya saya")
    assert "Pengurus lain yang memutuskan" in visitor(cast.ketua).visit("/gugus/kkg-banjarwangi/laporan")
    assert any(HIDDEN in each.sentence for each in unread("ketua"))


def test_what_one_may_not_read_one_may_not_report(visitor: Any, cast: Cast) -> None:
    draft = make_material(cast, visibility="penulis")
    visitor(cast.peserta2).visit(f"/laporan/materi/{draft.id}", status=404)
    inside = make_material(cast, visibility="gugus")
    visitor(cast.orang_luar).visit(f"/laporan/materi/{inside.id}", status=404)


def test_what_is_hidden_is_neither_adapted_nor_made_a_hasil_and_its_paket_says_so(
    visitor: Any, cast: Cast, public: Material
) -> None:
    paket = make_paket(scheduled=False)
    make_pertemuan(paket)
    schedule_paket(cast.ketua, paket)
    choose_for_paket(cast.ketua, paket, material=public)
    report_by_all(cast, public)
    from community.gugus.models import Gugus

    other = db.session.get_one(Gugus, another_gugus())
    for act in (
        lambda: adapt(cast.orang_luar, other, material=public),
        lambda: choose_for_paket(cast.ketua, make_paket(), material=public),
    ):
        with pytest.raises(MaterialHidden) as refused:
            act()
        assert isinstance(refused.value, Refusal)
    assert "Materi ini disembunyikan" in visitor(cast.peserta2).visit(f"/paket/{paket.id}")


def test_knowing_what_is_hidden_costs_a_list_nothing_more(visitor: Any, cast: Cast, queries: Any) -> None:
    make_material(cast)
    reader = visitor(cast.peserta2)
    reader.visit("/materi")
    one = queries(lambda: reader.visit("/materi"))
    for number in range(5):
        report_by_all(cast, make_material(cast, title=f"Modul {number}"))
    assert queries(lambda: reader.visit("/materi")) == one

"""The library: found by a stem, narrowed by facets, newest first, one's own drafts apart."""

from datetime import timedelta
from typing import Any

import pytest

from community.gugus.queries import membership_of
from community.gugus.services import remove_anggota
from community.kernel.clock import now, told
from community.kernel.search import find
from community.materials.queries.export import materials_export
from community.materials.queries.feed import feed_entries
from community.materials.queries.search import all_ids, documents
from community.materials.services import remove_material, save_version, show_to
from tests.materials.making import another_gugus, content, make_material
from tests.people import Cast


def titles(found: Any) -> list[str]:
    return [each.title for each in found.results]


def test_menilai_finds_penilaian(visitor: Any, cast: Cast) -> None:
    make_material(cast, title="Instrumen penilaian pecahan", text="Rubrik.", kind="instrumen")
    make_material(cast, title="Bercerita tentang pahlawan", text="Teks.", topic="", tp="")
    page = visitor(cast.peserta2).visit("/materi?q=menilai")
    assert "Instrumen penilaian pecahan" in page and "pahlawan" not in page


def test_facets_narrow_what_is_found(visitor: Any, cast: Cast) -> None:
    make_material(cast, title="Soal kelas lima", kind="soal", kelas="5", fase="C", licence="CC0")
    make_material(cast)
    reader = visitor(cast.peserta2)
    page = reader.visit("/materi?jenis=Soal&fase=Fase+C&lisensi=CC0+1.0")
    assert "Soal kelas lima" in page and "Modul ajar pecahan" not in page
    page = reader.visit("/materi?fase=Fase+F")
    assert "Tidak ada yang cocok" in page


def test_where_more_is_found_than_is_counted_every_known_filter_is_offered_and_no_number(
    visitor: Any, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("community.kernel.search.finding.COUNTED", 2)
    for number in range(2):
        make_material(cast, title=f"Soal pecahan {number}", kind="soal", fase="C")
    page = visitor(cast.peserta2).visit("/materi?q=pecahan")
    assert "2 materi" in page and "Soal (2)" in page and "Fase F" not in page
    make_material(cast, title="Modul pecahan", kind="modul_ajar", fase="A")
    page = visitor(cast.peserta2).visit("/materi?q=pecahan")
    assert "Lebih dari 2 materi; tambahkan kata atau saringan" in page
    assert "Fase F" in page and "Instrumen penilaian" in page and "(1)" not in page and "(2)" not in page


def test_where_there_is_nothing_to_narrow_no_filter_is_offered(visitor: Any, cast: Cast) -> None:
    reader = visitor(cast.peserta2)
    assert "Terapkan" not in reader.visit("/materi?saring=1")
    make_material(cast)
    assert "Terapkan" in reader.visit("/materi?saring=1")


def test_the_newest_stand_first_and_pages_follow(visitor: Any, cast: Cast) -> None:
    for number in range(25):
        with told(now() - timedelta(days=number)):
            make_material(cast, title=f"Modul ke-{number}")
    reader = visitor(cast.peserta2)
    page = reader.visit("/materi")
    assert page.text.index("Modul ke-0") < page.text.index("Modul ke-1 ") and "Modul ke-24" not in page
    assert "Modul ke-24" in reader.visit("/materi?halaman=2")
    assert reader.visit("/materi?halaman=satu&q=" + "x" * 400)


def test_ones_own_drafts_are_under_milik_saya_and_nowhere_else(visitor: Any, cast: Cast) -> None:
    make_material(cast, visibility="penulis", title="Draf saya")
    assert "Draf saya" in visitor(cast.peserta).visit("/materi/saya")
    assert "Draf saya" not in visitor(cast.peserta2).visit("/materi/saya")
    assert "Draf saya" not in visitor(cast.peserta2).visit("/materi")
    assert "Draf saya" not in visitor(cast.ketua).visit("/gugus/kkg-banjarwangi/materi")


@pytest.mark.parametrize(
    ("visibility", "audiences"),
    [
        ("penulis", {"guru:peserta"}),
        ("gugus", {"gugus:kkg"}),
        ("masuk", {"masuk"}),
        ("publik", {"publik"}),
    ],
)
def test_a_search_knows_who_may_find_it(cast: Cast, visibility: str, audiences: set[str]) -> None:
    material = make_material(cast, visibility=visibility)
    found = documents(material.id)
    assert {each.audience for each in found} == audiences
    assert "kertas lipat" in found[0].text and "##" not in found[0].text
    assert found[0].facets["mapel"] == "Matematika" and all_ids() == [material.id]


def test_a_change_is_found_and_what_was_withdrawn_is_not(cast: Cast) -> None:
    material = make_material(cast)
    save_version(cast.peserta, material, kind="soal", content=content(title="Kuis balok"), based_on=1)
    assert titles(find(cast.peserta2, "balok", kind="materi")) == ["Kuis balok"]
    show_to(cast.peserta, material, visibility="penulis")
    assert titles(find(cast.peserta2, "balok", kind="materi")) == []
    assert titles(find(cast.peserta, "balok", kind="materi")) == ["Kuis balok"]
    remove_material(cast.peserta, material, reason="Keliru.")
    assert titles(find(cast.peserta, "balok", kind="materi")) == [] and documents(material.id) == []


def test_the_page_of_the_gugus_shows_its_latest(visitor: Any, cast: Cast) -> None:
    make_material(cast)
    page = visitor(cast.peserta2).visit("/gugus/kkg-banjarwangi")
    assert "Materi terbaru" in page and "Modul ajar pecahan kelas 4" in page
    assert "Modul ajar pecahan kelas 4" in visitor(cast.pengawas).visit("/gugus/kkg-banjarwangi/materi")


def test_one_chooses_for_which_gugus_one_writes(visitor: Any, cast: Cast) -> None:
    assert "/gugus/kkg-banjarwangi/materi/baru" in visitor(cast.peserta).visit("/materi/baru").links
    assert "Anda belum bergabung" in visitor(cast.orang_luar).visit("/materi/baru")
    visitor(cast.orang_luar).visit("/gugus/kkg-banjarwangi/materi/baru", status=404)
    visitor(cast.pengawas).visit("/gugus/kkg-banjarwangi/materi/baru", status=403)


def test_the_feed_of_the_gugus_tells_each_reader_what_they_may_read(cast: Cast) -> None:
    make_material(cast, title="Untuk gugus")
    make_material(cast, title="Untuk umum", visibility="publik")
    make_material(cast, title="Draf", visibility="penulis")
    assert {each.title for each in feed_entries(cast.ketua, cast.gugus)} == {"Untuk gugus", "Untuk umum"}
    assert {each.title for each in feed_entries(None, cast.gugus)} == {"Untuk umum"}


def test_an_export_holds_what_one_wrote(cast: Cast) -> None:
    material = make_material(cast)
    (entry,) = materials_export(cast.peserta)
    assert entry["versi"][0]["judul"] == "Modul ajar pecahan kelas 4" and "kertas lipat" in entry["versi"][0]["isi"]
    assert materials_export(cast.peserta2) == [] and material.id


@pytest.mark.parametrize(
    "path", ["/materi", "/materi?saring=1", "/materi/saya", "/gugus/kkg-banjarwangi/materi", "/gugus/kkg-banjarwangi"]
)
def test_a_list_asks_as_often_for_many_as_for_few(visitor: Any, cast: Cast, queries: Any, path: str) -> None:
    make_material(cast)
    ai = visitor(cast.peserta)
    ai.visit(path)
    few = queries(lambda: ai.visit(path))
    for _ in range(6):
        make_material(cast)
    assert queries(lambda: ai.visit(path)) == few


def test_the_page_of_a_materi_asks_as_often_whatever_belongs_to_it(visitor: Any, cast: Cast, queries: Any) -> None:
    from community.gugus.models import Gugus
    from community.kernel.database import db
    from community.materials.services import adapt, name_authors

    gugus = db.session.get(Gugus, another_gugus())
    material = make_material(cast, visibility="masuk")
    adapt(cast.orang_luar, gugus, material=material)
    ai = visitor(cast.peserta)
    ai.visit(f"/materi/{material.id}")
    few = queries(lambda: ai.visit(f"/materi/{material.id}"))
    name_authors(cast.peserta, material, guru_ids=["peserta", "peserta2", "ketua"])
    for number in range(2, 6):
        show_to(cast.orang_luar, adapt(cast.orang_luar, gugus, material=material), visibility="masuk")
        save_version(cast.peserta, material, kind="soal", content=content(text=f"v{number}"), based_on=number - 1)
    assert queries(lambda: ai.visit(f"/materi/{material.id}")) <= few + 1


def test_who_left_the_gugus_finds_what_is_their_own_and_nothing_else_of_it(cast: Cast) -> None:
    make_material(cast, title="Balok milik Ai")
    make_material(cast, by="ketua", title="Balok milik ketua")
    assert len(titles(find(cast.peserta, "balok", kind="materi"))) == 2
    remove_anggota(cast.ketua, membership_of(cast.peserta, cast.gugus.id), reason="Pindah tugas.")
    assert titles(find(cast.peserta, "balok", kind="materi")) == ["Balok milik Ai"]

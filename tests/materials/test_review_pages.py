"""Reviewing as people do it: on pages, without JavaScript, with everything typed kept."""

from community.kernel.database import db
from community.materials.models import Material, Rubric
from tests.materials.making import TEXT, content, make_material
from tests.materials.opinions import asked, review
from tests.people import Cast
from tests.visitor import Page, Visitor

LINES = range(1, 7)
RUBRIC = "/gugus/kkg-banjarwangi/rubrik"


def chosen(level: int = 3, **over: str) -> dict[str, str]:
    return {f"score_{number}": str(level) for number in LINES} | over


def test_an_author_asks_and_a_colleague_approves(cast: Cast, visitor) -> None:  # type: ignore[no-untyped-def]
    material_id = make_material(cast).id
    ai: Visitor = visitor(cast.peserta)
    page = ai.submit(ai.visit(f"/materi/{material_id}"), action="/tinjauan/permintaan")
    assert "Ditinjau" in page and "0 dari 2 tinjauan setuju" in page
    assert "Menunggu tinjauan Anda" in visitor(cast.ketua).visit("/")
    for who, said in ((cast.ketua, "1 dari 2"), (cast.peserta2, "2 dari 2")):
        colleague: Visitor = visitor(who)
        page = colleague.visit(f"/materi/{material_id}/tinjauan")
        page = colleague.submit(page, chosen(verdict="setuju", note_1="Jelas."))
        assert f"{said} tinjauan setuju" in page and "Jelas." in page
    assert "Disetujui" in ai.visit(f"/materi/{material_id}")


def test_a_half_filled_review_keeps_what_was_typed(cast: Cast, visitor) -> None:  # type: ignore[no-untyped-def]
    material_id = asked(cast).id
    ketua: Visitor = visitor(cast.ketua)
    page = ketua.visit(f"/materi/{material_id}/tinjauan")
    page = ketua.submit(page, {"score_1": "2", "note_1": "Belum jelas", "verdict": "perlu_perbaikan"}, status=422)
    assert "Pilih tingkat untuk “Kegiatan pembelajaran”" in page and "Belum jelas" in page.html
    page = ketua.submit(page, chosen(1, verdict="perlu_perbaikan", note_1=""), status=422)
    assert "apa yang perlu diperbaiki" in page
    page = ketua.submit(page, {"score_1": "99"}, status=422)
    assert "tidak ada dalam daftar" in page


def test_a_changed_mind_begins_with_what_one_said(cast: Cast, visitor) -> None:  # type: ignore[no-untyped-def]
    material = asked(cast)
    review(cast, material, "ketua", "perlu_perbaikan", level=2)
    page = visitor(cast.ketua).visit(f"/materi/{material.id}/tinjauan")
    assert "Tambahkan penilaian." in page.html
    marked = [each for each in page.tree.iter("input") if each.get("checked") is not None]
    assert [each.get("value") for each in marked] == ["2"] * 6 + ["perlu_perbaikan"]


def test_who_reviews_while_the_author_saves_is_told_and_keeps_what_they_wrote(cast: Cast, visitor) -> None:  # type: ignore[no-untyped-def]
    from community.materials.services import save_version

    material = asked(cast)
    ketua: Visitor = visitor(cast.ketua)
    page = ketua.visit(f"/materi/{material.id}/tinjauan")
    said = content(text=TEXT + "\n\nPenutup.")
    save_version(cast.peserta, db.session.get_one(Material, material.id), kind="modul_ajar", content=said, based_on=1)
    page = ketua.submit(page, chosen(verdict="setuju", text="Bagus sekali."), status=422)
    assert "versi baru" in page and "Bagus sekali." in page.html
    page = ketua.submit(page)
    assert "1 dari 2 tinjauan setuju" in page


def test_authors_and_strangers_meet_no_form(cast: Cast, visitor) -> None:  # type: ignore[no-untyped-def]
    material = asked(cast, visibility="publik")
    visitor(cast.peserta).visit(f"/materi/{material.id}/tinjauan", status=403)
    visitor(cast.orang_luar).visit(f"/materi/{material.id}/tinjauan", status=403)
    for who in (cast.peserta, cast.orang_luar, None):
        assert "Tulis tinjauan" not in visitor(who).visit(f"/materi/{material.id}")


def test_a_stranger_reads_what_was_said_without_names(cast: Cast, visitor) -> None:  # type: ignore[no-untyped-def]
    material = asked(cast, visibility="publik")
    review(cast, material, "ketua", text="Sudah dicoba.")
    page = visitor(None).visit(f"/materi/{material.id}")
    assert "Sudah dicoba." in page and "Yuyun" not in page
    assert "Yuyun" in visitor(cast.peserta2).visit(f"/materi/{material.id}")


def test_the_reviews_of_older_versions_stay_readable_under_their_version(cast: Cast, visitor) -> None:  # type: ignore[no-untyped-def]
    from community.materials.services import save_version

    material = asked(cast)
    review(cast, material, "ketua", text="Versi pertama sudah baik.")
    review(cast, material, "peserta2")
    said = content(text=TEXT + "\n\nPenutup.")
    save_version(cast.peserta, material, kind="modul_ajar", content=said, based_on=1)
    page = visitor(cast.peserta3).visit(f"/materi/{material.id}")
    assert "Tinjauan versi lain (2)" in page and "Versi pertama sudah baik." in page
    assert "Yang pernah disetujui: versi 1" in page and "Draf" in page


def _rubric_page(ketua: Visitor) -> Page:
    return ketua.visit(f"{RUBRIC}/ubah")


def test_a_ketua_writes_the_rubric_of_the_gugus(cast: Cast, visitor) -> None:  # type: ignore[no-untyped-def]
    ketua: Visitor = visitor(cast.ketua)
    page = ketua.visit(RUBRIC)
    assert "Rubrik awal, boleh diubah" in page and "Tujuan pembelajaran" in page
    page = _rubric_page(ketua)
    emptied = {f"lines-1-{name}": "" for name in ("title", "description", "level1", "level2", "level3", "level4")}
    added = {"lines-6-title": "Budaya setempat", "lines-6-level1": "Belum", "lines-6-level2": "Sebagian"}
    more = {"title": "Rubrik KKG", "needed": "3", "lines-6-level3": "Sudah 🎉"}
    page = ketua.submit(page, {**emptied, **added, **more})
    assert "Rubrik KKG" in page and "Budaya setempat" in page and "Kegiatan pembelajaran" not in page
    assert "bila 3 anggota" in page


def test_a_rubric_with_a_hole_is_kept_as_typed(cast: Cast, visitor) -> None:  # type: ignore[no-untyped-def]
    ketua: Visitor = visitor(cast.ketua)
    page = ketua.submit(_rubric_page(ketua), {"lines-0-level2": "", "needed": "dua"}, status=422)
    assert "bilangan bulat" in page
    page = ketua.submit(page, {"needed": "2", "lines-6-title": "Dua tingkat", "lines-6-level1": "a"}, status=422)
    assert "perlu 3 atau 4 tingkat" in page and "Dua tingkat" in page.html
    assert db.session.scalar(db.select(db.func.count(Rubric.id))) == 0


def test_two_pengurus_see_each_others_rubric(cast: Cast, visitor) -> None:  # type: ignore[no-untyped-def]
    ketua, sekretaris = visitor(cast.ketua), visitor(cast.sekretaris)
    first, second = _rubric_page(ketua), _rubric_page(sekretaris)
    ketua.submit(first, {"title": "Dari ketua"})
    page = sekretaris.submit(second, {"title": "Dari sekretaris"}, status=422)
    assert "Rubrik sudah berubah" in page or "berubah sejak Anda membuka" in page
    assert "Dari ketua" in page and "Dari sekretaris" in page.html
    assert "Dari sekretaris" in sekretaris.submit(page)


def test_anggota_and_pengawas_read_the_rubric_and_outsiders_do_not(cast: Cast, visitor) -> None:  # type: ignore[no-untyped-def]
    for who in (cast.peserta, cast.pengawas):
        assert "Ubah rubrik" not in visitor(who).visit(RUBRIC)
    visitor(cast.peserta).visit(f"{RUBRIC}/ubah", status=403)
    visitor(cast.orang_luar).visit(RUBRIC, status=404)

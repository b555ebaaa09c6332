"""Nothing that was saved is ever overwritten, and two who save at once both keep their words."""

import pytest

from community.kernel.database import db
from community.kernel.errors import Invalid, NotAllowed
from community.kernel.notices import unread
from community.materials.models import Material, Version
from community.materials.queries import open_beside, version_of
from community.materials.refusals import VersionJoined
from community.materials.services import name_authors, restore_version, save_version
from tests.materials.making import TEXT, content, make_material
from tests.people import Cast
from tests.visitor import Visitor


def save(cast: Cast, material: Material, by: str = "peserta", based_on: int = 1, **over: str) -> Version:
    joins = over.pop("joins", None)
    return save_version(
        getattr(cast, by), material, kind=material.kind, content=content(**over), based_on=based_on, joins=joins
    )


def two_authors(cast: Cast) -> Material:
    material = make_material(cast)
    name_authors(cast.peserta, material, guru_ids=["peserta", "peserta2"])
    return material


def test_each_save_is_a_version_and_the_old_one_reads_as_it_did(cast: Cast) -> None:
    material = make_material(cast)
    save(cast, material, text=TEXT + "\n\nPenutup.")
    assert material.current_number == 2
    assert "Penutup" not in version_of(material, 1).text and "Penutup" in version_of(material, 2).html


def test_saving_what_is_there_already_makes_no_version(cast: Cast) -> None:
    material = make_material(cast)
    assert save(cast, material).number == 1
    assert db.session.scalar(db.select(db.func.count(Version.id))) == 1


def test_two_who_save_the_same_modul_both_keep_their_words(cast: Cast) -> None:
    material = two_authors(cast)
    save(cast, material, text="Tulisan Ai.")
    later = save(cast, material, by="peserta2", text="Tulisan Ida.")
    assert later.beside and material.current_number == 2
    assert version_of(material, 2).text == "Tulisan Ai." and later.text == "Tulisan Ida."
    assert [each.number for each in open_beside(material)] == [3]
    assert any("Gabungkan" in notice.sentence for notice in unread("peserta"))


def test_an_author_joins_both_in_a_new_version(cast: Cast) -> None:
    material = two_authors(cast)
    save(cast, material, text="Tulisan Ai.")
    save(cast, material, by="peserta2", text="Tulisan Ida.")
    joined = save(cast, material, based_on=2, text="Tulisan Ai dan Ida.", joins=3)
    assert material.current_number == joined.number == 4
    assert open_beside(material) == []
    with pytest.raises(VersionJoined):
        save(cast, material, by="peserta2", based_on=4, text="Lagi.", joins=3)


def test_an_old_version_comes_back_as_a_new_one(cast: Cast) -> None:
    material = make_material(cast)
    save(cast, material, text="Salah hapus.")
    back = restore_version(cast.peserta, material, number=1)
    assert back.number == 3 and back.text == TEXT and version_of(material, 2).text == "Salah hapus."
    assert "Mengembalikan versi 1" in back.note


def test_only_an_author_saves(cast: Cast) -> None:
    material = make_material(cast)
    for person in ("peserta2", "ketua", "operator", "orang_luar"):
        with pytest.raises(NotAllowed):
            save(cast, material, by=person, text="Bukan milik saya.")


@pytest.mark.parametrize(
    ("over", "field"),
    [({"title": "  "}, "title"), ({"licence": "bebas"}, "licence"), ({"text": ""}, "text")],
)
def test_what_a_version_lacks_is_said_at_its_field(cast: Cast, over: dict[str, str], field: str) -> None:
    material = make_material(cast)
    with pytest.raises(Invalid) as refused:
        save(cast, material, **over)
    assert refused.value.field == field and material.current_number == 1


def test_the_page_shows_what_changed_in_words_not_only_in_colour(visitor, cast: Cast) -> None:  # type: ignore[no-untyped-def]
    material = make_material(cast)
    save(cast, material, text=TEXT.replace("dua bagian", "empat bagian"), title="Modul pecahan, baru")
    page = visitor(cast.peserta2).visit(f"/materi/{material.id}/beda/1/2")
    assert "dihapus: dua (akhir hapusan)" in page and "ditambah: empat (akhir tambahan)" in page
    assert "paragraf sama" in page and "Judul" in page


def test_both_versions_stand_side_by_side_until_they_are_joined(visitor, cast: Cast) -> None:  # type: ignore[no-untyped-def]
    material = two_authors(cast)
    ai, ida = visitor(cast.peserta), visitor(cast.peserta2)
    theirs = ida.visit(f"/materi/{material.id}/ubah")
    mine = ai.visit(f"/materi/{material.id}/ubah")
    ai.submit(mine, {"text": "Kalimat milik Ai."}, action="/ubah")
    page = ida.submit(theirs, {"text": "Kalimat milik Ida."}, action="/ubah")
    assert "Keduanya tersimpan" in page and "Kalimat milik" in page
    assert "Ada versi berdampingan" in ai.visit(f"/materi/{material.id}")
    page = ai.visit(f"/materi/{material.id}/ubah?gabung=3")
    assert "Kalimat milik Ai." in page and "Kalimat milik Ida." in page
    page = ai.submit(page, {"text": "Kalimat milik Ai dan Ida."}, action="/ubah?gabung=3")
    assert "Tersimpan sebagai versi 4" in page and "Ada versi berdampingan" not in page
    assert "Sudah digabung" in ida.visit(f"/materi/{material.id}/berdampingan/3")


def test_a_returned_version_is_a_button_away(visitor, cast: Cast) -> None:  # type: ignore[no-untyped-def]
    material = make_material(cast)
    save(cast, material, text="Salah hapus.")
    ai: Visitor = visitor(cast.peserta)
    page = ai.submit(ai.visit(f"/materi/{material.id}/versi/1"), action="/versi/1/pengembalian")
    assert "Versi 1 dikembalikan sebagai versi 3" in page and "kertas lipat" in page

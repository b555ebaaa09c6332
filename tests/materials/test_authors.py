"""Authors stand in order, with their shares; who is named is told and may say no."""

from typing import Any

import pytest

from community.kernel.database import db
from community.kernel.errors import Invalid, NotAllowed
from community.kernel.notices import unread
from community.materials.models import Author
from community.materials.refusals import OnlyAuthor
from community.materials.services import decline_authorship, name_authors
from tests.materials.making import make_material
from tests.people import Cast


def test_two_authors_share_sixty_and_forty_in_their_order(visitor: Any, cast: Cast) -> None:
    material = make_material(cast)
    name_authors(cast.peserta, material, guru_ids=["peserta2", "peserta"])
    page = visitor(cast.ketua).visit(f"/materi/{material.id}")
    assert "60 %" in page and "40 %" in page
    assert page.text.index("Ida Maryani") < page.text.index("Ai Setiawan, S.Pd.")
    assert "asesor DUPAK" in page


def test_more_than_four_authors_carry_no_share(visitor: Any, cast: Cast) -> None:
    material = make_material(cast)
    people = ["peserta", "peserta2", "peserta3", "ketua", "sekretaris"]
    name_authors(cast.peserta, material, guru_ids=people)
    page = visitor(cast.ketua).visit(f"/materi/{material.id}")
    assert "tidak dihitung angka kreditnya" in page and "%" not in page.text.split("Penulis")[1].split("Versi")[0]


def test_who_is_named_is_told_and_may_decline(visitor: Any, cast: Cast) -> None:
    material = make_material(cast)
    name_authors(cast.peserta, material, guru_ids=["peserta", "peserta2"])
    (told,) = [each for each in unread("peserta2") if "mencantumkan Anda" in each.sentence]
    ida = visitor(cast.peserta2)
    page = ida.submit(ida.visit(told.link), action="/penulis/penolakan")
    assert "Anda tidak lagi tercantum" in page
    assert [each.guru_id for each in material.authors] == ["peserta"]
    assert any("Ida Maryani tidak lagi tercantum" in each.sentence for each in unread("peserta"))


def test_an_old_list_of_authors_stays_as_rows(cast: Cast) -> None:
    material = make_material(cast)
    name_authors(cast.peserta, material, guru_ids=["peserta", "peserta2"])
    decline_authorship(cast.peserta2, material)
    ended = db.session.scalars(db.select(Author).where(Author.ended_at.is_not(None), Author.guru_id == "peserta2"))
    assert [(row.end_reason, row.ended_by_id) for row in ended] == [("ditolak", "peserta2")]


def test_the_only_author_does_not_leave_a_materi_without_one(cast: Cast) -> None:
    with pytest.raises(OnlyAuthor):
        decline_authorship(cast.peserta, make_material(cast))


def test_only_authors_say_who_the_authors_are_and_only_people_of_the_gugus_are_named(cast: Cast) -> None:
    material = make_material(cast)
    with pytest.raises(NotAllowed):
        name_authors(cast.ketua, material, guru_ids=["ketua"])
    for wrong in (["orang_luar"], [], ["peserta", "peserta"], ["tidak-ada"]):
        with pytest.raises(Invalid):
            name_authors(cast.peserta, material, guru_ids=wrong)


def test_the_page_names_a_person_twice_only_to_be_refused(visitor: Any, cast: Cast) -> None:
    material = make_material(cast)
    ai = visitor(cast.peserta)
    page = ai.visit(f"/materi/{material.id}/penulis")
    page = ai.submit(page, {"author2": "peserta"}, action="/penulis", status=422)
    assert "dipilih dua kali" in page
    page = ai.submit(page, {"author1": "peserta2", "author2": "peserta"}, action="/penulis")
    assert "Daftar penulis tersimpan" in page
    assert [each.guru_id for each in material.authors] == ["peserta2", "peserta"]

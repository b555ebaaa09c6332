"""A modul is reviewed by colleagues who did not write it; what the gugus approved is one version, and stays so."""

import pytest

from community.accounts.models import Guru
from community.kernel.database import db
from community.kernel.errors import Invalid, NotAllowed
from community.kernel.notices import unread
from community.materials.models import Review
from community.materials.queries.reviews import approved_numbers, reviews_of, waiting_for_review
from community.materials.refusals import (
    OnlyForAuthors,
    OwnWork,
    ReviewAsked,
    ReviewedAlready,
    ReviewNotAsked,
    VersionMoved,
)
from community.materials.services import ask_review, name_authors, remove_material, save_version
from tests.materials.making import TEXT, content, make_material
from tests.materials.opinions import again, asked, review
from tests.people import Cast


def save(cast: Cast, material, by: str = "peserta", text: str = TEXT + "\n\nPenutup.") -> None:  # type: ignore[no-untyped-def]
    said = content(text=text)
    save_version(getattr(cast, by), material, kind=material.kind, content=said, based_on=material.current_number)


def sentences(guru_id: str) -> str:
    return " | ".join(notice.sentence for notice in unread(guru_id))


def test_who_is_asked_is_every_anggota_but_the_authors(cast: Cast) -> None:
    material = make_material(cast)
    name_authors(cast.peserta, material, guru_ids=["peserta", "peserta2"])
    ask_review(cast.peserta, material)
    assert material.status == "ditinjau"
    asked_ids = {guru.id for guru in db.session.scalars(db.select(Guru)) if "ditinjau" in sentences(guru.id)}
    assert asked_ids == {"peserta3", "ketua", "sekretaris", "bendahara", "koordinator"}


def test_two_approvals_make_it_disetujui_and_the_author_is_told_once(cast: Cast) -> None:
    material = asked(cast)
    review(cast, material, "ketua")
    assert material.status == "ditinjau"
    assert "1 dari 2 tinjauan setuju" in sentences("peserta")
    review(cast, material, "peserta2")
    assert again(material).status == "disetujui"
    assert sentences("peserta").count("disetujui gugus") == 1
    assert "ditinjau" not in sentences("peserta3")  # nobody waits for them any more


def test_one_who_finds_a_fault_stops_it_until_they_take_it_back(cast: Cast) -> None:
    material = asked(cast)
    review(cast, material, "ketua")
    review(cast, material, "peserta2", "perlu_perbaikan")
    assert material.status == "perlu_perbaikan"
    review(cast, material, "sekretaris")
    assert material.status == "perlu_perbaikan"  # two approve, but the fault stands
    review(cast, material, "peserta2")
    assert material.status == "disetujui"


def test_a_changed_mind_is_a_new_row_and_the_last_one_counts(cast: Cast) -> None:
    material = asked(cast)
    review(cast, material, "ketua")
    review(cast, material, "ketua", text="Setuju sekali.")
    assert db.session.scalar(db.select(db.func.count(Review.id))) == 2
    assert [each.text for each in reviews_of(material.id)] == ["Setuju sekali."]
    assert material.status == "ditinjau"  # one person is one approval


def test_the_same_said_again_writes_nothing(cast: Cast) -> None:
    material = asked(cast)
    first = review(cast, material, "ketua")
    assert review(cast, material, "ketua").id == first.id


def test_nobody_reviews_their_own_work(cast: Cast) -> None:
    material = asked(cast)
    with pytest.raises(OwnWork):
        review(cast, material, "peserta")


def test_who_wrote_a_version_and_is_no_longer_named_does_not_review_it_either(cast: Cast) -> None:
    material = make_material(cast)
    name_authors(cast.peserta, material, guru_ids=["peserta", "ketua"])
    save(cast, material, by="ketua")
    name_authors(cast.peserta, material, guru_ids=["peserta"])
    ask_review(cast.peserta, material)
    with pytest.raises(OwnWork):
        review(cast, material, "ketua")


def test_the_approval_of_who_became_an_author_no_longer_counts(cast: Cast) -> None:
    material = asked(cast)
    review(cast, material, "ketua")
    name_authors(cast.peserta, material, guru_ids=["peserta", "ketua"])
    review(cast, material, "peserta2")
    assert material.status == "ditinjau"


def test_an_outsider_and_a_pengawas_do_not_review(cast: Cast) -> None:
    material = asked(cast, visibility="publik")
    for who in ("orang_luar", "pengawas"):
        with pytest.raises(NotAllowed):
            review(cast, material, who)


def test_a_new_version_is_a_draft_again_and_the_approval_stays_with_the_old_one(cast: Cast) -> None:
    material = asked(cast)
    review(cast, material, "ketua")
    review(cast, material, "peserta2")
    save(cast, material)
    assert material.status == "draf" and material.current_number == 2
    assert approved_numbers(material.id) == [1]
    ask_review(cast.peserta, material)
    review(cast, material, "ketua")
    assert material.status == "ditinjau"  # approvals of version 1 do not count for version 2


def test_a_demand_is_over_with_the_version_it_was_made_of(cast: Cast) -> None:
    material = asked(cast)
    review(cast, material, "ketua", "perlu_perbaikan")
    save(cast, material)
    assert material.status == "perlu_perbaikan"
    ask_review(cast.peserta, material)
    review(cast, material, "peserta2")
    review(cast, material, "sekretaris")
    assert material.status == "disetujui"


def test_who_reads_an_old_version_is_told_before_their_review_goes_to_the_new_one(cast: Cast) -> None:
    material = asked(cast)
    save(cast, material)
    with pytest.raises(VersionMoved, match="versi baru"):
        review(cast, material, "ketua", number=1)


def test_a_demand_says_what_to_mend(cast: Cast) -> None:
    material = asked(cast)
    with pytest.raises(Invalid, match="perlu diperbaiki") as refusal:
        review(cast, material, "ketua", "perlu_perbaikan", text="")
    assert refusal.value.field == "text"
    review(cast, material, "ketua", "perlu_perbaikan", text="", notes={2: "Langkah ketiga terlalu lama."})


@pytest.mark.parametrize("level", [0, 4, -1, 99])
def test_a_level_the_rubric_does_not_have_is_refused_at_its_line(cast: Cast, level: int) -> None:
    with pytest.raises(Invalid, match="Tujuan pembelajaran") as refusal:
        review(cast, asked(cast), "ketua", level=level)
    assert refusal.value.field == "score_1"


def test_a_draft_is_not_reviewed_unasked_nor_asked_for_twice(cast: Cast) -> None:
    material = make_material(cast)
    with pytest.raises(ReviewNotAsked):
        review(cast, material, "ketua")
    ask_review(cast.peserta, material)
    with pytest.raises(ReviewAsked):
        ask_review(cast.peserta, material)
    review(cast, material, "ketua")
    review(cast, material, "peserta2")
    with pytest.raises(ReviewedAlready):
        ask_review(cast.peserta, material)


def test_what_only_its_authors_read_is_opened_before_it_is_reviewed(cast: Cast) -> None:
    material = make_material(cast, visibility="penulis")
    with pytest.raises(OnlyForAuthors, match="anggota gugus"):
        ask_review(cast.peserta, material)


def test_only_an_author_asks(cast: Cast) -> None:
    material = make_material(cast)
    with pytest.raises(NotAllowed):
        ask_review(cast.ketua, material)


def test_what_waits_for_me_is_what_i_neither_wrote_nor_reviewed(cast: Cast) -> None:
    material = asked(cast)
    assert [each.id for each in waiting_for_review(cast.ketua)] == [material.id]
    assert waiting_for_review(cast.peserta) == [] and waiting_for_review(cast.orang_luar) == []
    review(cast, material, "ketua")
    assert waiting_for_review(cast.ketua) == []
    remove_material(cast.peserta, material, reason="keliru")
    assert waiting_for_review(cast.peserta2) == []


def test_reading_the_reviews_costs_the_same_for_one_and_for_five(cast: Cast, queries) -> None:  # type: ignore[no-untyped-def]
    material = asked(cast)
    material_id = material.id
    review(cast, material, "ketua")
    one = queries(lambda: [score.line.title for each in reviews_of(material_id) for score in each.scores])
    for who in ("peserta2", "peserta3", "sekretaris", "bendahara"):
        review(cast, material, who)
    db.session.expire_all()
    assert queries(lambda: [score.line.title for each in reviews_of(material_id) for score in each.scores]) == one

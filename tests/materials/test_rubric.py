"""The rubric belongs to the gugus: it begins with ours, is changed in editions, and old reviews keep theirs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.kernel.errors import Invalid, NotAllowed
from community.materials.queries.reviews import reviews_of
from community.materials.queries.rubrics import editions_of, rubric_of
from community.materials.refusals import RubricMoved
from community.materials.rules.rubric import LEVELS_FROM, LEVELS_TO, Line, fault_in, first_rubric
from community.materials.rules.tally import status_after, tally_of
from community.materials.services import edit_rubric
from tests.materials.opinions import asked, review
from tests.people import Cast

THREE = ("Belum", "Sebagian", "Sudah")
OWN = [Line("Tujuan", THREE), Line("Kegiatan", (*THREE, "Sudah sekali"))]


def test_every_gugus_begins_with_one_that_says_it_may_be_changed() -> None:
    first = first_rubric()
    assert "boleh diubah" in first.title and first.needed == 2
    assert fault_in(first.title, first.needed, first.lines) is None
    assert all(LEVELS_FROM <= len(line.levels) <= LEVELS_TO and line.description for line in first.lines)


def test_a_changed_rubric_is_a_new_edition_and_old_reviews_keep_theirs(cast: Cast) -> None:
    material = asked(cast)
    review(cast, material, "ketua")
    edit_rubric(cast.ketua, cast.gugus, title="Rubrik kami", needed=1, lines=OWN, based_on=1)
    assert rubric_of(cast.gugus.id).lines == tuple(OWN)
    (old,) = reviews_of(material.id)
    assert old.by_line[0].line.title == first_rubric().lines[0].title
    assert [each.number for each in editions_of(cast.gugus.id)] == [2, 1]


def test_the_number_that_is_needed_is_the_gugus_own(cast: Cast) -> None:
    edit_rubric(cast.ketua, cast.gugus, title="Rubrik kami", needed=1, lines=OWN, based_on=0)
    material = asked(cast)
    review(cast, material, "peserta2")
    assert material.status == "disetujui"


def test_who_filled_in_an_older_edition_is_asked_again(cast: Cast) -> None:
    material = asked(cast)
    edit_rubric(cast.ketua, cast.gugus, title="Rubrik kami", needed=1, lines=OWN, based_on=0)
    with pytest.raises(RubricMoved):
        review(cast, material, "peserta2", rubric_number=0)


def test_the_same_rubric_again_writes_no_edition(cast: Cast) -> None:
    edit_rubric(cast.ketua, cast.gugus, title="Rubrik kami", needed=1, lines=OWN, based_on=0)
    edit_rubric(cast.ketua, cast.gugus, title="Rubrik kami", needed=1, lines=OWN, based_on=0)
    assert len(editions_of(cast.gugus.id)) == 1


def test_an_anggota_reads_it_and_does_not_change_it(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        edit_rubric(cast.peserta, cast.gugus, title="Milik saya", needed=1, lines=OWN, based_on=0)


@pytest.mark.parametrize(
    ("title", "needed", "lines", "field"),
    [
        ("", 2, OWN, "title"),
        ("x" * 101, 2, OWN, "title"),
        ("Rubrik", 0, OWN, "needed"),
        ("Rubrik", 11, OWN, "needed"),
        ("Rubrik", 2, [], "lines"),
        ("Rubrik", 2, [Line(f"Hal {n}", THREE) for n in range(13)], "lines"),
        ("Rubrik", 2, [Line("Sama", THREE), Line("SAMA", THREE)], "lines"),
        ("Rubrik", 2, [Line("", THREE)], "lines"),
        ("Rubrik", 2, [Line("Dua tingkat", ("a", "b"))], "lines"),
        ("Rubrik", 2, [Line("Bolong", ("a", "", "c"))], "lines"),
        ("Rubrik", 2, [Line("Panjang", ("a", "b", "c" * 301))], "lines"),
    ],
)
def test_a_rubric_nobody_could_fill_in_is_refused(
    cast: Cast, title: str, needed: int, lines: list[Line], field: str
) -> None:
    with pytest.raises(Invalid) as refusal:
        edit_rubric(cast.ketua, cast.gugus, title=title, needed=needed, lines=lines, based_on=0)
    assert refusal.value.field == field
    assert editions_of(cast.gugus.id) == []


VERDICTS = st.dictionaries(st.sampled_from("abcdef"), st.sampled_from(["setuju", "perlu_perbaikan"]))


@given(VERDICTS, st.integers(1, 6), st.sampled_from(["ditinjau", "perlu_perbaikan", "disetujui"]))
def test_nothing_is_approved_against_a_standing_demand_or_short_of_the_number(
    verdicts: dict[str, str], needed: int, status: str
) -> None:
    tally = tally_of(verdicts, needed)
    after = status_after(status, "setuju", tally)
    if after == "disetujui" and status != "disetujui":
        assert tally.approvals >= needed and tally.demands == 0
    assert status_after(status, "perlu_perbaikan", tally) == "perlu_perbaikan"

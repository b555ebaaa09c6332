"""What an adaptation may carry follows from what it was made of."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.materials.rules.licences import LICENCES, allowed_for_adaptation, why_not
from community.materials.rules.shares import WHOLE, most_counted, sharing

KEYS = st.sampled_from(sorted(LICENCES))


def allowed(key: str) -> set[str]:
    return {each.key for each in allowed_for_adaptation(key)}


def test_no_derivatives_means_no_adaptation_and_says_why() -> None:
    for key in ("CC-BY-ND", "CC-BY-NC-ND"):
        assert allowed(key) == set()
        assert "tidak mengizinkan ubahannya" in why_not(key, "CC-BY")


def test_share_alike_passes_on_the_same_licence() -> None:
    assert allowed("CC-BY-SA") == {"CC-BY-SA"} and allowed("CC-BY-NC-SA") == {"CC-BY-NC-SA"}
    assert "lisensi yang sama" in why_not("CC-BY-SA", "CC-BY")


def test_what_is_not_for_sale_stays_so() -> None:
    assert allowed("CC-BY-NC") == {"CC-BY-NC", "CC-BY-NC-SA", "CC-BY-NC-ND"}
    assert "memuat NC" in why_not("CC-BY-NC", "CC-BY")


def test_the_author_of_a_cc_by_work_stays_named_and_cc0_asks_nothing() -> None:
    assert allowed("CC-BY") == set(LICENCES) - {"CC0"}
    assert allowed("CC0") == set(LICENCES)


@given(KEYS, KEYS)
def test_a_licence_is_refused_with_a_sentence_or_not_at_all(original: str, wanted: str) -> None:
    assert bool(why_not(original, wanted)) is (wanted not in allowed(original))


@given(KEYS, KEYS, KEYS)
def test_no_chain_of_adaptations_loses_a_condition(first: str, second: str, third: str) -> None:
    if second in allowed(first) and third in allowed(second):
        one, other = LICENCES[first], LICENCES[third]
        assert other.attribution >= one.attribution
        assert other.non_commercial >= one.non_commercial
        assert not one.share_alike or third == first


def test_each_licence_explains_itself_in_one_sentence() -> None:
    for each in LICENCES.values():
        assert each.sentence.endswith(".") and each.address.startswith("https://creativecommons.org/")


@pytest.mark.parametrize(("authors", "shares"), [(1, [100]), (2, [60, 40]), (3, [50, 25, 25]), (4, [40, 20, 20, 20])])
def test_the_shares_of_so_many_authors(authors: int, shares: list[int]) -> None:
    found = sharing(authors)
    assert found is not None and list(found.shares) == shares and sum(found.shares) == WHOLE and found.source


def test_more_than_four_authors_carry_no_share() -> None:
    assert most_counted() == 4 and sharing(5) is None and sharing(12) is None

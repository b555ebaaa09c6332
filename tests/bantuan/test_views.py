"""The guide says what the code does."""

from collections.abc import Callable
from typing import Any

from community.permissions import ALLOWED, WORDS

Visit = Callable[..., Any]


def test_the_guide_says_that_a_gugus_grants_nothing(visit: Visit) -> None:
    page = visit("/bantuan")
    assert "nilai PKB menurut Buku 4/5" in page
    assert "yang mengakui adalah koordinator PKB sekolah" in page


def test_the_page_of_permissions_has_a_line_for_every_act_with_everyone_who_may(visit: Visit) -> None:
    page = visit("/bantuan/izin")
    lines = [" ".join("".join(row.itertext()).split()) for row in page.tree.iter("tr")]
    for do, words in WORDS.items():
        mine = [each for each in lines if each.startswith(words)]
        assert any(all(role.value in each for role in ALLOWED[do]) for each in mine), words

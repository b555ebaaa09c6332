"""Names leave a text whole, and nothing else does."""

from hypothesis import given
from hypothesis import strategies as st

from community.observations.rules import Stranger, found_in, without_names
from community.observations.rules.names import ways_to_write

AI = Stranger.person("Ai Setiawan, S.Pd.", "ai setiawan", "guru")
SCHOOL = Stranger(ways_to_write("SD NEGERI 1 BANJARWANGI"), "sekolah")


def test_a_name_goes_with_degrees_without_them_and_in_part_however_it_is_written() -> None:
    text = "Bu Ai Setiawan, S.Pd. (AI  SETIAWAN, Setiawan) dari SDN 1 Banjarwangi"
    assert without_names(text, [AI, SCHOOL]) == "Bu guru (guru, guru) dari sekolah"


def test_who_is_called_by_two_letters_is_found_behind_the_title() -> None:
    assert without_names("Kata Bu Ai, dan pak  ai juga", [AI]) == "Kata guru, dan guru juga"


def test_words_that_only_hold_a_name_stay() -> None:
    text = "Aiueo dan setiawannya, nilai 1 di Banjarwangi"
    assert without_names(text, [AI, SCHOOL]) == text
    assert found_in(text, [AI, SCHOOL]) == []


@given(st.text(alphabet="ai setwn.,S\n", max_size=80))
def test_nothing_that_was_replaced_is_found_again(text: str) -> None:
    assert found_in(without_names(text, [AI]), [AI]) == []

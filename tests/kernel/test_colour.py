"""The face can be read: the colours that meet on screen keep WCAG 2.2 AA, by computation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.kernel.colour import contrast, luminance, pairs, tokens

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@pytest.mark.parametrize("pair", pairs(), ids=lambda pair: f"{pair.text} on {pair.ground}")
def test_someone_with_tired_eyes_can_tell_each_colour_from_its_ground(pair):
    assert pair.holds, f"{pair.text} on {pair.ground}: {pair.ratio:.2f}, needs {pair.needed}"


def test_every_colour_of_the_face_is_judged_except_the_lines_that_only_decorate():
    judged = {name for pair in pairs() for name in (pair.text, pair.ground)}
    assert set(tokens()) - judged == {"line"}


def test_black_on_white_is_twenty_one_and_a_colour_on_itself_is_one():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("daun", "daun") == 1


def test_a_known_grey_has_the_ratio_the_standard_gives_it():
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@given(colours, colours)
def test_a_ratio_is_the_same_both_ways_and_between_one_and_twenty_one(one, other):
    ratio = contrast(one, other)
    assert ratio == contrast(other, one)
    assert 1 <= ratio <= 21 + 1e-9


@pytest.mark.parametrize("wrong", ["", "0e5a4d", "#0e5", "#gggggg", "red"])
def test_a_colour_written_another_way_is_refused(wrong):
    with pytest.raises(ValueError, match="not a colour"):
        luminance(wrong)

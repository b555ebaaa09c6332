"""What is found is shown as it was written, the words marked, and nothing in it is ever markup of its own."""

import html
import re

from hypothesis import given
from hypothesis import strategies as st

from community.kernel.search.marking import LEAD, LENGTH, excerpt, marked
from community.kernel.search.words import stems_of

TEXTS = st.text(
    alphabet=st.one_of(st.sampled_from("<>&\"'/ abnilpecah-’\n\tأ😀\u202e"), st.characters(codec="utf-8")), max_size=400
)


def _plain(shown: str) -> str:
    return html.unescape(re.sub("</?mark>", "", shown))


def test_the_words_of_a_family_are_marked_as_they_were_written() -> None:
    shown = marked("Penilaian: cara MENILAI dan nilai-nilai", stems_of("dinilai"))
    assert shown == "<mark>Penilaian</mark>: cara <mark>MENILAI</mark> dan <mark>nilai</mark>-<mark>nilai</mark>"


def test_markup_in_a_text_is_text() -> None:
    shown = marked("<script>alert('pecahan')</script> & <mark>", stems_of("pecahan"))
    assert shown == "&lt;script&gt;alert(&#39;<mark>pecahan</mark>&#39;)&lt;/script&gt; &amp; &lt;mark&gt;"


@given(TEXTS, st.text(max_size=20))
def test_without_its_marks_it_is_the_text(text: str, words: str) -> None:
    shown = marked(text, stems_of(words))
    assert _plain(shown) == text
    assert "<" not in re.sub("</?mark>", "", shown)


@given(TEXTS, st.text(max_size=20), st.integers(0, 40))
def test_an_excerpt_is_short_and_has_no_markup_but_marks(text: str, words: str, times: int) -> None:
    shown = excerpt(text * times, stems_of(words))
    assert "<" not in re.sub("</?mark>", "", shown)
    assert len(_plain(shown)) <= LENGTH + LEAD + 4


def test_an_excerpt_shows_where_most_of_the_words_are() -> None:
    text = f"Nilai disebut di awal. {'Lalu hal lain. ' * 40} Rubrik untuk menilai pecahan senilai. {'Penutup. ' * 40}"
    shown = excerpt(text, stems_of("menilai pecahan"))
    assert "<mark>menilai</mark> <mark>pecahan</mark>" in shown
    assert shown.startswith("… ")
    assert shown.endswith(" …")


def test_an_excerpt_of_a_text_that_says_none_is_its_beginning() -> None:
    assert excerpt("Awal cerita. " + "x " * 300, stems_of("pecahan")).startswith("Awal cerita.")
    assert excerpt("", stems_of("pecahan")) == ""


def test_one_endless_word_does_no_harm() -> None:
    assert len(excerpt("a" * 50_000, stems_of("pecahan"))) <= LENGTH + LEAD + 4

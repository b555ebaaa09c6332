"""Finding: the best first, what may be seen and nothing else, a slip forgiven, however odd the question."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from community.kernel.search import find
from community.kernel.search.finding import COUNTED
from tests.kernel.shelf import DAY, Shelf, shelf
from tests.people import Cast


@pytest.fixture
def library(app: Flask) -> Iterator[Shelf]:
    with shelf() as made:
        yield made


def _ids(found: Any) -> list[str]:
    return [each.about_id for each in found.results]


def test_menilai_finds_penilaian(library: Shelf) -> None:
    there = library.put("Penilaian formatif", "Rubrik")
    library.put("Perkalian", "Batang Napier")
    found = find(None, "menilai")
    assert _ids(found) == [there]
    assert found.results[0].title_html == "<mark>Penilaian</mark> formatif"


def test_all_words_are_looked_for_in_title_and_text_together(library: Shelf) -> None:
    there = library.put("Modul ajar", "tentang pecahan")
    library.put("Modul ajar", "tentang sawah")
    assert _ids(find(None, "pecahan modul")) == [there]


def test_a_title_counts_more_than_a_text_and_a_new_one_more_than_an_old(library: Shelf) -> None:
    in_text = library.put("Catatan", "membahas pecahan")
    old = library.put("Pecahan", at=DAY - timedelta(days=400))
    new = library.put("Pecahan", at=DAY)
    assert _ids(find(None, "pecahan")) == [new, old, in_text]


def test_without_words_the_newest_come_first(library: Shelf) -> None:
    old, new = library.put("Satu", at=DAY), library.put("Dua", at=DAY + timedelta(days=1))
    assert _ids(find(None, "")) == [new, old]
    assert _ids(find(None, "  ", kind="kabar")) == []


def test_a_stranger_finds_what_is_public_alone(library: Shelf, cast: Cast) -> None:
    public = library.put("Pecahan umum")
    signed_in = library.put("Pecahan untuk yang masuk", audience="masuk")
    of_gugus = library.put("Pecahan gugus", audience="gugus:kkg")
    own = library.put("Pecahan sendiri", audience="guru:peserta")
    leaders = library.put("Pecahan pengurus", audience="pengurus:kkg")
    assert set(_ids(find(None, "pecahan"))) == {public}
    assert set(_ids(find(cast.orang_luar, "pecahan"))) == {public, signed_in}
    assert set(_ids(find(cast.peserta, "pecahan"))) == {public, signed_in, of_gugus, own}
    assert set(_ids(find(cast.ketua, "pecahan"))) == {public, signed_in, of_gugus, leaders}
    assert set(_ids(find(cast.pengawas, "pecahan"))) == {public, signed_in, of_gugus}


def test_counts_and_suggestions_tell_nothing_of_what_one_may_not_see(library: Shelf, cast: Cast) -> None:
    library.put("Rahasia ketidakhadiran", audience="gugus:kkg", facets={"mapel": "Rahasia"})
    library.put("Lain", facets={"mapel": "IPA"})
    for words in ("rahasia", "rahasai", "ketidakhadirn", ""):
        found = find(cast.orang_luar, words)
        assert "ahasia" not in repr(found)
        assert "hadir" not in repr(found)
    assert find(cast.peserta, "rahasai").shown_for == "rahasia"


def test_one_thing_for_several_audiences_is_found_once(library: Shelf, cast: Cast) -> None:
    about = library.put("Pecahan", audience="gugus:kkg")
    (document,) = library.documents[about]
    library.documents[about].append(type(document)(**{**vars(document), "audience": "guru:peserta"}))
    library.index(about)
    found = find(cast.peserta, "pecahan")
    assert _ids(found) == [about]
    assert (found.number, found.kinds) == (1, {"materi": 1})


def test_a_slip_is_forgiven_and_said(library: Shelf) -> None:
    there = library.put("Penilaian pecahan")
    found = find(None, "penilain pecahn")
    assert (_ids(found), found.shown_for) == ([there], "penilaian pecahan")


def test_a_slip_is_the_word_most_people_write(library: Shelf) -> None:
    library.put("Tarian")
    for number in range(3):
        library.put(f"Tarif {number}")
    assert find(None, "tariv").shown_for == "Tarif".lower()


def test_a_rare_spelling_is_found_and_the_usual_one_is_offered(library: Shelf) -> None:
    slip = library.put("Penilaain")
    for number in range(12):
        library.put(f"Penilaian {number}")
    found = find(None, "penilaain")
    assert (_ids(found), found.suggestion, found.shown_for) == ([slip], "penilaian", "")


def test_what_has_some_of_the_words_is_shown_where_nothing_has_all(library: Shelf) -> None:
    both, one = library.put("Modul pecahan"), library.put("Pecahan")
    found = find(None, "modul pecahan dinosaurus")
    assert found.partly
    assert _ids(found) == [both, one] or _ids(found) == [both]


def test_short_words_and_numbers_are_not_guessed_at(library: Shelf) -> None:
    library.put("IPA 2026")
    assert _ids(find(None, "IPS")) == []
    assert _ids(find(None, "2027")) == []


@pytest.mark.parametrize(
    "words",
    [
        *("", "   ", "!!! ???", '" OR NEAR( *', "a:publik", "k:materi OR 1=1", "' | '", "<script>", "dan yang", "NULL"),
        *("\U0001f600\U0001f389", "\u202e\u0646\u0635", "\ud800", "é ü ß", "-", "\\", "%", "_"),
        *("x" * 10_000, "pecahan " * 2_000, "a b c d e f g h"),
    ],
)
def test_no_question_is_too_odd(library: Shelf, words: str) -> None:
    library.put("Pecahan")
    assert find(None, words).number in {0, 1}


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet=st.characters(exclude_characters="\0"), max_size=80))
def test_no_question_breaks_the_search(library: Shelf, words: str) -> None:
    find(None, words, kind=words[:5], facets={"mapel": words})


def test_it_is_narrowed_by_kind_and_facets_and_counted(library: Shelf) -> None:
    for number in range(6):
        mapel = ("IPA", "Matematika")[number % 2]
        library.put(f"Pecahan {number}", facets={"mapel": mapel, "fase": "Fase B", "kosong": ""})
    library.put("Pecahan besok", kind="kabar")
    found = find(None, "pecahan")
    assert found.kinds == {"materi": 6, "kabar": 1}
    assert found.facets == {"mapel": {"IPA": 3, "Matematika": 3}, "fase": {"Fase B": 6}}
    narrowed = find(None, "pecahan", kind="materi", facets={"mapel": "IPA", "fase": "Fase B"})
    assert narrowed.number == 3
    assert narrowed.kinds == {"materi": 6, "kabar": 1}
    assert {each.facets["mapel"] for each in narrowed.results} == {"IPA"}
    assert find(None, "pecahan", kind="materi", facets={"mapel": "Sihir"}).number == 0


def test_a_page_of_one_kind_finds_the_same_with_fewer_questions(
    library: Shelf, cast: Cast, queries: Callable[[Callable[[], Any]], int]
) -> None:
    for number in range(6):
        library.put(f"Pecahan {number}", facets={"mapel": ("IPA", "Matematika")[number % 2]})
    library.put("Penjumlahan", facets={"mapel": "IPA"})
    library.put("Pecahan besok", kind="kabar")
    guru = cast.peserta
    assert not guru.is_operator  # read with the person at the door
    for words, facets in (("pecahan", {}), ("pecahan", {"mapel": "IPA"}), ("pecahn", {}), ("", {}), ("besok", {})):
        both = [find(guru, words, kind="materi", facets=facets, kinds_too=also) for also in (True, False)]
        assert len({(tuple(_ids(each)), each.number, each.shown_for, str(each.facets)) for each in both}) == 1
    asked = [queries(lambda also=also: find(guru, "pecahan", kind="materi", kinds_too=also)) for also in (True, False)]
    assert asked[1] == asked[0] - 1


def test_pages_follow_each_other_without_gap_or_repeat(library: Shelf) -> None:
    ids = {library.put(f"Pecahan {number}", at=DAY + timedelta(hours=number)) for number in range(23)}
    pages = [find(None, "pecahan", page=page) for page in (1, 2, 3, 4)]
    assert [len(each.results) for each in pages] == [10, 10, 3, 0]
    assert {about for page in pages for about in _ids(page)} == ids
    assert [each.more for each in pages] == [True, True, False, False]


@pytest.mark.slow
def test_beyond_five_hundred_it_says_there_are_more(library: Shelf) -> None:
    many = [f"d{number}" for number in range(600)]
    for number, about in enumerate(many):
        library.put_later(f"Catatan {number}", "pecahan", about_id=about, at=DAY + timedelta(hours=number))
    best = library.put("Pecahan", at=DAY - timedelta(days=900), facets={"mapel": "IPA"})
    library.index_all("materi", many[:499])
    found = find(None, "pecahan")
    assert (found.number, found.capped, found.facets) == (500, False, {"mapel": {"IPA": 1}})
    library.index_all("materi", many[499:500])
    found = find(None, "pecahan")
    assert (found.number, found.capped, found.kinds_capped, found.facets) == (500, True, True, {})
    library.index_all("materi", many[500:])
    assert _ids(find(None, "pecahan"))[0] == best  # the oldest of all, and the one about it
    deep = [about for page in range(1, 51) for about in _ids(find(None, "pecahan", page=page))]
    assert len(deep) == len(set(deep)) == 500


@pytest.mark.slow
def test_what_two_audiences_have_hides_nothing_older(library: Shelf, cast: Cast) -> None:
    older = library.put("Kabar pecahan", kind="kabar")
    many = [library.put_later(f"Catatan {number}", "pecahan") for number in range(COUNTED)]
    (twice,) = library.documents[many[0]]
    library.documents[many[0]].append(replace(twice, audience="masuk"))
    library.index_all("materi", many)
    found = find(cast.peserta, "pecahan")
    assert found.capped and found.kinds_capped and found.kinds == {"materi": COUNTED}
    assert _ids(find(cast.peserta, "pecahan", kind="kabar")) == [older]


def test_the_number_of_questions_to_the_database_does_not_grow(
    library: Shelf, cast: Cast, queries: Callable[[Callable[[], Any]], int]
) -> None:
    def asked() -> int:
        guru = cast.peserta
        assert not guru.is_operator  # read with the person at the door
        return queries(lambda: find(guru, "pecahan"))

    library.put("Pecahan")
    alone = asked()  # a lone result is looked at for a slip
    for number in range(30):
        library.put(f"Modul pecahan {number}", "pecahan " * 20, facets={"mapel": f"M{number}"})
    many = asked()
    for number in range(30):
        library.put(f"Bahan pecahan {number}", "pecahan " * 20, kind="kabar")
    assert asked() == many <= alone <= 8

"""The index follows what it is about: after the commit, once, in small turns, and it forgets."""

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from community.accounts.models import Guru
from community.kernel.command import INSTALLATION, SYSTEM, command
from community.kernel.database import db, end_transaction
from community.kernel.jobs import later
from community.kernel.search import Document, find, forget, reindex, reindex_everything
from community.kernel.search.indexing import catch_up
from community.kernel.search.models import SearchDocument, SearchWord
from community.permissions import Do
from tests.kernel.shelf import Shelf, shelf


@pytest.fixture
def library(app: Flask) -> Iterator[Shelf]:
    with shelf() as made:
        yield made


def _titles(words: str) -> list[str]:
    return sorted(each.title for each in find(None, words).results)


def _numbers() -> list[int]:
    return list(db.session.scalars(select(SearchDocument.number).order_by(SearchDocument.number)))


@command(Do.ADD_PERSON)
def _act(_actor: Any, _installation: Any, *ids: str, fails: bool = False) -> None:
    for about_id in ids:
        reindex("materi", about_id)
    assert _titles("pecahan") == []  # not before the commit
    if fails:
        raise RuntimeError


def test_what_an_act_changed_is_found_once_it_is_committed(library: Shelf) -> None:
    library.put_later("Pecahan", about_id="a")
    library.put_later("Pecahan juga", about_id="b")
    _act(SYSTEM, INSTALLATION, "a", "b", "a")
    assert _titles("pecahan") == ["Pecahan", "Pecahan juga"]
    assert library.reads == 4  # one job for the three, and each thing read before the lock and under it


def test_what_an_act_that_failed_asked_for_is_not_done(library: Shelf) -> None:
    library.put_later("Pecahan", about_id="a")
    with pytest.raises(RuntimeError):
        _act(SYSTEM, INSTALLATION, "a", fails=True)
    assert library.reads == 0


def test_doing_it_twice_does_nothing(library: Shelf) -> None:
    about = library.put("Pecahan", "senilai", facets={"mapel": "Matematika"})
    before = _numbers()
    library.index(about)
    reindex_everything()
    assert _numbers() == before


def test_what_changed_is_found_by_its_new_words_alone(library: Shelf) -> None:
    about = library.put("Pecahan", facets={"mapel": "IPA"})
    library.put("Perkalian", about_id=about, facets={"mapel": "IPS"})
    assert (_titles("pecahan"), _titles("perkalian")) == ([], ["Perkalian"])
    assert find(None, "", facets={"mapel": "IPA"}).number == 0


def test_what_is_gone_or_no_longer_for_someone_is_taken_out(library: Shelf) -> None:
    about = library.put("Pecahan")
    (document,) = library.documents[about]
    library.documents[about] = [Document(**{**vars(document), "audience": "guru:peserta"})]
    library.index(about)
    assert _titles("pecahan") == []
    library.take(about)
    assert _numbers() == []


def test_making_everything_anew_takes_in_what_is_missing_and_out_what_is_gone(library: Shelf) -> None:
    gone = library.put("Pecahan lama")
    del library.documents[gone]
    library.put_later("Pecahan baru", about_id="baru")
    told: dict[str, int] = {}
    reindex_everything(say=told.__setitem__)
    assert _titles("pecahan") == ["Pecahan baru"]
    assert told["materi"] == 1
    assert set(db.session.scalars(select(SearchWord.word))) == {"pecahan", "baru"}


def test_what_is_newest_of_every_kind_is_among_the_newest_when_everything_was_made_anew(library: Shelf) -> None:
    for number in range(40):
        library.put_later(f"Pecahan {number}", about_id=f"m{number}")
        library.put_later(f"Kabar pecahan {number}", about_id=f"k{number}", kind="kabar")
    reindex_everything()
    newest = db.session.scalars(select(SearchDocument.about_id).order_by(SearchDocument.number.desc()).limit(20))
    assert {"m39", "k39"} <= set(newest)


def test_what_a_killed_process_left_out_is_taken_in_at_the_next_start(library: Shelf) -> None:
    library.put("Pecahan satu")
    library.put_later("Pecahan dua", about_id="dua")
    before = _numbers()
    end_transaction(keep=False)
    later(catch_up)
    assert _titles("pecahan") == ["Pecahan dua", "Pecahan satu"]
    assert _numbers()[:1] == before  # what was there is left alone


def test_what_is_newest_of_every_kind_is_among_the_newest_of_an_index_that_was_empty(
    library: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("community.kernel.search.indexing.A_JOB", 10)
    for number in range(40):
        library.put_later(f"Pecahan {number}", about_id=f"m{number}")
        library.put_later(f"Kabar pecahan {number}", about_id=f"k{number}", kind="kabar")
    later(catch_up)
    newest = db.session.scalars(select(SearchDocument.about_id).order_by(SearchDocument.number.desc()).limit(20))
    assert {"m39", "k39"} <= set(newest)


def test_who_is_forgotten_leaves_no_word_behind(library: Shelf) -> None:
    library.put("Ai Setiawan", "SDN Banjarwangi", kind="guru", about_id="ai")
    library.put("KKG Banjarwangi", kind="gugus", about_id="kkg")
    library.put("Modul pecahan", "oleh Ai Setiawan", about_id="modul")
    (document,) = library.documents["modul"]
    library.documents["modul"] = [Document(**{**vars(document), "text": "oleh Akun yang dihapus"})]
    del library.documents["ai"]
    _forgetting(SYSTEM, INSTALLATION, "ai")
    assert find(None, "setiawan").number == 0
    assert find(None, "setiawn").shown_for == ""
    words = set(db.session.scalars(select(SearchWord.word)))
    assert "setiawan" not in words
    assert "banjarwangi" in words
    kept = db.session.scalars(select(SearchDocument.text)).all()
    assert not [text for text in kept if "Setiawan" in text]


@command(Do.ADD_PERSON)
def _forgetting(_actor: Any, _installation: Any, about_id: str) -> None:
    forget("guru", about_id)


def test_a_text_beyond_measure_is_indexed_as_far_as_anyone_reads(library: Shelf) -> None:
    library.put("Tabel", "baris pecahan " * 100_000 + "ujungnya")
    assert _titles("pecahan") == ["Tabel"]
    assert len(db.session.scalar(select(SearchDocument.text)) or "") == 60_000


def test_odd_titles_and_facets_do_not_stop_it(library: Shelf) -> None:
    library.put("\0\u202e'\"<b>\t\x1e\x1f\n😀", "\0", facets={"mapel": "a\tb\nc\x1e'\"", "jenis": "😀"})
    library.put("", "", facets={"jenis": " "})
    found = find(None, "")
    assert found.number == 2
    (mapel,) = found.facets["mapel"]
    assert find(None, "", facets={"mapel": mapel}).number == 1


def test_the_index_and_the_rows_are_one(library: Shelf) -> None:
    for number in range(5):
        library.put(f"Pecahan {number}", about_id=f"a{number}")
    for number in range(0, 5, 2):
        library.take(f"a{number}")
    assert _titles("pecahan") == ["Pecahan 1", "Pecahan 3"]
    if db.engine.dialect.name == "sqlite":
        db.session.execute(db.text("INSERT INTO search_words(search_words, rank) VALUES ('integrity-check', 1)"))
        end_transaction(keep=False)


def test_writing_is_never_begun_for_a_search(library: Shelf) -> None:
    library.put("Pecahan")
    find(None, "pecahan")
    assert not db.session().info.get("writing")
    assert db.session.scalar(select(func.count(Guru.id)))

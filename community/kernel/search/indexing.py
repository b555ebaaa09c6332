"""Keeping the index in step with what it is about: in a job, after the commit, so that nobody who writes waits for it.

What a document says is read and stemmed before the write lock is taken, and read once more under it: while it is still
the same, only rows are left to write. A thing whose documents are the same as before is left alone, so doing it twice
does nothing.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from operator import itemgetter
from typing import Any

from sqlalchemy import delete, insert, select, text

from community.kernel.command import together_after_commit
from community.kernel.database import begin_writing, db, end_transaction
from community.kernel.jobs import job, later, on_start
from community.kernel.search.documents import SOURCES, Document
from community.kernel.search.facets import read, written
from community.kernel.search.models import SearchDocument, SearchWord
from community.kernel.search.reading import naming
from community.kernel.search.stemming import folded, stem
from community.kernel.search.tokens import audience_mark, facet_mark, kind_mark, title_mark
from community.kernel.search.words import TEXT, stems_of, words_in

A_JOB = 100  # things: a job that is cut off has little to lose
A_TURN = 5  # things read and written under one lock: another writer waits for these at most
MANY = 20  # of those that are read together
BREATH = 0.005  # seconds between two turns of a long run, in which who waits writes
SHORTEST, LONGEST = 4, 25  # letters of a word that a slip is looked for in
_LOCK = 4_711_003  # PostgreSQL's advisory lock: one at a time, so that nobody writes what has become old meanwhile
_COLUMNS = [column for column in SearchDocument.__table__.columns if column.name != "number"]


def reindex(kind: str, about_id: str) -> None:
    """Have the documents of one thing made anew in the background, or taken out if there are none any more.

    Within an act: once it is committed, and many things of one act in few jobs.
    """
    together_after_commit(_enqueue, (kind, about_id))


def _enqueue(things: list[tuple[str, str]]) -> None:
    for kind in dict.fromkeys(kind for kind, _ in things):
        for ids in _in_parts(dict.fromkeys(about_id for each, about_id in things if each == kind), A_JOB):
            later(index_things, kind, *ids)


@job
def index_things(kind: str, *ids: str) -> None:
    """Bring the documents of these things up to date."""
    known: set[str] = set()
    for part in _turns(kind, ids):
        _index(kind, part, known)


def reindex_everything(say: Callable[[str, int], Any] = lambda _kind, _number: None) -> None:
    """Make the whole index anew in small turns, while everyone works on; `say` hears each kind and its number.

    What is the same as before keeps its place.
    """
    _in_one_transaction(lambda: db.session.execute(delete(SearchWord)))
    known: set[str] = set()
    parts: dict[str, list[list[str]]] = {}
    for kind, source in SOURCES.items():
        indexed, ids = _indexed(kind), list(source.everything())
        parts[kind] = list(_turns(kind, [*sorted(indexed.difference(ids)), *ids]))
        say(kind, len(ids))
    for kind, part in _mixed(parts):
        _index(kind, part, known)
        time.sleep(BREATH)


@on_start
def resume() -> None:
    """A job that was running when its process was killed is lost: see once what is missing."""
    later(catch_up)


@job
def catch_up() -> None:
    """Take in what the index lacks, and out what is gone: in jobs of their own, so that a further kill costs one."""
    parts: dict[str, list[list[str]]] = {}
    for kind, source in SOURCES.items():
        ids, indexed = dict.fromkeys(source.everything()), _indexed(kind)
        lacking = [*sorted(indexed - ids.keys()), *(each for each in ids if each not in indexed)]
        parts[kind] = list(_in_parts(lacking, A_JOB))
    for kind, part in _mixed(parts):
        later(index_things, kind, *part)


def forget(kind: str, about_id: str) -> None:
    """Part of an act: take a thing and its words out at once, as for a person who erases themself.

    What else has its title in it (a materi names its authors) is made anew after the commit.
    """
    about = select(SearchDocument.title).where(SearchDocument.kind == kind, SearchDocument.about_id == about_id)
    titles = set(db.session.scalars(about))
    words = {word for title in titles for word in _spelled(title)}
    _remove(kind, [about_id])
    for title in sorted(titles):
        for thing in naming(stems_of(title)):
            reindex(*thing)
    # Somebody of the same name brings a word back when they are next indexed.
    db.session.execute(delete(SearchWord).where(SearchWord.word.in_(words)))


def _indexed(kind: str) -> set[str]:
    return set(db.session.scalars(select(SearchDocument.about_id).where(SearchDocument.kind == kind)))


def _index(kind: str, ids: list[str], known: set[str]) -> None:
    """`known` grows: the words that this run has found kept, so that it asks for each of them once."""
    source = SOURCES[kind]
    before = source.of(ids)
    rows = {about_id: _rows(documents) for about_id, documents in before.items()}
    words = {word for each in rows.values() for row in each for word in _spelled(f"{row['title']} {row['text']}")}
    words -= known
    new = words - _known(words)

    def write() -> None:
        if db.engine.dialect.name == "postgresql":
            db.session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
        for about_id, documents in source.of(ids).items():
            if documents != before[about_id]:
                rows[about_id] = _rows(documents)
        _replace(kind, ids, rows)
        _learn(new)

    _in_one_transaction(write)
    known |= words


def _in_one_transaction(write: Callable[[], Any]) -> None:
    begin_writing()
    kept = False
    try:
        write()
        kept = True
    finally:
        end_transaction(keep=kept)


def _replace(kind: str, ids: list[str], rows: dict[str, list[dict[str, Any]]]) -> None:
    """Write what is different, in the order of `ids`."""
    query = select(*_COLUMNS).where(SearchDocument.kind == kind, SearchDocument.about_id.in_(ids))
    there: dict[str, list[dict[str, Any]]] = {about_id: [] for about_id in ids}
    for row in db.session.execute(query).mappings():
        there[row["about_id"]].append(dict(row))
    changed = [each for each in ids if sorted(there[each], key=_audience) != sorted(rows[each], key=_audience)]
    _remove(kind, [each for each in changed if there[each]])
    if written := [row for about_id in changed for row in rows[about_id]]:
        db.session.execute(insert(SearchDocument), written)


def _audience(row: dict[str, Any]) -> str:
    return str(row["audience"])


def _remove(kind: str, ids: list[str]) -> None:
    if not ids:
        return
    old = delete(SearchDocument).where(SearchDocument.kind == kind, SearchDocument.about_id.in_(ids))
    db.session.execute(old.execution_options(synchronize_session=False))


def _known(words: set[str]) -> set[str]:
    found: set[str] = set()
    for part in _in_parts(sorted(words), 500):
        found.update(db.session.scalars(select(SearchWord.word).where(SearchWord.word.in_(part))))
    return found


def _learn(words: set[str]) -> None:
    """Keep new words; somebody may have been first."""
    if words:
        keep = "INSERT INTO search_word (word, letters) VALUES (:word, :letters) ON CONFLICT DO NOTHING"
        db.session.execute(text(keep), [{"word": word, "letters": len(word)} for word in sorted(words)])


def _rows(documents: list[Document]) -> list[dict[str, Any]]:
    """The rows of what is to be found, one an audience."""
    return list({document.audience: _row(document) for document in documents}.values())


def _row(document: Document) -> dict[str, Any]:
    title, said = document.title.replace("\0", ""), document.text[:TEXT].replace("\0", "")
    facets = written(document.facets)
    in_title = stems_of(title)
    marks = [
        kind_mark(document.kind),
        audience_mark(document.audience),
        *(facet_mark(facet, value) for facet, value in read(facets).items()),
        *(title_mark(each) for each in dict.fromkeys(in_title)),
    ]
    return {
        "kind": document.kind,
        "about_id": document.about_id,
        "audience": document.audience,
        "gugus_id": document.gugus_id,
        "title": title,
        "text": said,
        "link": document.link,
        "at": document.at,
        "facets": facets,
        "stems": " ".join([*in_title, *stems_of(said), *stems_of(" ".join(read(facets).values()))]),
        "marks": " ".join(marks),
    }


def _spelled(said: str) -> set[str]:
    """The words of a text that a slip may have been meant for."""
    words = {folded(found.group()) for found in words_in(said)}
    return {
        word for word in words if SHORTEST <= len(word) <= LONGEST and word.isascii() and word.isalpha() and stem(word)
    }


def _turns(kind: str, ids: Iterable[str]) -> Iterator[list[str]]:
    return _in_parts(ids, MANY if SOURCES[kind].together else A_TURN)


def _mixed(parts: Mapping[str, list[list[str]]]) -> list[tuple[str, list[str]]]:
    """The kinds take turns by how many they are.

    What is newest of any kind then has the highest numbers, as it has when things are indexed as they are made.
    """
    placed = [((place + 0.5) / len(own), kind, part) for kind, own in parts.items() for place, part in enumerate(own)]
    return [(kind, part) for _, kind, part in sorted(placed, key=itemgetter(0))]


def _in_parts(values: Iterable[Any], size: int) -> Iterator[list[Any]]:
    rest = list(values)
    for start in range(0, len(rest), size):
        yield rest[start : start + size]

"""Searching 100,000 documents: how long common words take, how much the index weighs, who waits while it is made.

The documents are of five kinds, a third public, the others of 200 gugus; words are drawn as language uses them, a few
very often, from the roots the stemmer knows and their derived forms. They are indexed by the product's own job while a
thread writes a row every few milliseconds, as a check-in would. Then a member of three gugus asks.
"""

import itertools
import random
import time
from datetime import UTC, datetime, timedelta

from sqlalchemy import event, text

from bench.figures import line, median, percentile, verdict
from bench.installation import BOTH, Installation
from bench.teacher_import import Writer
from community.accounts.models import Guru
from community.kernel.database import db
from community.kernel.search import SOURCES, Document, find, heard_by, reindex_everything, searchable
from community.kernel.search.stemming import roots

DOCUMENTS = 100_000
GUGUS = 200
WORDS = 120  # of a text; a title has six
TARGET = 40.0
WAIT = 1.0
ROUNDS = 15
KINDS = {"materi": 50, "kabar": 30, "paket": 8, "gugus": 1, "guru": 11}
MAPEL = ("Matematika", "IPA", "IPS", "Bahasa Indonesia", "PJOK", "Seni Rupa", "Bahasa Inggris", "")
JENIS = ("Modul ajar", "LKPD", "Bahan ajar", "Media", "Soal", "Instrumen penilaian")
_DERIVED = ("{}", "{}", "{}", "pe{}an", "me{}kan", "di{}", "{}nya", "ber{}")
_BEGAN = datetime(2024, 7, 1, tzinfo=UTC)


def main() -> None:
    for on_database in BOTH:
        with on_database() as made:
            print(f"\n{made.name}, {DOCUMENTS:,} documents")
            _index(made)
            _ask(made)


def _index(made: Installation) -> None:
    SOURCES.clear()
    for kind in KINDS:
        searchable(kind, _document, everything=lambda kind=kind: _IDS[kind])
    heard_by([lambda _guru: {f"{relation}:g{number}" for relation in ("gugus", "anggota") for number in (1, 2, 3)}])
    with made.app.app_context():
        before = _megabytes()
        began = time.perf_counter()
        with Writer(made.app) as writer:
            reindex_everything()
        elapsed = time.perf_counter() - began
        _tidy()
        data = _text_megabytes()
        print(f"    indexed in {elapsed:.0f} s, {DOCUMENTS / elapsed:,.0f} a second, beside a writer")
        half, grown = median(writer.waits) * 1000, _megabytes() - before
        print(f"    {len(writer.waits):,} writes meanwhile, half of them kept within {half:.0f} ms")
        print(f"    longest wait, seconds: {verdict(max(writer.waits), WAIT)}")
        print(f"    the database grew by {grown:.0f} MB for {data:.0f} MB of titles and texts", flush=True)
        db.session.remove()


def _ask(made: Installation) -> None:
    """Time each question as a page asks it, each in a session of its own."""
    common, usual, rare = _VOCABULARY[3], _VOCABULARY[60], _VOCABULARY[1200]
    asked: list[tuple[str, str, dict[str, object]]] = [
        ("a very common word", common, {}),
        ("a common word", _VOCABULARY[20], {}),
        ("a usual word", usual, {}),
        ("a rare word", rare, {}),
        ("two common words", f"{common} {_VOCABULARY[20]}", {}),
        ("three words", f"{common} {usual} {_VOCABULARY[100]}", {}),
        ("a common word, one kind", common, {"kind": "guru"}),
        ("a common word, kind and facet", common, {"kind": "materi", "facets": {"mapel": "IPA"}}),
        ("a word with a slip", f"{_LONG[:3]}{_LONG[4:]}", {}),
        ("no words: the newest materi", "", {"kind": "materi"}),
    ]
    line("milliseconds", "p50", "p95", "statements", "found")
    for name, words, more in asked:
        times, found, sent = _timed(made, words, more)
        p50 = median(times) * 1000
        line(f"{name}", f"{p50:.1f}", f"{percentile(times, 0.95) * 1000:.1f}", sent, found)
        if "common" in name:
            print(f"    p50: {verdict(p50, TARGET)}", flush=True)


def _timed(made: Installation, words: str, more: dict[str, object]) -> tuple[list[float], str, int]:
    times, sent = [], 0
    with made.app.app_context():
        guru = db.session.get_one(Guru, "peserta")
        engine = db.engine

        def heard(*_: object) -> None:
            nonlocal sent
            sent += 1

        for number in range(ROUNDS + 2):
            if number == ROUNDS + 1:
                event.listen(engine, "before_cursor_execute", heard)
            began = time.perf_counter()
            found = find(guru, words, **more)  # type: ignore[arg-type]
            times.append(time.perf_counter() - began)
        event.remove(engine, "before_cursor_execute", heard)
        db.session.remove()
    assert found.results, f"nothing found for {words!r}"
    return times[1:-1], f"{found.number:,}{'+' if found.capped else ''}", sent


def _document(about_id: str) -> list[Document]:
    """The document of an id, always the same."""
    kind, _, number = about_id.partition("-")
    chance = random.Random(about_id)
    title = " ".join(chance.choices(_VOCABULARY, cum_weights=_WEIGHTS, k=6))
    words = chance.choices(_VOCABULARY, cum_weights=_WEIGHTS, k=8 if kind in {"guru", "gugus"} else WORDS)
    said = " ".join(chance.choice(_DERIVED).format(word) if word in _ROOTS else word for word in words)
    gugus = f"g{chance.randrange(GUGUS)}"
    audience = chance.choices(("publik", "masuk", f"gugus:{gugus}", f"anggota:{gugus}"), weights=(3, 2, 4, 1))[0]
    facets = {"jenis": chance.choice(JENIS), "mapel": chance.choice(MAPEL), "fase": chance.choice("ABCDEF")}
    at = _BEGAN + timedelta(minutes=11 * int(number))
    return [Document(kind, about_id, audience, title.capitalize(), said, f"/{kind}/{number}", at, facets, gugus)]


def _megabytes() -> float:
    if db.engine.dialect.name == "postgresql":
        return float(db.session.scalar(text("SELECT pg_database_size(current_database())")) or 0) / 1e6
    pages = db.session.scalar(text("PRAGMA page_count")) or 0
    return float(pages * (db.session.scalar(text("PRAGMA page_size")) or 0)) / 1e6


def _text_megabytes() -> float:
    return float(db.session.scalar(text("SELECT sum(length(title) + length(text)) FROM search_document")) or 0) / 1e6


def _tidy() -> None:
    """What PostgreSQL does by itself within some minutes."""
    db.session.remove()
    if db.engine.dialect.name == "postgresql":
        with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            for each in ("VACUUM ANALYZE search_document", "CHECKPOINT"):
                connection.execute(text(each))


def _vocabulary() -> list[str]:
    chance = random.Random(3)
    syllables = ("ba", "ka", "lu", "mi", "ran", "tis", "wo", "gen", "su", "pra", "nik", "del", "ho", "ya")
    known = sorted(roots())
    chance.shuffle(known)
    return known + ["".join(chance.choices(syllables, k=chance.randint(2, 4))) for _ in range(25_000)]


_ROOTS = roots()
_VOCABULARY = _vocabulary()
_WEIGHTS = list(itertools.accumulate(1 / (place + 12) for place in range(len(_VOCABULARY))))
_LONG = next(word for word in _VOCABULARY[200:] if len(word) > 8)
_IDS = {kind: [f"{kind}-{number}" for number in range(DOCUMENTS * share // 100)] for kind, share in KINDS.items()}


if __name__ == "__main__":
    main()

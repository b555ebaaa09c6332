"""What the index is asked, in each database's own words. Who may see a document is a condition of every question."""

from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    String,
    bindparam,
    cast,
    column,
    func,
    literal,
    literal_column,
    select,
    table,
    true,
    type_coerce,
    union_all,
)
from sqlalchemy.dialects.postgresql import TSQUERY

from community.kernel.database import db
from community.kernel.search.models import INDEX, SearchDocument, SearchWord
from community.kernel.search.tokens import Formula, audience_mark

STEMS = 8_000  # signs of a document's stems that the order is judged by
EXCERPT = 20_000  # signs of a text that an excerpt is looked for in
_UNIT, _RECORD = "\x1f", "\x1e"  # separators that no text has
_IN_FORMULA = {"postgresql": 40, "sqlite": 300}  # audiences; more are asked of the rows alone

_documents = SearchDocument.__table__.c
_fts = table(INDEX, column("rowid"), column(INDEX))


class Candidate(NamedTuple):
    """A document that fits, with what the order is judged by before its text is read."""

    number: int
    kind: str
    about_id: str
    audience: str
    link: str
    at: Any
    facets: str
    marks: str


class Thing(NamedTuple):
    """What is counted of a thing that fits."""

    kind: str
    about_id: str
    facets: str


class Body(NamedTuple):
    number: int
    title: str
    stems: str


class Shown(NamedTuple):
    number: int
    gugus_id: str | None
    title: str
    text: str


def prepare() -> None:
    """Have PostgreSQL plan each question for its own words and for data in memory, and compile nothing."""
    if _on_postgresql():
        settings = {"jit": "off", "random_page_cost": "1.1", "plan_cache_mode": "force_custom_plan"}
        db.session.execute(select(*(func.set_config(name, value, true()) for name, value in settings.items())))


def overview(formula: Formula, audiences: Collection[str], limit: int) -> list[Thing]:
    """The things that fit and that these audiences may see, each once, by the newest `limit` documents.

    They come as one text: a thousand rows would take longer to hand over than to find.
    """
    joined = db.session.scalar(_overview(_dialect()), _asked(formula, audiences) | {"most": limit})
    return [Thing._make(each.split(_UNIT)) for each in dict.fromkeys(joined.split(_RECORD))] if joined else []


def candidates(formula: Formula, audiences: Collection[str], limit: int) -> list[Candidate]:
    """The newest documents that fit and that these audiences may see; as one text, too."""
    joined = db.session.scalar(_candidates(_dialect()), _asked(formula, audiences) | {"most": limit})
    found = [_candidate(each.split(_UNIT)) for each in joined.split(_RECORD)] if joined else []
    return sorted(found, key=lambda each: -each.number)  # no database promises in which order it joins


def _candidate(said: list[str]) -> Candidate:
    number, kind, about_id, audience, link, at, facets, marks = said
    moment = datetime.fromisoformat(at).replace(tzinfo=UTC)
    return Candidate(int(number), kind, about_id, audience, link, moment, facets, marks)


def bodies(numbers: Sequence[int]) -> list[Body]:
    """Title and first stems of these documents."""
    return [Body(*row) for row in db.session.execute(_bodies(), {"numbers": list(numbers)}).all()]


def shown(numbers: Sequence[int]) -> dict[int, Shown]:
    """What a page shows of these documents, by number."""
    return {row[0]: Shown(*row) for row in db.session.execute(_shown(), {"numbers": list(numbers)})}


def hits(stems: Collection[str], audiences: Collection[str], most: int) -> dict[str, int]:
    """How many documents with each stem these audiences may see, counted up to `most`: one question for all."""
    if not stems:
        return {}
    counts = []
    for each in sorted(stems):
        asked = _asked(Formula.of([each]), audiences)
        found = _matching([literal_column("1")], literal(asked["formula"]), asked["audiences"]).limit(most).subquery()
        counts.append(select(literal(each), select(func.count()).select_from(found).scalar_subquery()))
    return {row[0]: row[1] for row in db.session.execute(union_all(*counts))}


def naming(stems: Collection[str], most: int = 1_000) -> list[tuple[str, str]]:
    """Kind and id of the things that have all of these stems in them, whoever may see them."""
    if not stems:
        return []
    query = _matches([_documents.kind, _documents.about_id], literal(_written(Formula.of(stems)))).limit(most)
    return sorted({(row[0], row[1]) for row in db.session.execute(query)})


def words_like(word: str, slips: int) -> list[str]:
    """Known words about as long as `word` that begin like it, or would if one letter at the front were a slip."""
    first, second = func.substr(SearchWord.word, 1, 1), func.substr(SearchWord.word, 2, 1)
    begins = (first == word[0]) | (second == word[1]) | (second == word[0]) | (first == word[1])
    about = SearchWord.letters.between(len(word) - slips, len(word) + slips)
    return list(db.session.scalars(select(SearchWord.word).where(about, begins)))


# Made once for each database: to say a question in SQLAlchemy takes longer than to answer it.


@cache
def _overview(_of: str) -> Select[Any]:
    parts = (_documents.kind, _documents.about_id, _documents.facets)
    line = parts[0] + _UNIT + parts[1] + _UNIT + parts[2]
    newest = _open([line.label("line")]).subquery()
    return select(func.aggregate_strings(newest.c.line, _RECORD))


@cache
def _candidates(_of: str) -> Select[Any]:
    written = {"number": cast(_documents.number, String), "at": _moment()}
    first, *more = (written.get(name, _documents[name]) for name in Candidate._fields)
    line: ColumnElement[str] = first
    for each in more:
        line = line + _UNIT + each
    newest = _open([line.label("line")]).subquery()
    return select(func.aggregate_strings(newest.c.line, _RECORD))


def _moment() -> ColumnElement[str]:
    """When, as text in UTC that Python reads."""
    if _on_postgresql():
        return func.to_char(func.timezone("UTC", _documents.at), 'YYYY-MM-DD"T"HH24:MI:SS.US')
    return type_coerce(_documents.at, String)


@cache
def _bodies() -> Select[Any]:
    query = select(_documents.number, _documents.title, func.substr(_documents.stems, 1, STEMS))
    return query.where(_documents.number.in_(bindparam("numbers", expanding=True)))


@cache
def _shown() -> Select[Any]:
    query = select(_documents.number, _documents.gugus_id, _documents.title, func.substr(_documents.text, 1, EXCERPT))
    return query.where(_documents.number.in_(bindparam("numbers", expanding=True)))


def _open(columns: list[Any]) -> Select[Any]:
    """The newest `most` documents that fit `formula`, all three still to be said."""
    asked = _matching(columns, bindparam("formula", type_=String), bindparam("audiences", expanding=True))
    newest = _documents.number.desc() if _on_postgresql() else _fts.c.rowid.desc()
    return asked.order_by(newest).limit(bindparam("most", type_=Integer))


def _asked(formula: Formula, audiences: Collection[str]) -> dict[str, Any]:
    """A formula and the audiences as a question takes them. They are said to the index too, unless they are many."""
    allowed = sorted(audiences)
    if len(allowed) <= _IN_FORMULA[_dialect()]:
        formula = formula.and_any([audience_mark(each) for each in allowed])
    return {"formula": _written(formula), "audiences": allowed}


def _written(formula: Formula) -> str:
    return formula.for_postgresql() if _on_postgresql() else formula.for_sqlite()


def _matching(columns: list[Any], formula: ColumnElement[str], audiences: Any) -> Select[Any]:
    """A question for documents that fit. That these audiences may see them is said to the index and to the rows."""
    # "+" keeps SQLite from beginning with the audience: its index of words has narrowed more already.
    audience: ColumnElement[Any] = (
        _documents.audience if _on_postgresql() else literal_column("+search_document.audience")
    )
    return _matches(columns, formula).where(audience.in_(audiences))


def _matches(columns: Sequence[Any], formula: ColumnElement[str]) -> Select[Any]:
    if _on_postgresql():
        tokens: ColumnElement[Any] = literal_column(f"search_document.{INDEX}")
        return select(*columns).select_from(SearchDocument.__table__).where(tokens.op("@@")(cast(formula, TSQUERY)))
    query = select(*columns).select_from(_fts.join(SearchDocument.__table__, _documents.number == _fts.c.rowid))
    return query.where(_fts.c[INDEX].op("MATCH")(formula))


def _on_postgresql() -> bool:
    return _dialect() == "postgresql"


def _dialect() -> str:
    return db.engine.dialect.name

"""What the index is asked, in each database's own words.

Who may see a document is a condition of every question that finds; the others are about numbers that were found.
"""

from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, datetime
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    String,
    Text,
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
from sqlalchemy.dialects.postgresql import ARRAY, TSQUERY

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


class Alike(NamedTuple):
    """How many things of what was found are of one kind and have the same facets."""

    kind: str
    facets: str
    number: int


class Fitting(NamedTuple):
    """What fits: the numbers of its documents, the newest first, and what is counted of the things they are about.

    `more`: beyond these there are older ones.
    """

    numbers: list[int]
    alike: list[Alike]
    more: bool

    @property
    def number(self) -> int:
        """Of things: one that several audiences find has several documents."""
        return sum(each.number for each in self.alike)


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


def overview(formula: Formula, audiences: Collection[str], most: int) -> Fitting:
    """What the newest `most` documents are that fit and that these audiences may see.

    The database counts them and hands over one text: hundreds of rows would take longer to read than to find.
    """
    allowed = _allowed(formula, audiences)
    joined = db.session.scalar(_overview(_dialect(), allowed.said), allowed.asked | {"most": most + 1})
    groups = [
        (Alike(kind, facets, int(number)), [int(each) for each in numbers.split(",")])
        for kind, facets, number, numbers in _taken_apart(joined)
    ]
    found = Fitting(sorted((each for _, own in groups for each in own), reverse=True), [of for of, _ in groups], False)
    if len(found.numbers) <= most:
        return found
    *numbers, oldest = found.numbers  # the oldest shows that there are more, and is not among them
    # Where documents are more than things, that of the oldest may have another one.
    alike = [of._replace(number=of.number - (oldest in own and of.number == len(own))) for of, own in groups]
    return Fitting(numbers, [each for each in alike if each.number], True)


def candidates(formula: Formula, audiences: Collection[str], limit: int) -> list[Candidate]:
    """The newest documents that fit and that these audiences may see, with what the order is judged by first."""
    allowed = _allowed(formula, audiences)
    return _split(db.session.scalar(_candidates(_dialect(), allowed.said), allowed.asked | {"most": limit}))


def candidates_of(numbers: Sequence[int]) -> list[Candidate]:
    """The same of documents that were found to fit."""
    return _split(db.session.scalar(_candidates_of(_dialect()), {"numbers": list(numbers)})) if numbers else []


def _split(joined: str | None) -> list[Candidate]:
    found = [_candidate(each) for each in _taken_apart(joined)]
    return sorted(found, key=lambda each: -each.number)  # no database promises in which order it joins


def _taken_apart(joined: str | None) -> Iterator[list[str]]:
    return (each.split(_UNIT) for each in joined.split(_RECORD)) if joined else iter(())


def _candidate(said: list[str]) -> Candidate:
    number, kind, about_id, audience, link, at, facets, marks = said
    moment = datetime.fromisoformat(at).replace(tzinfo=UTC)
    return Candidate(int(number), kind, about_id, audience, link, moment, facets, marks)


def bodies(numbers: Sequence[int]) -> list[Body]:
    """Title and first stems of these documents."""
    return [Body(*row) for row in db.session.execute(_bodies(_dialect()), {"numbers": list(numbers)}).all()]


def shown(numbers: Sequence[int]) -> dict[int, Shown]:
    """What a page shows of these documents, by number."""
    return {row[0]: Shown(*row) for row in db.session.execute(_shown(_dialect()), {"numbers": list(numbers)})}


def hits(stems: Collection[str], audiences: Collection[str], most: int) -> dict[str, int]:
    """How many documents with each stem these audiences may see, counted up to `most`: one question for all."""
    if not stems:
        return {}
    counts = []
    for each in sorted(stems):
        allowed = _allowed(Formula.of([each]), audiences)
        whose = _of_audiences(allowed.said, allowed.asked["audiences"])
        fits = _matches([literal_column("1")], literal(allowed.asked["formula"])).where(whose)
        found = fits.limit(most).subquery()
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
def _overview(_of: str, said: bool) -> Select[Any]:
    found = _open([_documents[name] for name in ("kind", "about_id", "facets", "number")], said).subquery().c
    number, documents = func.count(found.about_id.distinct()), cast(found.number, String)
    line = _line(found.kind, found.facets, cast(number, String), func.aggregate_strings(documents, ","))
    return _one_text(select(line).group_by(found.kind, found.facets))


@cache
def _candidates(_of: str, said: bool) -> Select[Any]:
    return _one_text(_open([_candidate_line()], said))


@cache
def _candidates_of(_of: str) -> Select[Any]:
    return _one_text(select(_candidate_line()).where(_of_numbers()))


def _candidate_line() -> ColumnElement[str]:
    written = {"number": _number(), "at": _moment()}
    return _line(*(written.get(name, _documents[name]) for name in Candidate._fields))


def _line(first: ColumnElement[str], *more: ColumnElement[str]) -> ColumnElement[str]:
    for each in more:
        first = first + _UNIT + each
    return first.label("line")


def _one_text(query: Select[Any]) -> Select[Any]:
    found = query.subquery()
    return select(func.aggregate_strings(found.c.line, _RECORD))


def _number() -> ColumnElement[str]:
    return cast(_documents.number, String)


def _moment() -> ColumnElement[str]:
    """When, as text in UTC that Python reads."""
    if _on_postgresql():
        return func.to_char(func.timezone("UTC", _documents.at), 'YYYY-MM-DD"T"HH24:MI:SS.US')
    return type_coerce(_documents.at, String)


@cache
def _bodies(_of: str) -> Select[Any]:
    query = select(_documents.number, _documents.title, func.substr(_documents.stems, 1, STEMS))
    return query.where(_of_numbers())


@cache
def _shown(_of: str) -> Select[Any]:
    query = select(_documents.number, _documents.gugus_id, _documents.title, func.substr(_documents.text, 1, EXCERPT))
    return query.where(_of_numbers())


def _of_numbers() -> ColumnElement[bool]:
    """The documents of `numbers`, still to be said; as one value where the database takes a list for one."""
    if _on_postgresql():
        return _documents.number == func.any(bindparam("numbers", type_=ARRAY(Integer)))
    return _documents.number.in_(bindparam("numbers", expanding=True))


def _open(columns: list[Any], said: bool) -> Select[Any]:
    """The newest `most` documents that fit `formula`, all three still to be said."""
    formula = bindparam("formula", type_=String)
    newest = _documents.number.desc() if _on_postgresql() else _fts.c.rowid.desc()
    query = _matches(columns, formula).where(_of_audiences(said)).order_by(newest)
    return query.limit(bindparam("most", type_=Integer))


class _Allowed(NamedTuple):
    """A formula and the audiences as a question takes them; `said`: the formula has the audiences in it."""

    asked: dict[str, Any]
    said: bool


def _allowed(formula: Formula, audiences: Collection[str]) -> _Allowed:
    """The audiences are said to the index too, unless they are many."""
    allowed = sorted(audiences)
    said = len(allowed) <= _IN_FORMULA[_dialect()]
    if said:
        formula = formula.and_any([audience_mark(each) for each in allowed])
    return _Allowed({"formula": _written(formula), "audiences": allowed}, said)


def _written(formula: Formula) -> str:
    return formula.for_postgresql() if _on_postgresql() else formula.for_sqlite()


def _of_audiences(said: bool, given: Collection[str] | None = None) -> ColumnElement[bool]:
    """That these `audiences` may see a row: asked of every row, whatever the index was told (`said`)."""
    if not _on_postgresql():
        # "+" keeps SQLite from beginning with the audience: its index of words has narrowed more already.
        whose: ColumnElement[Any] = literal_column("+search_document.audience")
    elif said:
        # To PostgreSQL this looks as if it were true of almost all rows, as it is of what the index has found. Said as
        # IN, it would be taken for a second halving, and rows by the ten thousand sorted where the newest are enough.
        listed = bindparam("audiences", given, type_=ARRAY(Text), required=given is None)
        return func.array_position(listed, cast(_documents.audience, Text)).is_not(None)
    else:
        whose = _documents.audience
    return whose.in_(bindparam("audiences", given, expanding=True, required=given is None))


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

"""Finding regions and schools by what a person types."""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, and_, case, func, literal, or_, select
from sqlalchemy.orm import InstrumentedAttribute, aliased, contains_eager, joinedload, raiseload

from community.kernel.database import db
from community.wilayah.models import Sekolah, Wilayah
from community.wilayah.names import region_key, school_key

MOST_WORDS = 6


def wilayah_of(code: str) -> Wilayah | None:
    """The region with `code`, its parent loaded."""
    query = select(Wilayah).where(Wilayah.code == code).options(joinedload(Wilayah.parent))
    return db.session.scalar(query)


def region_path(code: str) -> str:
    """For "32.05.23" what a sentence says, "Banjarwangi, Kabupaten Garut"; an unknown code stays a code."""
    wilayah = wilayah_of(code)
    return wilayah.path if wilayah else code


def wilayah_found(words: str, level: str | None = None, *, limit: int = 30) -> list[Wilayah]:
    """Regions whose name, or that of the region they lie in, holds every word; a code finds its region.

    Parents are loaded. Where no name holds every word, those that hold any of them ("Blubur Limbangan" leads
    to the table's "Bl. Limbangan").
    """
    text = words.strip()
    tokens = region_key(text).split()[:MOST_WORDS]
    if not tokens:
        return []
    parent = aliased(Wilayah)
    held = [or_(_holds(Wilayah.name, token), _holds(parent.name, token)) for token in tokens]
    for condition in (and_(*held), or_(*(_holds(Wilayah.name, token) for token in tokens))):
        query = (
            select(Wilayah)
            .outerjoin(parent, Wilayah.parent_code == parent.code)
            .where(or_(Wilayah.code == text, condition))
            .options(contains_eager(Wilayah.parent.of_type(parent)))
            .order_by(_by_own_name(Wilayah.name, tokens), Wilayah.code)
            .limit(limit)
        )
        if level:
            query = query.where(Wilayah.level == level)
        if found := list(db.session.scalars(query)):
            return found
    return []


def sekolah_found(words: str, within: str | None = None, *, limit: int = 30) -> list[Sekolah]:
    """Schools whose name or kecamatan holds every word ("sdn 1 banjarwangi", "SD Negeri 1 Banjarwangi"), or
    by NPSN.

    `within`: the code of a region. Kecamatan are loaded.
    """
    text = words.strip()
    as_written = _plain_words(text)
    if not as_written:
        return []
    in_order = school_key(text).split()[:MOST_WORDS] or as_written
    query = (
        select(Sekolah)
        .join(Sekolah.kecamatan)
        .where(
            or_(
                Sekolah.npsn == text.upper(),
                and_(*(_in_school(token) for token in as_written)),
                and_(*(_in_school(token) for token in in_order)),
            )
        )
        .options(contains_eager(Sekolah.kecamatan))
        .order_by(_by_own_name(Sekolah.name, in_order), Sekolah.name, Sekolah.npsn)
        .limit(limit)
    )
    if within:
        query = query.where(or_(Wilayah.code == within, Wilayah.code.startswith(within + ".", autoescape=True)))
    return list(db.session.scalars(query))


def sekolah_of_npsn(numbers: Iterable[str]) -> dict[str, Sekolah]:
    """The schools with these NPSN, by NPSN."""
    query = select(Sekolah).where(Sekolah.npsn.in_(set(numbers)))
    return {each.npsn: each for each in db.session.scalars(query)}


def sekolah_of_ids(ids: Iterable[str]) -> list[Sekolah]:
    """The schools with these ids, by name, kecamatan loaded."""
    query = select(Sekolah).where(Sekolah.id.in_(set(ids))).options(joinedload(Sekolah.kecamatan), raiseload("*"))
    return list(db.session.scalars(query.order_by(Sekolah.name, Sekolah.npsn)))


def counts() -> dict[str, int]:
    """How many regions of each level, and how many schools."""
    rows = db.session.execute(select(Wilayah.level, func.count()).group_by(Wilayah.level)).all()
    found = dict(rows)
    found["sekolah"] = db.session.scalar(select(func.count(Sekolah.id))) or 0
    return found


def kabupaten_with_schools() -> list[tuple[Wilayah, int]]:
    """The kabupaten/kota of which schools are loaded, with how many."""
    code = func.substr(Sekolah.kecamatan_code, 1, 5)
    counted = select(code.label("code"), func.count().label("number")).group_by(code).subquery()
    query = (
        select(Wilayah, counted.c.number)
        .join(counted, counted.c.code == Wilayah.code)
        .options(joinedload(Wilayah.parent))
        .order_by(Wilayah.code)
    )
    return [(wilayah, number) for wilayah, number in db.session.execute(query)]


def _plain_words(text: str) -> list[str]:
    return [word for word in text.casefold().replace(".", " ").replace(",", " ").split() if word][:MOST_WORDS]


def _holds(column: InstrumentedAttribute[str], token: str) -> ColumnElement[bool]:
    return func.lower(column).contains(token, autoescape=True)


def _in_school(token: str) -> ColumnElement[bool]:
    if token.isdigit():  # SDN 1 is not SDN 10
        return (literal(" ") + func.lower(Sekolah.name) + literal(" ")).contains(f" {token} ", autoescape=True)
    return or_(_holds(Sekolah.name, token), _holds(Wilayah.name, token))


def _by_own_name(column: InstrumentedAttribute[str], tokens: list[str]) -> ColumnElement[int]:
    """What holds the words in its own name comes before what only lies in such a place."""
    return case((and_(*(_holds(column, token) for token in tokens)), 0), else_=1)

"""Lists of materi, a line each: one's own, those of a gugus, those a search has found.

A line is read as columns, not as rows of the models: a list needs neither the texts nor what hangs on them.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Select, String, and_, bindparam, case, or_, select
from sqlalchemy.orm import joinedload, selectinload

from community.accounts.models import FORMER, Guru
from community.gugus.models import Gugus
from community.gugus.queries.moderation import hidden
from community.gugus.queries.reach import above, within
from community.kernel.clock import today
from community.kernel.database import db
from community.materials.models import KINDS, STATES, Author, Material, Version
from community.materials.queries.hiding import MATERIAL, standing
from community.materials.queries.reach import readable_on, written_by

PAGE = 20
_GURU = bindparam("guru_id", type_=String)
_SHOWN = (Version.material_id == Material.id) & (Version.number == Material.current_number)


@dataclass(frozen=True)
class Line:
    """What a list says of a materi."""

    id: str
    kind: str
    status: str
    visibility: str
    number: int
    title: str
    fase: str
    kelas: str
    mapel: str
    gugus_name: str
    authors: list[str] = field(default_factory=list)  # names, in order
    is_hidden: bool = False  # told to its authors alone: nobody else has it in a list

    @property
    def kind_name(self) -> str:
        return KINDS.get(self.kind, self.kind)

    @property
    def state_name(self) -> str:
        return STATES.get(self.status, self.status)


class Page(NamedTuple):
    """Some materi, and whether there are more behind them."""

    rows: list[Line]
    more: bool


def newest_materials(guru: Guru, page: int = 1) -> Page:
    """All that `guru` may read, newest first."""
    return _page(_readable(), page, PAGE, guru_id=guru.id, day=today())


def my_materials(guru: Guru, page: int = 1) -> Page:
    """What `guru` wrote, newest first: drafts too, and what is hidden from others."""
    found = _page(_mine(), page, PAGE, guru_id=guru.id)
    away = hidden(MATERIAL, [each.id for each in found.rows])
    return Page([replace(each, is_hidden=each.id in away) for each in found.rows], found.more)


def gugus_materials(guru: Guru, gugus: Gugus, page: int = 1, size: int = PAGE) -> Page:
    """Those of one gugus that `guru` may read, newest first."""
    return _page(_of_gugus(), page, size, guru_id=guru.id, day=today(), gugus_id=gugus.id)


def listed(guru: Guru, ids: Collection[str]) -> dict[str, Line]:
    """Those of `ids` that `guru` may read still."""
    if not ids:
        return {}
    values = {"guru_id": guru.id, "day": today(), "ids": list(ids)}
    return {line.id: line for line in _with_authors(db.session.execute(_named(), values).all())}


def newest(query: Select[Any], limit: int) -> Select[Any]:
    """Of a query of Material so many, the last saved first; version, gugus and authors loaded."""
    loaded = (joinedload(Material.current), selectinload(Material.authors).joinedload(Author.guru))
    return query.order_by(Material.changed_at.desc(), Material.id.desc()).limit(limit).options(*loaded)


def _page(statement: Select[Any], page: int, size: int, **values: str | date) -> Page:
    found = db.session.execute(statement, values | {"most": size + 1, "skip": (page - 1) * size}).all()
    return Page(_with_authors(found[:size]), len(found) > size)


def _with_authors(rows: Sequence[Any]) -> list[Line]:
    lines = [Line(*row) for row in rows]
    names: dict[str, list[str]] = defaultdict(list)
    for material_id, name in db.session.execute(_names(), {"ids": [each.id for each in lines]}) if lines else ():
        names[material_id].append(name)
    for line in lines:
        line.authors.extend(names[line.id])
    return lines


# Made once: a list costs more to say in SQLAlchemy than to read.


def _lines(*, hidden_too: bool = False) -> Select[Any]:
    said = (Material.id, Material.kind, Material.status, Material.visibility, Material.current_number)
    shown = (Version.title, Version.fase, Version.kelas, Version.mapel)
    query: Any = select(*said, *shown, Gugus.name)
    query = query.select_from(Material).join(Version, _SHOWN).join(Material.gugus)
    found: Select[Any] = query.where(Material.removed_at.is_(None) if hidden_too else standing())
    return found


def _turned(query: Select[Any]) -> Select[Any]:
    newest_first = query.order_by(Material.changed_at.desc(), Material.id.desc())
    return newest_first.limit(bindparam("most")).offset(bindparam("skip"))


@cache
def _mine() -> Select[Any]:
    return _turned(_lines(hidden_too=True).where(written_by(_GURU)))


@cache
def _readable() -> Select[Any]:
    """Who reads is found out once, not for each of ten thousand rows."""
    day: Any = bindparam("day")
    gugus = select(Gugus.id).where(or_(within(_GURU, day), above(_GURU, day)))
    mine = select(Author.material_id).where(Author.guru_id == _GURU, Author.ended_at.is_(None))
    in_gugus = and_(Material.visibility == "gugus", Material.gugus_id.in_(gugus))
    return _turned(_lines().where(or_(Material.visibility.in_(("masuk", "publik")), in_gugus, Material.id.in_(mine))))


@cache
def _of_gugus() -> Select[Any]:
    return _turned(_lines().where(Material.gugus_id == bindparam("gugus_id"), readable_on(_GURU, bindparam("day"))))


@cache
def _named() -> Select[Any]:
    return _lines().where(Material.id.in_(bindparam("ids", expanding=True)), readable_on(_GURU, bindparam("day")))


@cache
def _names() -> Select[Any]:
    query: Any = select(Author.material_id, case((Guru.erased_at.is_(None), Guru.name), else_=FORMER)).join(Author.guru)
    query = query.where(Author.material_id.in_(bindparam("ids", expanding=True)), Author.ended_at.is_(None))
    found: Select[Any] = query.order_by(Author.material_id, Author.position)
    return found

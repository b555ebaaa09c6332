"""Reading cheaply: statements that are made once, and answers that serve the whole page.

    @prepared
    def _lines(guru_id: Any) -> Select[Any]:
        return select(LedgerEntry).where(LedgerEntry.guru_id == guru_id)

    db.session.scalars(*_lines(guru_id=guru.id))

Making a statement costs SQLAlchemy as much as running it; a prepared one is made at its first use, with its parameters
left open. What is annotated as a Collection is open for `in_`, with as many values as each asking has.

    @once
    def roles_in(paket_id: str) -> dict[str, str]: ...

A page and the panels on it are strangers to each other and ask for the same things: the first answer is kept until the
transaction ends. Where something may be written it is asked each time, so that no act decides on an old answer.
"""

import functools
import inspect
from collections.abc import Callable, Collection, Hashable
from typing import Any, ParamSpec, TypeVar, get_origin

from sqlalchemy import bindparam

from community.kernel.database import READ, db

P = ParamSpec("P")
R = TypeVar("R")
Statement = TypeVar("Statement")


def prepared(make: Callable[..., Statement]) -> Callable[..., tuple[Statement, dict[str, Any]]]:
    """Let `make` (parameters to a statement) run once; what it gives is called with values, by name."""
    parameters = inspect.signature(make).parameters.values()

    @functools.cache
    def made() -> Statement:
        return make(*(bindparam(each.name, expanding=_is_many(each.annotation)) for each in parameters))

    @functools.wraps(make)
    def statement(**values: Any) -> tuple[Statement, dict[str, Any]]:
        return made(), values

    return statement


def _is_many(annotation: Any) -> bool:
    return get_origin(annotation) is Collection


def once(read: Callable[P, R]) -> Callable[P, R]:
    """Let `read` answer once per transaction that only reads. Its arguments are hashable, its answer is not changed."""

    @functools.wraps(read)
    def answer(*args: P.args, **kwargs: P.kwargs) -> R:
        info = db.session().info
        if info.get("writing"):
            return read(*args, **kwargs)
        kept: dict[Hashable, Any] = info.setdefault(READ, {})
        key = (answer, args, tuple(kwargs.items()))
        if key not in kept:
            kept[key] = read(*args, **kwargs)
        found: R = kept[key]
        return found

    return answer

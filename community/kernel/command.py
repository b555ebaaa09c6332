"""One act: permission, transaction, news. The only place in the house that commits.

    @command(Do.CHECK_IN)
    def check_in(guru, pertemuan, *, via): ...

The outermost act joins the door's transaction, asks the table, runs its body, tells the within-transaction listeners,
commits once, then tells the after-commit listeners. A failure before the commit undoes everything; one after it is
logged and undoes nothing. On an IntegrityError (the other tap was first) the outermost act runs once more and finds
the row. An act called by an act joins it.
"""

import functools
import logging
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, Concatenate, Final, ParamSpec, Protocol, TypeVar, cast

from sqlalchemy.exc import IntegrityError

from community.kernel.database import begin_writing, end_transaction
from community.kernel.errors import NotAllowed
from community.permissions import Do, Role, may

log = logging.getLogger(__name__)


class System:
    """The application as an actor: the command line and its own jobs."""

    id = "sistem"
    name = "Aplikasi"


SYSTEM: Final = System()


class Subject(Protocol):
    def roles_of(self, actor: Any) -> set[Role]: ...


class Everything:
    """The installation as a subject: operators act on it."""

    id = "instalasi"

    def roles_of(self, actor: Any) -> set[Role]:
        return set()


INSTALLATION: Final = Everything()

P = ParamSpec("P")
R = TypeVar("R")
Listener = Callable[[Any], None]

_within: dict[type, list[Listener]] = defaultdict(list)
_after: dict[type, list[Listener]] = defaultdict(list)
_facts: ContextVar[list[Any] | None] = ContextVar("facts", default=None)


@dataclass(frozen=True)
class _Afterwards:
    """A fact that concerns nobody but `run`."""

    run: Callable[[], None]


@dataclass(frozen=True)
class _Together:
    """What concerns nobody but `each`, which is told of all the values of one act at once."""

    each: Callable[[list[Any]], None]
    values: list[Any]

    def run(self) -> None:
        self.each(self.values)


def listen(within: Mapping[type, Sequence[Listener]], after: Mapping[type, Sequence[Listener]]) -> None:
    """Say who hears which fact; wiring calls this once with two readable tables."""
    _within.clear()
    _after.clear()
    for kind, listeners in within.items():
        _within[kind].extend(listeners)
    for kind, listeners in after.items():
        _after[kind].extend(listeners)


def announce(fact: Any) -> None:
    """Tell what happened; heard once the body of the act is done."""
    facts = _facts.get()
    if facts is None:
        raise RuntimeError("a fact is announced by an act")
    facts.append(fact)


def after_commit(run: Callable[[], None]) -> None:
    """Call `run` once the running act is committed (outside an act: at once); its failure undoes nothing."""
    if _facts.get() is None:
        run()
    else:
        announce(_Afterwards(run))


def together_after_commit(run: Callable[[list[Any]], None], value: Any) -> None:
    """Call `run` once with every value it was asked for in the running act; outside of one at once, with this one."""
    facts = _facts.get()
    if facts is None:
        run([value])
        return
    for fact in reversed(facts):
        if isinstance(fact, _Together) and fact.each is run:
            fact.values.append(value)
            return
    announce(_Together(run, [value]))


def roles(actor: Any, subject: Subject) -> set[Role]:
    """All relations of `actor` (a person, SYSTEM or None) to `subject`."""
    if actor is None:
        return {Role.ANYONE}
    if actor is SYSTEM:
        return {Role.ANYONE, Role.SYSTEM}
    found = {Role.ANYONE, Role.SIGNED_IN} | subject.roles_of(actor)
    if actor.is_operator:
        found.add(Role.OPERATOR)
    return found


def allowed(actor: Any, do: Do, subject: Subject) -> bool:
    """Whether `actor` may do `do` to `subject`: for a page that shows or hides a button."""
    return may(roles(actor, subject), do)


def authorize(actor: Any, do: Do, subject: Subject) -> None:
    """Raise NotAllowed unless the table allows it."""
    if not allowed(actor, do, subject):
        raise NotAllowed(act=do.value)


def command(
    do: Do,
) -> Callable[[Callable[Concatenate[Any, Any, P], R]], Callable[Concatenate[Any, Any, P], R]]:
    """Make a function the act `do`; its first two arguments are the actor and the subject."""

    def decorate(body: Callable[Concatenate[Any, Any, P], R]) -> Callable[Concatenate[Any, Any, P], R]:
        def run(actor: Any, subject: Any, *args: P.args, **kwargs: P.kwargs) -> R:
            authorize(actor, do, subject)
            return body(actor, subject, *args, **kwargs)

        @functools.wraps(body)
        def act(actor: Any, subject: Any, *args: P.args, **kwargs: P.kwargs) -> R:
            if _facts.get() is not None:
                return run(actor, subject, *args, **kwargs)
            return _outermost(lambda: run(actor, subject, *args, **kwargs))

        act.do = do  # type: ignore[attr-defined]
        return cast(Callable[Concatenate[Any, Any, P], R], act)

    return decorate


def _outermost(run: Callable[[], R]) -> R:
    try:
        result, facts = _attempt(run)
    except IntegrityError:
        result, facts = _attempt(run)
    for fact in facts:
        listeners = [_run_after] if isinstance(fact, _Afterwards | _Together) else _after[type(fact)]
        for listener in listeners:
            _tell_after(listener, fact)
    return result


def _attempt(run: Callable[[], R]) -> tuple[R, list[Any]]:
    facts: list[Any] = []
    token = _facts.set(facts)
    kept = False
    try:
        begin_writing()
        result = run()
        for fact in facts:  # a listener's own act may announce more: the list grows while it is read
            for listener in _within[type(fact)]:
                listener(fact)
        end_transaction(keep=True)
        kept = True
        return result, facts
    finally:
        _facts.reset(token)
        if not kept:
            end_transaction(keep=False)


def _tell_after(listener: Listener, fact: Any) -> None:
    try:
        listener(fact)
    except Exception:
        log.exception("after-commit listener %s failed on %r; the act stands", listener, fact)
        end_transaction(keep=False)


def _run_after(fact: _Afterwards | _Together) -> None:
    fact.run()

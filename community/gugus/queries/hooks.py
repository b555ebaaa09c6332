"""What packages above know and gugus must ask: lists that wiring fills at start."""

from collections.abc import Callable, Collection
from typing import Any, NamedTuple

from community.accounts.models import Guru
from community.kernel.errors import NotFound
from community.permissions import Role


class Thing(NamedTuple):
    """Something that was reported, as the queue shows it."""

    about_id: str
    gugus_id: str
    author_id: str | None
    author_name: str
    words: str  # what it is: "Balasan dalam “Jadwal supervisi”"
    excerpt: str  # plain text
    link: str
    with_ids: frozenset[str] = frozenset()  # who wrote it together

    @property
    def writer_ids(self) -> frozenset[str]:
        """Everyone whose work it is: they neither report it nor decide about it."""
        return self.with_ids | ({self.author_id} if self.author_id else set())


Reach = Callable[[Guru, str], Any]  # the row through the person, or NotFound
Describe = Callable[[Collection[str]], dict[str, Thing]]  # things by id, in so many queries whatever their number

# Kind -> how a person reaches one, and what the queue says of several.
REPORTABLES: dict[str, tuple[Reach, Describe]] = {}


class Part(NamedTuple):
    """A part of a gugus that lies above it: its name, its address below the gugus, and to whom it is shown."""

    label: str
    path: str
    for_whom: Callable[[set[Role]], bool]


# Parts that stand in the row of parts of a gugus, behind "Ringkasan".
PARTS: list[Part] = []


def reportable(kind: str, reach: Reach, describe: Describe) -> None:
    """Say that rows of `kind` may be reported; wiring calls this at start.

    `reach(guru, about_id)` gives the row (with `id` and `roles_of`) or raises NotFound; `describe(ids)` gives what
    the queue shows of each that still exists.
    """
    REPORTABLES[kind] = (reach, describe)


def reached(guru: Guru, kind: str, about_id: str) -> Any:
    """The row of `kind` that `guru` may read. Raises NotFound, for an unknown kind too."""
    if kind not in REPORTABLES:
        raise NotFound
    return REPORTABLES[kind][0](guru, about_id)


def described(kind: str, ids: Collection[str]) -> dict[str, Thing]:
    """What there is to say of things of one kind, by id."""
    return REPORTABLES[kind][1](ids) if kind in REPORTABLES and ids else {}

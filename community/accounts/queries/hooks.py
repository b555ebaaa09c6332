"""What packages above know and accounts must ask: lists that wiring fills at start."""

from collections.abc import Callable
from typing import Any, NamedTuple

from community.accounts.models import Guru


class Task(NamedTuple):
    """Something the operator should see to: a sentence, and where it is done ("": not in the browser)."""

    sentence: str
    href: str


# Takes the path to return to after registering; gives the name of the gugus whose open invitation it is, or
# None.
INVITED: list[Callable[[str], str | None]] = []

# Sections of the export of a person's own data: heading, and what gives it as plain JSON values.
EXPORTS: list[tuple[str, Callable[[Guru], Any]]] = []

# What waits for the operator: a sekolah without koordinator for whom someone waits, and the like.
WAITING: list[Callable[[], list[Task]]] = []


def invitation_behind(path: str) -> str | None:
    """The name of the gugus that invites under `path`, if one vouches for it."""
    return next((name for each in INVITED if (name := each(path))), None)


def sections_about(guru: Guru) -> dict[str, Any]:
    """What the other packages hold about `guru`, by heading."""
    return {heading: section(guru) for heading, section in EXPORTS}


def waiting() -> list[Task]:
    """Everything that waits for the operator."""
    return [task for each in WAITING for task in each()]

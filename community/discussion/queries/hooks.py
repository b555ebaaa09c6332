"""What other packages let a moderator show to everyone in a room; filled in wiring."""

from collections.abc import Callable
from typing import NamedTuple

from community.accounts.models import Guru
from community.gugus.models import Gugus
from community.kernel.files import StoredFile


class Thing(NamedTuple):
    """One thing of a shelf."""

    about_id: str
    title: str


class Shelf(NamedTuple):
    """Things of one kind. `words` is what the screen calls them.

    choices: what a person may choose of in a gugus, the newest first, few;
    draw: the HTML of one thing for a person, raising NotFound (or another refusal) for who may not read it;
    files: files that come with these things, of which those with pages can be shown by themselves.
    """

    words: str
    choices: Callable[[Guru, Gugus], list[Thing]]
    draw: Callable[[Guru, str], str]
    files: Callable[[Guru, Gugus], list[StoredFile]]


SHELVES: dict[str, Shelf] = {}

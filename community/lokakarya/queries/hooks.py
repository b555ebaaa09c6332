"""What packages above answer: whether the minutes of a pertemuan are written elsewhere. Filled in wiring."""

from collections.abc import Callable
from typing import NamedTuple


class Elsewhere(NamedTuple):
    """Where the minutes are written together instead of in the form, and whether they are frozen there."""

    link: str
    frozen: bool


WRITTEN_ELSEWHERE: list[Callable[[str], Elsewhere | None]] = []


def written_elsewhere(pertemuan_id: str) -> Elsewhere | None:
    """Where the minutes of a pertemuan are written instead of in the form, if anywhere."""
    return next((found for tell in WRITTEN_ELSEWHERE if (found := tell(pertemuan_id))), None)

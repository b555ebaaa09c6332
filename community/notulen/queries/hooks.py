"""What the packages above answer: who was there. Filled in wiring."""

from collections.abc import Callable

from community.lokakarya.models import Pertemuan
from community.notulen.rules.minutes import Attendee

ATTENDING: list[Callable[[Pertemuan], list[Attendee]]] = []


def attending(pertemuan: Pertemuan) -> list[Attendee]:
    """Everyone expected at a pertemuan and what is recorded of them, by name."""
    return [each for tell in ATTENDING for each in tell(pertemuan)]

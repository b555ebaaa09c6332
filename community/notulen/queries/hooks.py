"""What the packages above answer: who was there. Filled in wiring."""

from collections.abc import Callable

from community.lokakarya.models import Pertemuan
from community.notulen.rules.minutes import Attendance

ATTENDING: list[Callable[[Pertemuan], Attendance]] = []


def attending(pertemuan: Pertemuan) -> Attendance:
    """Who was at a pertemuan, by name, and how many of those expected were not."""
    told = [tell(pertemuan) for tell in ATTENDING]
    return Attendance([who for each in told for who in each.present], [how for each in told for how in each.others])

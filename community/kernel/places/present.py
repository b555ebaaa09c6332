"""Who is at a place now: shown to those who are there, in whatever process, kept nowhere."""

import time
from collections.abc import Callable
from typing import Any

from community.kernel.places.elsewhere import SAID_EVERY, Elsewhere
from community.kernel.places.seats import Seats
from community.kernel.realtime import soon, tell_others, this_process

NAMED = 12  # names that are told; of the others the number
_MOMENTS = 5  # in which people come and go before it is told: each time, everyone at the place is sent it

Picture = dict[str, Any]


class Present:
    """The people at the places of one kind.

    `kind` is what a place is called in what processes tell each other ("ruang"), `word` the word they tell it under.
    `show` sends a picture (`jumlah`, `nama`) to those at a place here. `otherwise` says who is at a place of which this
    process knows nothing, names by id, as one that serves pages alone.
    """

    def __init__(
        self,
        kind: str,
        word: str,
        here: Seats,
        show: Callable[[str, Picture], None],
        otherwise: Callable[[str], dict[str, str]] = lambda _place: {},
    ) -> None:
        self._kind, self._word, self._here, self._show, self._otherwise = kind, word, here, show, otherwise
        self._elsewhere = Elsewhere()
        self._told_at: dict[str, float] = {}  # place -> when the other processes were told who is here

    def people(self, place: str) -> Picture:
        """Who is at a place, here and in the other processes: how many, and the first names."""
        here = self._here.people_at(place)
        there, names = self._elsewhere.people_in(place)
        if not here and not there:
            written = self._otherwise(place)
            there, names = set(written), list(written.values())
        first = dict.fromkeys([*here.values(), *names])  # who came first first; the same name once
        return {"jumlah": len(there | here.keys()), "nama": sorted(list(first)[:NAMED])}

    def changed(self, place: str) -> None:
        """Someone came or went: one picture for all who did so within a second."""
        soon(f"{self._word}:{place}", lambda: self._tell_everyone(place), moments=_MOMENTS)

    def told(self, said: dict[str, Any]) -> None:
        """Another process has told who is there."""
        place = str(said[self._kind])
        self._elsewhere.said(place, said["proses"], said["id"], said["nama"])
        self._show_soon(place)

    def look(self) -> None:
        """Tell the other processes now and then who is here, and take those out who told nothing for long."""
        for place in self._elsewhere.forget_silent():
            self._show_soon(place)
        since = time.monotonic() - SAID_EVERY
        for place in self._here.people():
            if self._told_at.get(place, 0.0) < since:
                self._tell_processes(place)

    def empty(self) -> None:
        """The other processes have told nothing, as when this one begins."""
        self._elsewhere.empty()
        self._told_at.clear()

    def _tell_everyone(self, place: str) -> None:
        self._show(place, self.people(place))
        self._tell_processes(place)

    def _tell_processes(self, place: str) -> None:
        here = self._here.people_at(place)
        if here:
            self._told_at[place] = time.monotonic()
        else:
            self._told_at.pop(place, None)
        some = list(here.values())[:NAMED]
        tell_others(self._word, {self._kind: place, "proses": this_process(), "id": list(here), "nama": some})

    def _show_soon(self, place: str) -> None:
        if self._here.people_at(place):
            soon(f"{self._word}-lain:{place}", lambda: self._show(place, self.people(place)), moments=_MOMENTS)

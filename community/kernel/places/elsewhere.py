"""Who is there in the other processes, as each of them last said it. Who says nothing for a while has ended.

A place is what people have open together: a room, a document. One `Elsewhere` for each kind of place.
"""

import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass

SAID_EVERY = 15.0  # seconds between two times that a process says who is there
_FORGOTTEN_AFTER = 3 * SAID_EVERY


@dataclass
class _There:
    guru_ids: frozenset[str]
    names: list[str]  # some of them
    at: float


class Elsewhere:
    """Place -> process -> who is there."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._places: dict[str, dict[str, _There]] = {}

    def said(self, place: str, process: str, guru_ids: Iterable[str], names: Iterable[str]) -> None:
        """A process has told who is at a place there."""
        there = _There(frozenset(guru_ids), list(names), time.monotonic())
        with self._guard:
            if there.guru_ids:
                self._places.setdefault(place, {})[process] = there
            else:
                self._forget(place, process)

    def people_in(self, place: str) -> tuple[set[str], list[str]]:
        """The people at a place in the other processes, and the names of some of them."""
        with self._guard:
            others = list(self._places.get(place, {}).values())
        ids = {guru_id for each in others for guru_id in each.guru_ids}
        return ids, [name for each in others for name in each.names]

    def forget_silent(self) -> set[str]:
        """Take who has ended out of the places; the places at which somebody was."""
        since = time.monotonic() - _FORGOTTEN_AFTER
        with self._guard:
            every = [(place, name, each) for place, others in self._places.items() for name, each in others.items()]
            silent = [(place, process) for place, process, each in every if each.at < since]
            for place, process in silent:
                self._forget(place, process)
        return {place for place, _ in silent}

    def empty(self) -> None:
        """Nothing was said, as when a process begins."""
        with self._guard:
            self._places.clear()

    def _forget(self, place: str, process: str) -> None:
        others = self._places.get(place, {})
        others.pop(process, None)
        if not others:
            self._places.pop(place, None)

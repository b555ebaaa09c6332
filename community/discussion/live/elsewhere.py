"""Who hears a room in the other processes, as each of them last said it. Who says nothing for a while has ended."""

import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass

SAID_EVERY = 15.0  # seconds between two times that a process says who is there
_FORGOTTEN_AFTER = 3 * SAID_EVERY

_guard = threading.Lock()


@dataclass
class _There:
    guru_ids: frozenset[str]
    names: list[str]  # some of them
    at: float


_rooms: dict[str, dict[str, _There]] = {}  # room id -> process -> who is there


def said(room_id: str, process: str, guru_ids: Iterable[str], names: Iterable[str]) -> None:
    """A process has told who hears a room there."""
    there = _There(frozenset(guru_ids), list(names), time.monotonic())
    with _guard:
        if there.guru_ids:
            _rooms.setdefault(room_id, {})[process] = there
        else:
            _forget(room_id, process)


def people_in(room_id: str) -> tuple[set[str], list[str]]:
    """The people of a room in the other processes, and the names of some of them."""
    with _guard:
        others = list(_rooms.get(room_id, {}).values())
    ids = {guru_id for each in others for guru_id in each.guru_ids}
    return ids, [name for each in others for name in each.names]


def forget_silent() -> set[str]:
    """Take who has ended out of the rooms; the rooms in which somebody was."""
    since = time.monotonic() - _FORGOTTEN_AFTER
    with _guard:
        silent = [(room, name) for room, others in _rooms.items() for name, each in others.items() if each.at < since]
        for room_id, process in silent:
            _forget(room_id, process)
    return {room_id for room_id, _ in silent}


def empty() -> None:
    """Nothing was said, as when a process begins."""
    with _guard:
        _rooms.clear()


def _forget(room_id: str, process: str) -> None:
    others = _rooms.get(room_id, {})
    others.pop(process, None)
    if not others:
        _rooms.pop(room_id, None)

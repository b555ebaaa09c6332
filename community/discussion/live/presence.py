"""Who is in a room now, and who is writing: said to those in it, in whatever process, kept nowhere."""

import time
from typing import Any

from community.discussion.live import elsewhere, roster
from community.discussion.live.names import FORMS, NAMESPACE, OF_PEOPLE, OF_TYPING, channel
from community.discussion.queries.presence import others_in
from community.kernel.realtime import socketio, soon, tell_others, this_process

NAMED = 12  # names that are told; of the others the number
_MOMENTS = 5  # in which people come and go before it is told: each time, everyone in the room is sent it
_told_at: dict[str, float] = {}  # room id -> when the other processes were told who is here


def people(room_id: str) -> dict[str, Any]:
    """Who is here, and in the other processes: how many, and the first names."""
    here = roster.people_in(room_id)
    there, names = elsewhere.people_in(room_id)
    if not here and not there:  # nobody of this process, and it may hear nothing of the others: a page has the rows
        written = others_in(room_id, "")
        there, names = set(written), list(written.values())
    first = dict.fromkeys([*here.values(), *names])  # who came first first; the same name once
    return {"ruang": room_id, "jumlah": len(there | here.keys()), "nama": sorted(list(first)[:NAMED])}


def changed(room_id: str) -> None:
    """Someone came or went: one picture for all who did so within a moment."""
    soon(f"orang:{room_id}", lambda: _tell_everyone(room_id), moments=_MOMENTS)


def typing(room_id: str, guru_id: str, name: str, *, sid: str) -> None:
    """Tell the others that someone is writing."""
    said = {"ruang": room_id, "oleh": {"id": guru_id, "nama": name}}
    _tell(room_id, "mengetik", said, skip=sid)
    tell_others(OF_TYPING, said)


def typing_elsewhere(said: dict[str, Any]) -> None:
    """Someone in another process is writing."""
    _tell(said["ruang"], "mengetik", said)


def people_elsewhere(said: dict[str, Any]) -> None:
    """Another process has told who is there."""
    room_id = said["ruang"]
    elsewhere.said(room_id, said["proses"], said["id"], said["nama"])
    _show_soon(room_id)


def look() -> None:
    """Tell the other processes now and then who is here, and take those out who told nothing for long."""
    for room_id in elsewhere.forget_silent():
        _show_soon(room_id)
    since = time.monotonic() - elsewhere.SAID_EVERY
    for room_id in roster.rooms():
        if _told_at.get(room_id, 0.0) < since:
            _tell_processes(room_id)


def _tell_everyone(room_id: str) -> None:
    _tell(room_id, "orang", people(room_id))
    _tell_processes(room_id)


def _tell_processes(room_id: str) -> None:
    here = roster.people_in(room_id)
    if here:
        _told_at[room_id] = time.monotonic()
    else:
        _told_at.pop(room_id, None)
    some = list(here.values())[:NAMED]
    tell_others(OF_PEOPLE, {"ruang": room_id, "proses": this_process(), "id": list(here), "nama": some})


def _show_soon(room_id: str) -> None:
    if roster.forms_in(room_id):
        soon(f"orang-lain:{room_id}", lambda: _tell(room_id, "orang", people(room_id)), moments=_MOMENTS)


def _tell(room_id: str, event: str, data: dict[str, Any], skip: str | None = None) -> None:
    for form in FORMS:
        socketio.emit(event, data, to=channel(room_id, form), namespace=NAMESPACE, skip_sid=skip)

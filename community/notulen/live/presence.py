"""Who has a document open now, and who is writing where: said to those in it, in whatever process, kept nowhere."""

import time
from typing import Any

from community.kernel.elsewhere import SAID_EVERY, Elsewhere
from community.kernel.realtime import socketio, soon, tell_others, this_process
from community.notulen.live import roster
from community.notulen.live.names import NAMESPACE, OF_PEOPLE, OF_WRITING, channel

NAMED = 12  # names that are told; of the others the number
elsewhere = Elsewhere()
_told_at: dict[str, float] = {}  # document id -> when the other processes were told who is here


def people(document_id: str) -> dict[str, Any]:
    """Who has the document open, here and in the other processes: how many, and the first names."""
    here = roster.people_in(document_id)
    there, names = elsewhere.people_in(document_id)
    first = dict.fromkeys([*here.values(), *names])  # who came first first; the same name once
    return {"jumlah": len(there | here.keys()), "nama": sorted(list(first)[:NAMED])}


def changed(document_id: str) -> None:
    """Someone came or went: one picture for all who did so within a moment."""
    soon(f"notulen:{document_id}", lambda: _tell_everyone(document_id))


def tell_being(document_id: str, guru_id: str, name: str, place: str, *, sid: str) -> None:
    """Someone is writing at a place of the document: only a name and the place, kept nowhere."""
    said = {"oleh": {"id": guru_id, "nama": name}, "bagian": place}
    _tell(document_id, "menulis", said, skip=sid)
    tell_others(OF_WRITING, {"dokumen": document_id} | said)


def being_elsewhere(said: dict[str, Any]) -> None:
    """Someone is writing who is connected to another process."""
    _tell(str(said["dokumen"]), "menulis", {"oleh": said["oleh"], "bagian": said["bagian"]})


def people_elsewhere(said: dict[str, Any]) -> None:
    """Another process has told who is there."""
    document_id = str(said["dokumen"])
    elsewhere.said(document_id, said["proses"], said["id"], said["nama"])
    _show_soon(document_id)


def look() -> None:
    """Tell the other processes now and then who is here, and take those out who told nothing for long."""
    for document_id in elsewhere.forget_silent():
        _show_soon(document_id)
    since = time.monotonic() - SAID_EVERY
    for document_id in roster.documents():
        if _told_at.get(document_id, 0.0) < since:
            _tell_processes(document_id)


def _tell_everyone(document_id: str) -> None:
    _tell(document_id, "orang", people(document_id))
    _tell_processes(document_id)


def _tell_processes(document_id: str) -> None:
    here = roster.people_in(document_id)
    if here:
        _told_at[document_id] = time.monotonic()
    else:
        _told_at.pop(document_id, None)
    some = list(here.values())[:NAMED]
    tell_others(OF_PEOPLE, {"dokumen": document_id, "proses": this_process(), "id": list(here), "nama": some})


def _show_soon(document_id: str) -> None:
    if roster.people_in(document_id):
        soon(f"notulen-lain:{document_id}", lambda: _tell(document_id, "orang", people(document_id)))


def _tell(document_id: str, event: str, data: dict[str, Any], skip: str | None = None) -> None:
    said = {"dokumen": document_id} | data
    socketio.emit(event, said, to=channel(document_id), namespace=NAMESPACE, skip_sid=skip)

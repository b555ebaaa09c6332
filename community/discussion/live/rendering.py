"""What is sent of an event: as data for a program, as a piece of the page for the page.

A piece is the same template that the page includes, and the same for everyone: it is made once.
"""

from typing import Any

from flask import render_template

from community.discussion.live.names import PIECES
from community.discussion.live.parts import PARTS
from community.discussion.models import Message, Room
from community.discussion.queries import Entry, Shown, pinned_in
from community.discussion.rules.kinds import DELETED, EDITED, PINNED, RULED
from community.kernel.database import db, iso

_PIN_MAY_DIFFER = frozenset({PINNED, EDITED, DELETED, RULED})


def name_of(entry: Entry) -> str:
    """The event under which it arrives."""
    return "pesan" if entry.is_message else "perubahan"


def said_in(form: str, entry: Entry) -> dict[str, Any]:
    """What is sent of an event in one form."""
    return _piece(entry) if form == PIECES else _data(entry)


def message_data(shown: Shown) -> dict[str, Any]:
    """A message as a program reads it."""
    message, gone = shown.message, bool(shown.state)
    return {
        "n": message.n,
        "id": message.id,
        "klien_id": message.klien_id,
        "oleh": {"id": message.guru_id, "nama": message.author_name},
        "waktu": iso(message.at),
        "teks": "" if gone else message.text,
        "html": "" if gone else message.html,
        "balas": message.reply_to_id,
        "berkas": [
            {"nama": each.name, "jenis": each.mime, "ukuran": each.size, "alamat": each.url} for each in shown.files
        ],
        "tanggapan": {each.kind: len(each.guru_ids) for each in shown.signed},
        "edisi": message.edition,
        "keadaan": shown.state,
    }


def render_message(shown: Shown, zone: str) -> str:
    """The piece of the page."""
    return render_template("discussion/_message.html", each=shown, zone=zone)


def render_pins(room_id: str, zone: str) -> str:
    """What stands above the messages."""
    return render_template("discussion/_pins.html", pinned=pinned_in(room_id), zone=zone)


def _data(entry: Entry) -> dict[str, Any]:
    head = {"ruang": entry.event.room_id, "n": entry.n}
    if entry.is_message and entry.shown:
        return message_data(entry.shown) | head
    part = PARTS.get(entry.event.kind)
    return head | {
        "jenis": entry.event.kind,
        "id": entry.event.about_id,
        "pesan": message_data(entry.shown) if entry.shown else None,
        "isi": part.data(_room(entry), entry.event.about_id) if part else None,
    }


def _piece(entry: Entry) -> dict[str, Any]:
    event = entry.event
    said: dict[str, Any] = {"ruang": event.room_id, "n": entry.n, "id": event.about_id}
    if not entry.is_message:
        said["jenis"] = event.kind
    if event.kind in PARTS and not entry.stale:
        part = PARTS[event.kind]
        said["bagian"] = {part.place: part.draw(_room(entry))}
    if entry.shown is None:
        return said
    message = entry.shown.message
    zone = _zone(message)
    said["potongan"] = render_message(entry.shown, zone)
    if entry.is_message:
        said |= {"klien_id": message.klien_id, "oleh": message.guru_id}
    elif event.kind in _PIN_MAY_DIFFER:
        said["sematan"] = render_pins(event.room_id, zone)
    return said


def _room(entry: Entry) -> Room:
    return db.session.get_one(Room, entry.event.room_id)


def _zone(message: Message) -> str:
    return message.room.gugus.zone.name

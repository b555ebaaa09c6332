"""What is sent of an event: as data for a program, as a piece of the page for the page.

A piece is the same template that the page includes, and the same for everyone: it is made once.
"""

import logging
from collections.abc import Callable
from typing import Any

from flask import render_template
from sqlalchemy.exc import SQLAlchemyError

from community.discussion.live.names import PIECES
from community.discussion.live.parts import PARTS
from community.discussion.models import Room
from community.discussion.queries import Entry, Shown, pinned_in
from community.discussion.rules.kinds import DELETED, EDITED, PINNED, RULED
from community.kernel.database import db, iso

log = logging.getLogger(__name__)
_PIN_MAY_DIFFER = frozenset({PINNED, EDITED, DELETED, RULED})


def name_of(entry: Entry) -> str:
    """The event under which it arrives."""
    return "pesan" if entry.is_message else "perubahan"


class Drawing:
    """What is sent of events that were read together: what several of them share is made once.

    It is as new as that reading; what is read later is drawn by another.
    """

    def __init__(self) -> None:
        self._shared: dict[tuple[str, ...], Any] = {}

    def said(self, form: str, entry: Entry) -> dict[str, Any]:
        """What is sent of an event in one form.

        One that cannot be drawn goes out as its number alone: those after it must not wait for it for ever.
        """
        try:
            return self._piece(entry) if form == PIECES else self._data(entry)
        except SQLAlchemyError:
            raise  # the database is away: the same again in a moment
        except Exception:
            log.exception("room %s: event %s cannot be drawn", entry.event.room_id, entry.n)
            return _head(entry)

    def _data(self, entry: Entry) -> dict[str, Any]:
        event = entry.event
        if entry.is_message and entry.shown:
            return message_data(entry.shown) | {"ruang": event.room_id, "n": entry.n}
        part = PARTS.get(event.kind)
        return _head(entry) | {
            "pesan": message_data(entry.shown) if entry.shown else None,
            "isi": self._once(lambda: part.data(_room(entry), event.about_id), event.kind, event.about_id)
            if part
            else None,
        }

    def _piece(self, entry: Entry) -> dict[str, Any]:
        event = entry.event
        said = _head(entry)
        if event.kind in PARTS and not entry.stale:
            part = PARTS[event.kind]
            said["bagian"] = {part.place: part.draw(_room(entry))}
        shown = entry.shown
        if shown is None:
            return said
        message = shown.message
        zone = message.room.gugus.zone.name
        said["potongan"] = self._once(lambda: render_message(shown, zone), message.id)
        if entry.is_message:
            said |= {"klien_id": message.klien_id, "oleh": message.guru_id}
        elif event.kind in _PIN_MAY_DIFFER:
            said["sematan"] = self._once(lambda: render_pins(event.room_id, zone))
        return said

    def _once(self, make: Callable[[], Any], *key: str) -> Any:
        if key not in self._shared:
            self._shared[key] = make()
        return self._shared[key]


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


def _head(entry: Entry) -> dict[str, Any]:
    head = {"ruang": entry.event.room_id, "n": entry.n, "id": entry.event.about_id}
    return head if entry.is_message else head | {"jenis": entry.event.kind}


def _room(entry: Entry) -> Room:
    return db.session.get_one(Room, entry.event.room_id)

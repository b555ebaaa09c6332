"""The parts of a session in the page of a room, drawn alike for everyone, and what a program is told of them."""

from typing import Any

from flask import render_template

from community.discussion.models import AgendaTurn, Room
from community.discussion.queries.session import (
    agenda_of,
    exhibit_in,
    hands_in,
    moderators_in,
    notices_in,
    rules_of,
)
from community.kernel.clock import now_ms
from community.kernel.database import iso


def draw_hands(room: Room) -> str:
    """Who has the turn, and who waits for it."""
    return _drawn("hands", room, hands=hands_in(room.id))


def draw_rules(room: Room) -> str:
    """What stands above the composer while the room is locked or slow."""
    return _drawn("rules", room, rules=rules_of(room.id), server_ms=now_ms())


def draw_notices(room: Room) -> str:
    """The announcements."""
    return _drawn("notices", room, notices=notices_in(room.id))


def draw_agenda(room: Room) -> str:
    """The item that is discussed with its time, and the whole agenda behind it."""
    return _drawn("agenda", room, agenda=agenda_of(room), server_ms=now_ms())


def draw_exhibit(room: Room) -> str:
    """What is shown to all."""
    return _drawn("exhibit", room, exhibit=exhibit_in(room.id))


def draw_moderators(room: Room) -> str:
    """Who was named for this room."""
    return _drawn("moderators", room, moderators=moderators_in(room.id))


def tell_hands(room: Room, _about_id: str) -> dict[str, Any]:
    return {
        "antrean": [
            {
                "id": each.id,
                "oleh": {"id": each.guru_id, "nama": each.guru.named},
                "sejak": iso(each.at),
                "giliran": iso(each.given_at),
            }
            for each in hands_in(room.id)
        ]
    }


def tell_rules(room: Room, _about_id: str) -> dict[str, Any]:
    rules = rules_of(room.id)
    return {"terkunci": rules.lock is not None, "jeda": rules.seconds}


def tell_notices(room: Room, _about_id: str) -> dict[str, Any]:
    return {
        "pengumuman": [
            {
                "id": each.id,
                "teks": each.text,
                "html": each.html,
                "oleh": {"id": each.by_id, "nama": each.by.named},
                "waktu": iso(each.at),
            }
            for each in notices_in(room.id)
        ]
    }


def tell_agenda(room: Room, _about_id: str) -> dict[str, Any]:
    agenda = agenda_of(room)
    if agenda is None:
        return {"butir": [], "sekarang": None}
    items = [
        {"tempat": each.item.place, "judul": each.item.title, "menit": each.item.minutes} for each in agenda.points
    ]
    return {"butir": items, "sekarang": _turn(agenda.now) if agenda.now else None}


def tell_exhibit(room: Room, _about_id: str) -> dict[str, Any]:
    shown = exhibit_in(room.id)
    if shown is None:
        return {"bahan": None}
    return {
        "bahan": {
            "id": shown.id,
            "judul": shown.title,
            "halaman": shown.page if shown.pages else None,
            "dari": shown.pages,
            "alamat": shown.link,
        }
    }


def tell_moderators(room: Room, _about_id: str) -> dict[str, Any]:
    return {"moderator": [{"id": each.guru_id, "nama": each.guru.named} for each in moderators_in(room.id)]}


def _turn(turn: AgendaTurn) -> dict[str, Any]:
    return {"tempat": turn.place, "judul": turn.title, "menit": turn.minutes, "mulai": iso(turn.at)}


def _drawn(name: str, room: Room, **more: Any) -> str:
    zone = room.gugus.zone.name
    return render_template(f"discussion/session/_{name}.html", room=room, zone=zone, path=room.link, **more)

"""What the shared notulen shows on the pages of others: the way to it."""

from typing import Any

from flask import render_template

from community.accounts.models import Guru
from community.kernel.command import roles
from community.lokakarya.models import Pertemuan
from community.notulen.queries import document_at, holding
from community.permissions import Do, may


def pertemuan_panel(pertemuan: Pertemuan, guru: Guru) -> str | None:
    """On the page of a pertemuan: whether it is being written, frozen, or may be begun."""
    return _panel("notulen/_pertemuan.html", pertemuan, guru)


def room_panel(room: Any, guru: Guru) -> str | None:
    """In the room of a pertemuan (a room about a topic has none)."""
    return _panel("notulen/_room.html", room.pertemuan, guru) if room.pertemuan else None


def _panel(template: str, pertemuan: Pertemuan, guru: Guru) -> str | None:
    document = document_at(pertemuan.id)
    alive = pertemuan.paket.is_open and not pertemuan.is_cancelled
    may_begin = alive and may(roles(guru, pertemuan), Do.BEGIN_SHARED_NOTULEN)
    if document is None and not may_begin:
        return None
    frozen = holding(document.id) if document else None
    return render_template(template, pertemuan=pertemuan, document=document, frozen=frozen)

"""Naming someone moderator of one room, and taking it back."""

from typing import Any

from sqlalchemy import select

from community.accounts.models import Guru
from community.discussion.models import TALKING, Room, RoomModerator
from community.discussion.rules.kinds import MODERATORS
from community.discussion.services.stream import record
from community.kernel import notices
from community.kernel.clock import now
from community.kernel.command import command
from community.kernel.database import add, db, hold
from community.kernel.errors import Invalid
from community.kernel.trail import note
from community.permissions import Do, Role


@command(Do.NAME_MODERATOR)
def name_moderator(actor: Any, room: Room, *, guru: Guru, on: bool) -> None:
    """Let `guru` lead the talk in `room` as well, or no more. What is so already stays so.

    Raises Invalid at `guru` for who does not write there, or leads by an office already.
    """
    hold(room)
    query = select(RoomModerator).where(RoomModerator.room_id == room.id, RoomModerator.guru_id == guru.id)
    found = db.session.scalar(query.where(RoomModerator.ended_at.is_(None)))
    if on == (found is not None):
        return
    if found is not None:
        found.ended_at, found.ended_by_id = now(), actor.id
        db.session.flush()  # the database knows one of a person at a time
        row, said = found, "mencabut {} sebagai moderator ruang"
    else:
        held = room.roles_of(guru)
        if not held & TALKING:
            raise Invalid("Orang ini bukan anggota atau peserta di ruang ini. Pilih dari daftar.", field="guru")
        if Role.MODERATOR in held:
            raise Invalid(f"{guru.name} sudah memoderatori ruang ini karena tugasnya.", field="guru")
        row = add(RoomModerator(room_id=room.id, guru_id=guru.id, by_id=actor.id, at=now()))
        said = "menunjuk {} sebagai moderator ruang"
        notices.tell(
            {guru.id} - {actor.id},
            f"{actor.name} menunjuk Anda sebagai moderator ruang “{room.title}”, {room.gugus.name}.",
            link=room.link,
            key=f"moderator:{room.id}",
            gugus_id=room.gugus_id,
        )
    record(room, MODERATORS, row.id, by_id=actor.id)
    note(actor, f"{said.format(guru.name)} “{room.title}”", gugus=room.gugus_id)

"""Announcements: at the top of a room until they are taken down, and told to those who are not there."""

from typing import Any

from sqlalchemy import select

from community.discussion.models import Room, RoomNotice
from community.discussion.queries.presence import here_now
from community.discussion.queries.session import expected_in, notices_in
from community.discussion.refusals import TooManyNotices
from community.discussion.rules.kinds import NOTICES
from community.discussion.rules.session import Notice
from community.discussion.rules.words import key_of
from community.discussion.services.session.speaking import must_be_open
from community.discussion.services.stream import record
from community.kernel import notices
from community.kernel.clock import now
from community.kernel.command import command
from community.kernel.database import add, db, hold
from community.kernel.trail import note
from community.permissions import Do

MOST = 3  # at once: the talk is to be seen below them


@command(Do.ANNOUNCE_IN_ROOM)
def announce_in_room(actor: Any, room: Room, *, words: Notice, key: str) -> RoomNotice:
    """Announce `words` (rules/session.py). The same `key` again is the same announcement.

    Who is expected there and is not in the room now is told.
    Raises RoomOver, TooManyNotices at `text`, Invalid.
    """
    key = key_of(key)
    hold(room)
    own = select(RoomNotice).where(RoomNotice.room_id == room.id, RoomNotice.by_id == actor.id, RoomNotice.key == key)
    if found := db.session.scalar(own):
        return found
    must_be_open(room)
    if len(notices_in(room.id)) >= MOST:
        raise TooManyNotices(field="text")
    made = add(RoomNotice(room_id=room.id, key=key, text=words.text, html=words.html, by_id=actor.id, at=now()))
    record(room, NOTICES, made.id, by_id=actor.id, at=made.at)
    note(actor, f"mengumumkan di ruang “{room.title}”: {words.excerpt}", gugus=room.gugus_id)
    notices.tell(
        expected_in(room) - here_now(room.id) - {actor.id},
        f"{actor.name} mengumumkan di ruang “{room.title}”: {words.excerpt}",
        link=room.link,
        key=f"pengumuman:{room.id}",
        kind="kabar",
        gugus_id=room.gugus_id,
    )
    return made


@command(Do.ANNOUNCE_IN_ROOM)
def take_down_notice(actor: Any, room: Room, *, notice: RoomNotice) -> None:
    """Take an announcement down; a second time changes nothing."""
    hold(room)
    hold(notice)
    if notice.ended_at is None:
        notice.ended_at, notice.ended_by_id = now(), actor.id
        record(room, NOTICES, notice.id, by_id=actor.id)

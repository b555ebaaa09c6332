"""Saying something in a room: stored with its number first, delivered afterwards."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import select

from community.discussion.models import ABOUT, Message, Room
from community.discussion.queries.people import mentionable_in
from community.discussion.refusals import MessageDeleted, MessageHidden, TooManyFiles
from community.discussion.rules.kinds import MESSAGE
from community.discussion.rules.words import Words, key_of
from community.discussion.services.session.speaking import may_speak
from community.discussion.services.stream import record
from community.gugus.queries.moderation import hidden
from community.gugus.rules.mentions import mentions
from community.kernel import notices
from community.kernel.clock import now
from community.kernel.command import command
from community.kernel.database import add, db, hold
from community.kernel.errors import Invalid
from community.kernel.files import Upload, keep
from community.permissions import Do

MOST_FILES = 5


class Sent(NamedTuple):
    """A message, its number and id, which are answered without reading it again after the commit.

    Which @names reached nobody (a sentence for its writer); whether it had been sent before.
    """

    message: Message
    n: int
    id: str
    unclear: str = ""
    again: bool = False


@command(Do.SEND_MESSAGE)
def send_message(
    actor: Any,
    room: Room,
    *,
    words: Words,
    klien_id: str,
    reply_to: Message | None = None,
    uploads: Sequence[Upload] = (),
) -> Sent:
    """Say `words` (rules/words.py) in a room. The same `klien_id` again is the same message with the same number.

    Raises RoomLocked, TooSoon, MessageDeleted or MessageHidden for what is answered, TooManyFiles, FileRefused at
    `files`, Invalid.
    """
    key = key_of(klien_id)
    _place = (room.gugus, room.pertemuan)  # held, so that nobody reads them again once the room is read afresh
    hold(room)
    if found := _sent_before(actor, room, key):
        return Sent(found, found.n, found.id, again=True)
    may_speak(actor, room)
    if reply_to is not None:
        _must_stand(room, reply_to)
    if len(uploads) > MOST_FILES:
        raise TooManyFiles(f"Paling banyak {MOST_FILES} berkas untuk satu pesan.", field="files")
    moment = now()
    message = Message(
        room_id=room.id,
        n=room.last_n + 1,
        guru_id=actor.id,
        klien_id=key,
        at=moment,
        text=words.text,
        html=words.html,
        excerpt=words.excerpt_with(len(uploads)),
        reply_to_id=reply_to.id if reply_to else None,
        files_number=len(uploads),
        edition=1,
    )
    add(message)
    room.active_at = moment
    room.messages_number += 1
    record(room, MESSAGE, message.id, by_id=actor.id, at=moment)
    for upload in uploads:
        keep(upload, about_kind=ABOUT, about_id=message.id, by=actor, gugus_id=room.gugus_id, field="files")
    return Sent(message, message.n, message.id, _tell(actor, room, message, reply_to))


def _sent_before(actor: Any, room: Room, key: str) -> Message | None:
    return db.session.scalar(
        select(Message).where(Message.room_id == room.id, Message.guru_id == actor.id, Message.klien_id == key)
    )


def _must_stand(room: Room, message: Message) -> None:
    if message.room_id != room.id:
        raise Invalid("Pesan yang dibalas ada di ruang lain. Muat ulang halamannya.", field="text")
    if message.is_deleted:
        raise MessageDeleted
    if hidden(ABOUT, [message.id]):
        raise MessageHidden


def _tell(actor: Any, room: Room, message: Message, reply_to: Message | None) -> str:
    """Those whom it names, once, and whose message it answers; the sentence about names that fit nobody."""
    names = "@" in message.text
    if not names and (reply_to is None or reply_to.guru_id == actor.id):
        return ""
    people = mentionable_in(room)
    found = mentions(message.text, people)
    named = set(found.ids) - {actor.id}
    notices.tell(
        named,
        f"{actor.name} menyebut Anda di ruang “{room.title}”, {room.gugus.name}.",
        link=message.place,
        key=f"sebutan:{message.id}",
        kind="sebutan",
        gugus_id=room.gugus_id,
    )
    if reply_to is not None:
        notices.tell(
            ({reply_to.guru_id} & {each.id for each in people}) - named - {actor.id},
            f"{actor.name} membalas Anda di ruang “{room.title}”, {room.gugus.name}.",
            link=message.place,
            key=f"balasan:{room.id}",
            kind="kabar",
            gugus_id=room.gugus_id,
        )
    return found.sentence

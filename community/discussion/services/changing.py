"""Changing a message, and taking it away. What it said before stays as rows."""

from typing import Any

from community.discussion.events import WordsGone
from community.discussion.models import ABOUT, EarlierText, Message
from community.discussion.queries.people import mentionable_in
from community.discussion.refusals import MessageChanged, MessageDeleted, MessageHidden
from community.discussion.rules.kinds import COPIED, DELETED, EDITED, RULED
from community.discussion.rules.words import Words
from community.discussion.services.pinning import take_down
from community.discussion.services.session.speaking import may_rewrite
from community.discussion.services.stream import record
from community.gugus.queries.moderation import hidden
from community.gugus.rules.mentions import mentioned
from community.kernel import notices
from community.kernel.clock import now
from community.kernel.command import announce, command
from community.kernel.database import add, db, hold
from community.kernel.errors import Invalid
from community.kernel.forms import one_line
from community.kernel.trail import note
from community.permissions import Do


@command(Do.EDIT_MESSAGE)
def edit_message(actor: Any, message: Message, *, words: Words, based_on: int) -> Message:
    """Other words for one's own message; `based_on` is the edition that was read. The same words write nothing.

    Who is named anew is told. Raises RoomLocked, MessageChanged, MessageDeleted, MessageHidden.
    """
    room = hold(message.room)
    may_rewrite(actor, room)
    hold(message)
    if message.is_deleted:
        raise MessageDeleted
    if hidden(ABOUT, [message.id]):
        raise MessageHidden
    if not words.text and not message.files_number:
        raise Invalid("Tulis pesannya dulu, atau hapus pesan ini.", field="text")
    if message.text == words.text:
        return message
    if based_on != message.edition:
        raise MessageChanged(field="text")
    moment = now()
    before = message.text
    since = message.edited_at or message.at
    add(
        EarlierText(
            message_id=message.id,
            edition=message.edition,
            text=before,
            html=message.html,
            since_at=since,
            until_at=moment,
        )
    )
    message.text, message.html = words.text, words.html
    message.excerpt = words.excerpt_with(message.files_number)
    message.edition += 1
    message.edited_at = moment
    record(room, EDITED, message.id, by_id=actor.id, at=moment)
    if "@" in words.text:
        people = mentionable_in(room)
        notices.tell(
            set(mentioned(words.text, people)) - set(mentioned(before, people)) - {actor.id},
            f"{actor.name} menyebut Anda di ruang “{room.title}”, {room.gugus.name}.",
            link=message.place,
            key=f"sebutan:{message.id}",
            kind="sebutan",
            gugus_id=room.gugus_id,
        )
    return message


@command(Do.DELETE_MESSAGE)
def delete_message(actor: Any, message: Message, *, reason: str = "") -> Message:
    """Take a message away: a mark; its words are gone for the others. A moderator says why, and its author is told.

    A second time changes nothing. Raises Invalid at `reason`.
    """
    room = hold(message.room)
    hold(message)
    if message.is_deleted:
        return message
    said = str(one_line(reason or ""))
    own = message.guru_id == actor.id
    if not own and len(said) < 4:
        raise Invalid("Tulis alasannya: penulisnya akan membacanya.", field="reason")
    if len(said) > 300:
        raise Invalid("Terlalu panjang: paling banyak 300 huruf.", field="reason")
    message.deleted_at, message.deleted_by_id, message.deleted_reason = now(), actor.id, said
    take_down(actor, message)
    record(room, DELETED, message.id, by_id=actor.id)
    announce(WordsGone(room.id, message.n))
    if not own:
        note(actor, f"menghapus pesan {message.guru.name} di ruang “{room.title}”: {said}", gugus=room.gugus_id)
        notices.tell(
            [message.guru_id],
            f"Moderator menghapus pesan Anda di ruang “{room.title}”. Alasan: {said}",
            link=message.link,
            key=f"dihapus:{message.id}",
            gugus_id=room.gugus_id,
        )
    return message


def record_ruling(message_id: str) -> None:
    """Part of an act: a message was hidden or shown again, and the room is to see it."""
    message = db.session.get(Message, message_id)
    if message is not None:
        record(hold(message.room), RULED, message.id, by_id=None)
        announce(WordsGone(message.room_id, message.n))


def record_copies(message_id: str) -> None:
    """Part of an act: a file of a message has its preview now, and the room is to see it."""
    message = db.session.get(Message, message_id)
    if message is not None and not message.is_deleted:
        record(hold(message.room), COPIED, message.id, by_id=None)

"""Messages as everyone sees them: with their files, what was said about them, or the sentence in their place.

Nothing here depends on who looks: the same piece goes into the page and to everyone in the room.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from community.discussion.models import ABOUT, EarlierText, Message, Pin, Reaction
from community.discussion.rules.kinds import REACTIONS, Sign
from community.gugus.models import HIDDEN_WORDS
from community.gugus.queries.hooks import Thing
from community.gugus.queries.moderation import hidden
from community.kernel.database import db
from community.kernel.files import StoredFile
from community.kernel.reading import prepared

ON_PAGE = 50  # messages
HIDDEN, DELETED = "disembunyikan", "dihapus"


class Signed(NamedTuple):
    """One sign under a message, and who gave it."""

    kind: str
    sign: Sign
    guru_ids: tuple[str, ...]


class Shown(NamedTuple):
    """A message as it stands now. `state`: "", HIDDEN or DELETED."""

    message: Message
    state: str
    files: list[StoredFile]
    signed: list[Signed]
    quoted: Message | None  # what it answers, if that is still to be read

    @property
    def instead(self) -> str:
        """The sentence in place of its words, where they are gone."""
        return instead_of(self.message, self.state)


class History(NamedTuple):
    """A page of messages in order, and whether there are older ones."""

    messages: list[Shown]
    older: bool

    @property
    def first_n(self) -> int:
        return self.messages[0].message.n if self.messages else 0


def instead_of(message: Message, state: str) -> str:
    """What stands where a message is hidden or deleted."""
    if state == HIDDEN:
        return HIDDEN_WORDS
    if state == DELETED:
        return f"Pesan ini dihapus {'penulisnya' if message.deleted_by_id == message.guru_id else 'moderator'}."
    return ""


def loaded() -> Select[Any]:
    """Messages with who wrote them and what they answer: one query however many."""
    above_it = joinedload(Message.reply_to).joinedload(Message.guru)
    return select(Message).options(joinedload(Message.guru), above_it)


def history(room_id: str, *, before: int | None = None, limit: int = ON_PAGE) -> History:
    """The last messages of a room, or the last ones before a number: in order."""
    query = loaded().where(Message.room_id == room_id)
    if before is not None:
        query = query.where(Message.n < before)
    found = list(db.session.scalars(query.order_by(Message.n.desc()).limit(limit + 1)))
    return History(shown(found[:limit][::-1]), len(found) > limit)


def shown(messages: Sequence[Message]) -> list[Shown]:
    """These messages as they stand now: at most three queries."""
    ids = [each.id for each in messages]
    gone = hidden(ABOUT, {*ids, *(each.reply_to_id for each in messages if each.reply_to_id)})
    files = files_of([each.id for each in messages if each.files_number])
    signed = signed_of(ids)

    def one(message: Message) -> Shown:
        state = state_of(message, gone)
        above_it = message.reply_to
        quoted = above_it if above_it and not state_of(above_it, gone) else None
        if state:
            return Shown(message, state, [], [], quoted)
        return Shown(message, state, files.get(message.id, []), signed[message.id], quoted)

    return [one(each) for each in messages]


def state_of(message: Message, hidden_ids: Collection[str]) -> str:
    return DELETED if message.is_deleted else HIDDEN if message.id in hidden_ids else ""


def files_of(message_ids: Collection[str]) -> dict[str, list[StoredFile]]:
    """The files of messages, as they were added; no query for none."""
    found: defaultdict[str, list[StoredFile]] = defaultdict(list)
    if message_ids:
        for stored in db.session.scalars(*_files(message_ids=list(message_ids))):
            found[stored.about_id].append(stored)
    return found


@prepared
def _files(message_ids: Collection[str]) -> Select[Any]:
    query = select(StoredFile).where(StoredFile.about_kind == ABOUT, StoredFile.about_id.in_(message_ids))
    return query.order_by(StoredFile.at, StoredFile.id)


def signed_of(message_ids: Collection[str]) -> dict[str, list[Signed]]:
    """Who gave which signs, in the order of the signs."""
    by: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    if message_ids:
        for message_id, kind, guru_id in db.session.execute(*_signs(message_ids=list(message_ids))):
            by[message_id][kind].append(guru_id)
    return {
        each: [Signed(kind, sign, tuple(by[each][kind])) for kind, sign in REACTIONS.items() if kind in by[each]]
        for each in message_ids
    }


@prepared
def _signs(message_ids: Collection[str]) -> Select[str, str, str]:
    query = select(Reaction.message_id, Reaction.kind, Reaction.guru_id).where(Reaction.message_id.in_(message_ids))
    return query.order_by(Reaction.at, Reaction.id)


def reactions_of(message_id: str) -> list[Reaction]:
    """Who gave which sign of one message, with their names."""
    query = select(Reaction).where(Reaction.message_id == message_id).options(joinedload(Reaction.guru))
    return list(db.session.scalars(query.order_by(Reaction.at, Reaction.id)))


def pinned_in(room_id: str) -> list[Message]:
    """The messages kept above the others that are still to be read, as they were pinned."""
    query = loaded().join(Pin, Pin.message_id == Message.id).where(Pin.room_id == room_id, Pin.removed_at.is_(None))
    found = list(db.session.scalars(query.order_by(Pin.at, Message.n)))
    gone = hidden(ABOUT, [each.id for each in found])
    return [each for each in found if not state_of(each, gone)]


def is_pinned(message: Message) -> bool:
    query = select(Pin.id).where(Pin.message_id == message.id, Pin.removed_at.is_(None))
    return db.session.scalar(query) is not None


def earlier_of(message: Message) -> list[EarlierText]:
    """What a message said before, the newest first."""
    query = select(EarlierText).where(EarlierText.message_id == message.id).order_by(EarlierText.edition.desc())
    return list(db.session.scalars(query))


def described(ids: Collection[str]) -> dict[str, Thing]:
    """Messages as the queue of reports shows them: one query."""
    query = select(Message).where(Message.id.in_(ids)).options(joinedload(Message.guru), joinedload(Message.room))
    return {
        message.id: Thing(
            about_id=message.id,
            gugus_id=message.room.gugus_id,
            author_id=message.guru_id,
            author_name=message.author_name,
            words="Pesan di ruang diskusi",
            excerpt=message.text[:400],
            link=message.place,
        )
        for message in db.session.scalars(query)
    }

"""What of the rooms is found, by who reads them: stretches of talk, what was asked, what was voted on.

A document is a part of a room: a stretch of so many numbers of the stream, not one message, so that a conversation is
found as such, a room of 100,000 messages is 2,000 documents, and what is written while people talk is read by the index
in one go later; all its questions; all its polls. Nobody is named in them.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select

from community.discussion.models import ABOUT, Message, Poll, Question, Room, RoomEvent, RoomIndexed
from community.discussion.queries.polls import polls_in
from community.discussion.queries.questions import questions_in
from community.discussion.rules.kinds import OF_MESSAGES, POLL, QUESTION
from community.discussion.rules.words import plain
from community.gugus.models import Anggota
from community.gugus.queries.moderation import hidden
from community.kernel.database import db
from community.kernel.search import Document
from community.kernel.search.models import SearchDocument
from community.lokakarya.models import PaketRole, Pertemuan

STRETCH = 50  # numbers of the stream in one document
_LONGEST = 60_000  # characters of one document


class _Said(NamedTuple):
    """What a part of a room says; `link` behind the address of the room."""

    kind: str
    text: str
    link: str
    at: datetime


def documents(part_id: str) -> list[Document]:
    """A part of a room, for each audience that reads it; none where nothing in it is to be read."""
    room_id, _, part = part_id.partition(".")
    room = db.session.get(Room, room_id)
    said = _said(room, part) if room else None
    if room is None or said is None:
        return []
    return [_document(room, part_id, audience, said) for audience in _audiences(room)]


def everything() -> list[str]:
    """The ids of all stretches in which something was said, oldest rooms first; then of all polls and questions."""
    stretch = Message.n.op("/")(STRETCH)
    query = select(Room.id, stretch).join(Message, Message.room_id == Room.id).distinct()
    found = [f"{room_id}.{number}" for room_id, number in db.session.execute(query.order_by(Room.id, stretch))]
    polls = select(Poll.room_id).where(Poll.opened_at.is_not(None)).distinct().order_by(Poll.room_id)
    found += [f"{room_id}.{POLL}" for room_id in db.session.scalars(polls)]
    asked = select(Question.room_id).distinct().order_by(Question.room_id)
    return found + [f"{room_id}.{QUESTION}" for room_id in db.session.scalars(asked)]


def stretch_of(room_id: str, n: int) -> str:
    """The id of the stretch in which a number stands."""
    return f"{room_id}.{n // STRETCH}"


def questions_of(room_id: str) -> str:
    """The id of what was asked in a room."""
    return f"{room_id}.{QUESTION}"


def grown_rooms(limit: int = 200) -> list[tuple[str, int, int]]:
    """Rooms in which something happened since the index has read them: (id, read up to, last number)."""
    read = select(Room.id, RoomIndexed.n, Room.last_n).outerjoin(RoomIndexed, RoomIndexed.room_id == Room.id)
    query = read.where(Room.last_n > 0, (RoomIndexed.n.is_(None)) | (RoomIndexed.n < Room.last_n)).limit(limit)
    return [(room_id, n or 0, last_n) for room_id, n, last_n in db.session.execute(query)]


def changed_parts(room_id: str, since: int, until: int) -> list[str]:
    """The stretches of the messages that the events between two numbers are about; the polls and questions, if any."""
    between = (RoomEvent.room_id == room_id, RoomEvent.n > since, RoomEvent.n <= until)
    query = select(Message.n).join(RoomEvent, RoomEvent.about_id == Message.id).distinct()
    numbers = db.session.scalars(query.where(*between, RoomEvent.kind.in_(OF_MESSAGES)))
    kinds = db.session.scalars(select(RoomEvent.kind).where(*between, RoomEvent.kind.in_((POLL, QUESTION))).distinct())
    return sorted({*(stretch_of(room_id, n) for n in numbers), *(f"{room_id}.{kind}" for kind in kinds)})


def misplaced_parts(paket_ids: Collection[str]) -> Iterator[tuple[str, list[str]]]:
    """What the index has of the rooms of these paket for others than read it now, or under another title: by room."""
    query = select(Room).join(Pertemuan, Pertemuan.id == Room.pertemuan_id).where(Pertemuan.paket_id.in_(paket_ids))
    for room in db.session.scalars(query.order_by(Room.id)).all():
        wanted = {(audience, room.title) for audience in _audiences(room)}
        there: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
        indexed = select(SearchDocument.about_id, SearchDocument.audience, SearchDocument.title)
        indexed = indexed.where(
            SearchDocument.kind == ABOUT, SearchDocument.about_id.startswith(f"{room.id}.", autoescape=True)
        )
        for part_id, audience, title in db.session.execute(indexed):
            there[part_id].add((audience, title))
        if found := sorted(part_id for part_id, documents in there.items() if documents != wanted):
            yield room.id, found


def _said(room: Room, part: str) -> _Said | None:
    if part == POLL:
        return _polls(room)
    if part == QUESTION:
        return _questions(room)
    return _stretch(room, int(part) * STRETCH) if part.isdigit() else None


def _stretch(room: Room, begin: int) -> _Said | None:
    query = select(Message.n, Message.id, Message.html, Message.at).where(
        Message.room_id == room.id, Message.n >= begin, Message.n < begin + STRETCH, Message.deleted_at.is_(None)
    )
    rows = db.session.execute(query.order_by(Message.n)).all()
    gone = hidden(ABOUT, [row.id for row in rows])
    rows = [row for row in rows if row.id not in gone and row.html]
    if not rows:
        return None
    kind = "Ruang pertemuan" if room.pertemuan_id else "Ruang topik"
    return _Said(kind, "\n".join(plain(row.html) for row in rows), f"?pesan={rows[0].n}#p{rows[0].n}", rows[-1].at)


def _polls(room: Room) -> _Said | None:
    """What was voted on, with what could be chosen: not how many chose it, which may be hidden."""
    found = polls_in(room, prepared=False)
    if not found:
        return None
    said = "\n".join("\n".join([poll.question, *(each.text for each in poll.options)]) for poll in found)
    return _Said("Jajak pendapat", said, "/jajak", max(poll.opened_at or poll.made_at for poll in found))


def _questions(room: Room) -> _Said | None:
    """What was asked and is not hidden, those that most want to know first."""
    found = [each.question for answered in (False, True) for each in questions_in(room.id, answered=answered)]
    if not found:
        return None
    return _Said("Pertanyaan", "\n".join(each.text for each in found), "/tanya", max(each.at for each in found))


def _audiences(room: Room) -> list[str]:
    """Who reads a topic is of the gugus; the room of a pertemuan also who oversees it, and who came from outside."""
    if room.pertemuan is None:
        return [f"anggota:{room.gugus_id}"]
    paket = room.pertemuan.paket
    if paket.is_draft:
        return [f"pengurus:{room.gugus_id}"]
    ever = select(Anggota.guru_id).where(Anggota.gugus_id == room.gugus_id)
    outside = select(PaketRole.guru_id).where(PaketRole.paket_id == paket.id, PaketRole.guru_id.not_in(ever))
    return [f"gugus:{room.gugus_id}", *(f"guru:{each}" for each in db.session.scalars(outside.order_by(PaketRole.id)))]


def _document(room: Room, part_id: str, audience: str, said: _Said) -> Document:
    return Document(
        kind=ABOUT,
        about_id=part_id,
        audience=audience,
        title=room.title,
        text=said.text[:_LONGEST],
        link=f"{room.link}{said.link}",
        at=said.at,
        facets={"jenis": said.kind},
        gugus_id=room.gugus_id,
    )

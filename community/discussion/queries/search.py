"""What of the rooms is found: stretches of talk, by who reads them.

A document is a stretch of so many numbers of the stream, not one message: a conversation is found as such, a room of
100,000 messages is 2,000 documents, and what is written while people talk is read by the index in one go later.
"""

from datetime import datetime

from sqlalchemy import select

from community.discussion.models import ABOUT, Message, Room, RoomEvent, RoomIndexed
from community.discussion.rules.kinds import OF_MESSAGES
from community.discussion.rules.words import plain
from community.gugus.models import Anggota
from community.gugus.queries.moderation import hidden
from community.kernel.database import db
from community.kernel.search import Document
from community.lokakarya.models import PaketRole

STRETCH = 50  # numbers of the stream in one document
_LONGEST = 60_000  # characters of one document


def documents(stretch_id: str) -> list[Document]:
    """A stretch of a room, for each audience that reads it; none where nothing in it is to be read."""
    room_id, _, number = stretch_id.partition(".")
    room = db.session.get(Room, room_id)
    if room is None or not number.isdigit():
        return []
    begin = int(number) * STRETCH
    query = select(Message.n, Message.id, Message.html, Message.at).where(
        Message.room_id == room_id, Message.n >= begin, Message.n < begin + STRETCH, Message.deleted_at.is_(None)
    )
    rows = db.session.execute(query.order_by(Message.n)).all()
    gone = hidden(ABOUT, [row.id for row in rows])
    rows = [row for row in rows if row.id not in gone and row.html]
    if not rows:
        return []
    said = "\n".join(plain(row.html) for row in rows)[:_LONGEST]
    return [_document(room, stretch_id, audience, said, rows[0].n, rows[-1].at) for audience in _audiences(room)]


def everything() -> list[str]:
    """The ids of all stretches in which something was said, oldest rooms first."""
    stretch = Message.n.op("/")(STRETCH)
    query = select(Room.id, stretch).join(Message, Message.room_id == Room.id).distinct()
    return [f"{room_id}.{number}" for room_id, number in db.session.execute(query.order_by(Room.id, stretch))]


def stretch_of(room_id: str, n: int) -> str:
    """The id of the stretch in which a number stands."""
    return f"{room_id}.{n // STRETCH}"


def grown_rooms(limit: int = 200) -> list[tuple[str, int, int]]:
    """Rooms in which something happened since the index has read them: (id, read up to, last number)."""
    read = select(Room.id, RoomIndexed.n, Room.last_n).outerjoin(RoomIndexed, RoomIndexed.room_id == Room.id)
    query = read.where(Room.last_n > 0, (RoomIndexed.n.is_(None)) | (RoomIndexed.n < Room.last_n)).limit(limit)
    return [(room_id, n or 0, last_n) for room_id, n, last_n in db.session.execute(query)]


def changed_stretches(room_id: str, since: int, until: int) -> list[str]:
    """The stretches of the messages that the events between two numbers are about."""
    query = select(Message.n).join(RoomEvent, RoomEvent.about_id == Message.id).distinct()
    query = query.where(
        RoomEvent.room_id == room_id, RoomEvent.n > since, RoomEvent.n <= until, RoomEvent.kind.in_(OF_MESSAGES)
    )
    return sorted({stretch_of(room_id, n) for n in db.session.scalars(query)})


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


def _document(room: Room, stretch_id: str, audience: str, said: str, n: int, at: datetime) -> Document:
    return Document(
        kind=ABOUT,
        about_id=stretch_id,
        audience=audience,
        title=room.title,
        text=said,
        link=f"{room.link}?pesan={n}#p{n}",
        at=at,
        facets={"jenis": "Ruang pertemuan" if room.pertemuan_id else "Ruang topik"},
        gugus_id=room.gugus_id,
    )

"""All that was said in a room, from the beginning; and the files that were made of it."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import CompoundSelect, Select, func, select, union
from sqlalchemy.orm import joinedload

from community.accounts.models import Guru
from community.discussion.models import (
    ABOUT,
    ABOUT_QUESTION,
    Exhibit,
    Message,
    Question,
    RaisedHand,
    Room,
    RoomArchive,
    RoomEvent,
    RoomNotice,
    RoomRule,
    Stay,
)
from community.discussion.queries.reach import may_hear, room_of
from community.discussion.queries.shown import Shown, loaded, shown
from community.discussion.rules.kinds import DELETED, QUESTION, RULED
from community.gugus.models import Anggota, Pengurus
from community.gugus.queries.moderation import hidden_ids
from community.kernel.clock import now
from community.kernel.database import db, end_transaction
from community.kernel.errors import NotFound
from community.kernel.files import StoredFile
from community.lokakarya.models import PaketRole, Pertemuan

ON_PAGE = 100  # messages of the transcript
AT_ONCE = 200  # messages read together where all are wanted
KEPT = timedelta(days=2)
STALLED = timedelta(minutes=30)  # without a step: some 200 messages and their files, or the turn in the queue


class Page(NamedTuple):
    """Part of a transcript; `before` and `after` are the numbers at which the parts beside it begin."""

    messages: list[Shown]
    before: int | None
    after: int | None


def transcript(room_id: str, start: int, size: int = ON_PAGE) -> Page:
    """The messages from the number `start` on: as costly at the end of a long room as at its beginning."""
    query = loaded().where(Message.room_id == room_id, Message.n >= start).order_by(Message.n).limit(size + 1)
    found = list(db.session.scalars(query))
    first = found[0].n if found else start
    earlier = select(Message.n).where(Message.room_id == room_id, Message.n < first).order_by(Message.n.desc())
    numbers = list(db.session.scalars(earlier.limit(size)))
    return Page(shown(found[:size]), numbers[-1] if numbers else None, found[size].n if len(found) > size else None)


def all_messages(room_id: str, *, until: int, since: int = 0) -> Iterator[list[Shown]]:
    """The messages of a room in order, some at a time: between two of them nothing is held."""
    while True:
        query = loaded().where(Message.room_id == room_id, Message.n > since, Message.n <= until)
        found = list(db.session.scalars(query.order_by(Message.n).limit(AT_ONCE)))
        if not found:
            return
        since = found[-1].n
        yield shown(found)
        end_transaction(keep=False)


def count_of(room_id: str, *, until: int | None = None) -> int:
    """How many messages there are."""
    query = select(func.count(Message.id)).where(Message.room_id == room_id)
    if until is not None:
        query = query.where(Message.n <= until)
    return db.session.scalar(query) or 0


def nth_last(room_id: str, number: int, *, until: int) -> int:
    """The number in the stream of the last message but `number`; 0 where there are not so many."""
    query = select(Message.n).where(Message.room_id == room_id, Message.n <= until).order_by(Message.n.desc())
    return db.session.scalar(query.limit(1).offset(number)) or 0


def enclosed_bytes(room_id: str) -> int:
    """What the files of a room weigh."""
    query = select(func.sum(StoredFile.size)).join(Message, Message.id == StoredFile.about_id)
    return int(db.session.scalar(query.where(StoredFile.about_kind == ABOUT, Message.room_id == room_id)) or 0)


def archive_of(guru: Guru, room_id: str, archive_id: str) -> RoomArchive:
    """What `guru` asked for, of a room that they still read. Raises NotFound."""
    room = room_of(guru, room_id)
    query = select(RoomArchive).where(
        RoomArchive.id == archive_id,
        RoomArchive.room_id == room.id,
        RoomArchive.made_by_id == guru.id,
        RoomArchive.state != "dihapus",
    )
    found = db.session.scalar(query.options(joinedload(RoomArchive.file)))
    if found is None:
        raise NotFound("Arsip ini sudah dihapus, atau bukan untuk akun Anda. Minta yang baru dari halaman arsip.")
    return found


def archives_of(guru: Guru, room: Room) -> list[RoomArchive]:
    """What `guru` asked for of a room and was not removed, newest first."""
    query = select(RoomArchive).where(
        RoomArchive.room_id == room.id, RoomArchive.made_by_id == guru.id, RoomArchive.state != "dihapus"
    )
    return list(
        db.session.scalars(query.options(joinedload(RoomArchive.file)).order_by(RoomArchive.made_at.desc()).limit(10))
    )


def archive_under_way(guru_id: str) -> bool:
    query = select(RoomArchive.id).where(RoomArchive.made_by_id == guru_id, RoomArchive.state == "dibuat")
    return db.session.scalar(query.limit(1)) is not None


def unfinished_archives() -> list[str]:
    """Those whose making was begun and not ended, oldest first."""
    query = select(RoomArchive.id).where(RoomArchive.state == "dibuat").order_by(RoomArchive.made_at)
    return list(db.session.scalars(query))


def stalled_archives() -> list[RoomArchive]:
    """Those whose making has not come forward for too long: its job was lost with a queue or a process."""
    query = select(RoomArchive).where(RoomArchive.state == "dibuat", RoomArchive.advanced_at < now() - STALLED)
    return list(db.session.scalars(query.order_by(RoomArchive.advanced_at).limit(50)))


def old_archives(before: datetime | None = None) -> list[RoomArchive]:
    """Those asked for longer ago than they are kept."""
    query = select(RoomArchive).where(
        RoomArchive.state.in_(("siap", "gagal")), RoomArchive.made_at < (before or now() - KEPT)
    )
    return list(db.session.scalars(query.order_by(RoomArchive.made_at).limit(50)))


def archives_naming(guru_id: str) -> list[RoomArchive]:
    """Those that may hold the name of a person, and those they asked for."""
    query = select(RoomArchive).where(
        RoomArchive.state.in_(("siap", "dibuat")),
        RoomArchive.room_id.in_(_rooms_naming(guru_id)) | (RoomArchive.made_by_id == guru_id),
    )
    return list(db.session.scalars(query))


def _rooms_naming(guru_id: str) -> CompoundSelect[Any]:
    """Where a person did anything or listened; and where they may stand on the sheet, by belonging or by a role."""
    parts: list[Select[Any]] = []
    for own in (Message, Stay, Question, RaisedHand):
        parts.append(select(own.room_id).where(own.guru_id == guru_id))
    for done in (RoomNotice, RoomRule, Exhibit):
        parts.append(select(done.room_id).where(done.by_id == guru_id))
    at_pertemuan = select(Room.id).join(Pertemuan, Pertemuan.id == Room.pertemuan_id)
    for office in (Anggota, Pengurus):
        belonged = select(office.gugus_id).where(office.guru_id == guru_id)
        parts.append(at_pertemuan.where(Room.gugus_id.in_(belonged)))
    role = select(PaketRole.paket_id).where(PaketRole.guru_id == guru_id)
    parts.append(at_pertemuan.where(Pertemuan.paket_id.in_(role)))
    return union(*parts)


def is_outdated(archive: RoomArchive) -> bool:
    """Whether something in it has been taken away since: a message, or a question."""
    gone = select(Question.id).where(
        Question.room_id == archive.room_id,
        Question.hidden_at.is_not(None) | Question.id.in_(hidden_ids(ABOUT_QUESTION)),
    )
    query = select(RoomEvent.id).where(
        RoomEvent.room_id == archive.room_id,
        RoomEvent.n > archive.last_n,
        RoomEvent.kind.in_((DELETED, RULED)) | ((RoomEvent.kind == QUESTION) & RoomEvent.about_id.in_(gone)),
    )
    return db.session.scalar(query.limit(1)) is not None


def may_read_archive(guru: Guru | None, archive_id: str) -> bool:
    """Who asked for it, while they read the room and nothing in it was taken away."""
    archive = db.session.get(RoomArchive, archive_id)
    if guru is None or archive is None or archive.state != "siap" or archive.made_by_id != guru.id:
        return False
    return may_hear(guru.id, archive.room_id) and not is_outdated(archive)

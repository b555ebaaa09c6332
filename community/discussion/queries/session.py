"""How a session in a room stands now: rules, queue, announcements, agenda, what is shown, who leads it."""

from collections import defaultdict
from datetime import timedelta
from math import ceil
from typing import Any, NamedTuple

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from community.discussion.models import (
    LOCK,
    SLOW,
    AgendaTurn,
    Exhibit,
    Message,
    RaisedHand,
    Room,
    RoomModerator,
    RoomNotice,
    RoomRule,
)
from community.discussion.rules.agenda import Item, items_of
from community.discussion.rules.session import in_words
from community.kernel.clock import now
from community.kernel.database import db
from community.kernel.errors import NotFound
from community.kernel.reading import prepared
from community.lokakarya.queries import anggota_ids, roles_in


class Rules(NamedTuple):
    """What holds for those who do not moderate."""

    lock: RoomRule | None = None
    slow: RoomRule | None = None

    @property
    def seconds(self) -> int:
        return self.slow.seconds if self.slow else 0

    @property
    def words(self) -> str:
        return in_words(self.seconds)


class Point(NamedTuple):
    """One item of the agenda, and when it was discussed."""

    item: Item
    turns: list[AgendaTurn]

    @property
    def is_now(self) -> bool:
        return any(each.ended_at is None for each in self.turns)


class Agenda(NamedTuple):
    """The items of a pertemuan; `now` is the one that is being discussed, as it was when it began."""

    points: list[Point]
    now: AgendaTurn | None

    @property
    def before(self) -> int | None:
        """The place to which one goes back."""
        places = [each.item.place for each in self.points if self.now and each.item.place < self.now.place]
        return places[-1] if places else None

    @property
    def after(self) -> int | None:
        """The place to which one goes on."""
        reached = self.now.place if self.now else 0
        return next((each.item.place for each in self.points if each.item.place > reached), None)


def rules_of(room_id: str) -> Rules:
    """The rules that hold now: one query."""
    found = {each.kind: each for each in db.session.scalars(*_rules(room_id=room_id))}
    return Rules(found.get(LOCK), found.get(SLOW))


@prepared
def _rules(room_id: Any) -> Select[Any]:
    query = select(RoomRule).where(RoomRule.room_id == room_id, RoomRule.ended_at.is_(None))
    return query.options(joinedload(RoomRule.by))


def seconds_left(room_id: str, guru_id: str, seconds: int) -> int:
    """How long someone waits until the next message, where messages are to be `seconds` apart."""
    if not seconds:
        return 0
    last = select(func.max(Message.at)).where(Message.room_id == room_id, Message.guru_id == guru_id)
    at = db.session.scalar(last)
    return max(ceil((at + timedelta(seconds=seconds) - now()).total_seconds()), 0) if at else 0


def hands_in(room_id: str) -> list[RaisedHand]:
    """Who has the turn and who waits for it, in the order of asking."""
    query = select(RaisedHand).where(RaisedHand.room_id == room_id, RaisedHand.ended_at.is_(None))
    return list(db.session.scalars(query.options(joinedload(RaisedHand.guru)).order_by(RaisedHand.number)))


def hand_of(room: Room, hand_id: str) -> RaisedHand:
    """A hand that was raised in `room`. Raises NotFound."""
    found = db.session.get(RaisedHand, hand_id)
    if found is None or found.room_id != room.id:
        raise NotFound("Permintaan bicara ini tidak ada di ruang ini. Muat ulang halamannya.")
    return found


def notices_in(room_id: str) -> list[RoomNotice]:
    """The announcements that stand, the newest first."""
    query = select(RoomNotice).where(RoomNotice.room_id == room_id, RoomNotice.ended_at.is_(None))
    query = query.options(joinedload(RoomNotice.by))
    return list(db.session.scalars(query.order_by(RoomNotice.at.desc(), RoomNotice.id)))


def notice_in(room: Room, notice_id: str) -> RoomNotice:
    """An announcement of `room`. Raises NotFound."""
    found = db.session.get(RoomNotice, notice_id)
    if found is None or found.room_id != room.id:
        raise NotFound("Pengumuman ini tidak ada di ruang ini. Muat ulang halamannya.")
    return found


def moderators_in(room_id: str) -> list[RoomModerator]:
    """Those who were named for this room, as they were named."""
    query = select(RoomModerator).where(RoomModerator.room_id == room_id, RoomModerator.ended_at.is_(None))
    query = query.options(joinedload(RoomModerator.guru))
    return list(db.session.scalars(query.order_by(RoomModerator.at, RoomModerator.id)))


def agenda_of(room: Room) -> Agenda | None:
    """The agenda of the pertemuan of `room`, and how far it is; None for a topic, and where nothing is planned."""
    if room.pertemuan is None:
        return None
    turns = list(db.session.scalars(*_turns(room_id=room.id)))
    by_place: defaultdict[int, list[AgendaTurn]] = defaultdict(list)
    for each in turns:
        by_place[each.place].append(each)
    points = [Point(item, by_place[item.place]) for item in items_of(room.pertemuan.agenda)]
    if not points and not turns:
        return None
    return Agenda(points, next((each for each in turns if each.ended_at is None), None))


@prepared
def _turns(room_id: Any) -> Select[Any]:
    return select(AgendaTurn).where(AgendaTurn.room_id == room_id).order_by(AgendaTurn.at, AgendaTurn.id)


def exhibit_in(room_id: str) -> Exhibit | None:
    """What is shown to all now."""
    return db.session.scalar(select(Exhibit).where(Exhibit.room_id == room_id, Exhibit.ended_at.is_(None)))


def exhibit_of(room: Room, exhibit_id: str) -> Exhibit:
    """What is or was shown in `room`. Raises NotFound."""
    found = db.session.get(Exhibit, exhibit_id)
    if found is None or found.room_id != room.id:
        raise NotFound("Bahan ini tidak ada di ruang ini. Muat ulang halamannya.")
    return found


def expected_in(room: Room) -> set[str]:
    """Whom an announcement in `room` concerns: the anggota, and who has a role in the paket; nobody of a draft."""
    if room.pertemuan is None:
        return set(anggota_ids(room.gugus_id))
    paket = room.pertemuan.paket
    return set() if paket.is_draft else {*anggota_ids(room.gugus_id), *roles_in(paket.id)}

"""Who is in a room, across processes; and who was there for how long."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, or_, select

from community.accounts.models import Guru
from community.discussion.models import HereAnswer, HereCall, HerePlan, LiveProcess, Room, Stay
from community.discussion.queries.archive import Cell, Section, Table
from community.discussion.queries.reach import room_at, room_of
from community.discussion.rules.presence import LOST, UNKNOWABLE, Span, joined, minutes, overlaps, within
from community.kernel.clock import now
from community.kernel.database import db
from community.kernel.errors import NotFound
from community.kernel.reading import prepared
from community.lokakarya.models import OPENS_BEFORE, Pertemuan


class Trace(NamedTuple):
    """What is known of one person at a pertemuan: when their account was connected, and what they answered."""

    spans: tuple[Span, ...]  # joined over reconnects and devices, within the window
    connections: int  # how often they came: a line that was back within the tolerance is the same coming
    is_here: bool
    asked: int  # how often "masih di sini?" was asked while they were connected, or answered
    answered: int

    @property
    def came_at(self) -> datetime | None:
        return self.spans[0].began_at if self.spans else None

    @property
    def left_at(self) -> datetime | None:
        """The end of the last connection; while it lasts, the moment of the reading."""
        return self.spans[-1].ended_at if self.spans else None

    def minutes_in(self, window: Span) -> int:
        return minutes(within(self.spans, window))


def others_in(room_id: str, process_id: str) -> dict[str, str]:
    """Who is connected to a room in other processes than this: names by id."""
    values = {"room_id": room_id, "process_id": process_id, "since": now() - LOST}
    return dict(db.session.execute(*_others(**values)).all())


@prepared
def _others(room_id: Any, process_id: Any, since: Any) -> Select[str, str]:
    query = select(Guru.id, Guru.name).join(Stay, Stay.guru_id == Guru.id).join(LiveProcess)
    alive = (LiveProcess.ended_at.is_(None), LiveProcess.seen_at > since)
    return query.where(
        Stay.room_id == room_id, Stay.ended_at.is_(None), Stay.process_id != process_id, *alive
    ).distinct()


def window_of(pertemuan: Pertemuan) -> Span:
    """The time that is looked at: from the opening of check-in, by itself or by a pengurus, until the end."""
    opens = pertemuan.starts_at - OPENS_BEFORE
    for step in reversed(pertemuan.steps):
        if step.kind == "dipindah":
            break
        if step.kind == "dibuka":
            opens = min(opens, step.at)
    return Span(opens, pertemuan.ends_at)


def traces_at(pertemuan: Pertemuan, guru_ids: Collection[str] | None = None) -> dict[str, Trace]:
    """What is known of each person who was in the room of a pertemuan (or of `guru_ids`): four queries."""
    room = room_at(pertemuan.id)
    if room is None:
        return {}
    return traces_in(room, window_of(pertemuan), guru_ids)


def traces_in(room: Room, window: Span, guru_ids: Collection[str] | None = None) -> dict[str, Trace]:
    """The same of any room, for a window."""
    spans, here = _spans(room.id, window, guru_ids)
    calls = db.session.scalars(
        select(HereCall).where(
            HereCall.room_id == room.id,
            HereCall.asked_at <= window.ended_at,
            HereCall.until_at >= window.began_at,  # not those of a rehearsal, or of the day it was moved from
        )
    ).all()
    answers = _answers([each.id for each in calls], guru_ids)

    def trace(guru_id: str) -> Trace:
        own = joined(spans.get(guru_id, ()))
        given = answers.get(guru_id, set())
        asked = [each for each in calls if each.id in given or overlaps(own, Span(each.asked_at, each.until_at))]
        return Trace(tuple(within(own, window)), len(own), guru_id in here, len(asked), len(given))

    return {guru_id: trace(guru_id) for guru_id in spans.keys() | answers.keys()}


def here_now(room_id: str) -> set[str]:
    """The ids of who is connected to a room in any process that is alive."""
    return set(others_in(room_id, ""))


def lost_processes(moment: datetime, *, but: str = "") -> Sequence[tuple[str, datetime]]:
    """Processes that gave no sign of life for too long, with the last one they gave."""
    lost = select(LiveProcess.id, LiveProcess.seen_at)
    lost = lost.where(LiveProcess.ended_at.is_(None), LiveProcess.seen_at < moment - LOST, LiveProcess.id != but)
    return [(process_id, seen_at) for process_id, seen_at in db.session.execute(lost)]


def _spans(room_id: str, window: Span, guru_ids: Collection[str] | None) -> tuple[dict[str, list[Span]], set[str]]:
    """The connections of each person that touch the window, and who is still connected."""
    query = select(Stay.guru_id, Stay.began_at, Stay.ended_at, LiveProcess.seen_at, LiveProcess.ended_at)
    query = query.join(LiveProcess, LiveProcess.id == Stay.process_id).where(
        Stay.room_id == room_id,
        Stay.began_at < window.ended_at,
        or_(Stay.ended_at.is_(None), Stay.ended_at > window.began_at),
    )
    if guru_ids is not None:
        query = query.where(Stay.guru_id.in_(guru_ids))
    moment = now()
    found: defaultdict[str, list[Span]] = defaultdict(list)
    here = set()
    for guru_id, began_at, ended_at, seen_at, process_ended_at in db.session.execute(query):
        if ended_at is None and process_ended_at is None and seen_at > moment - LOST:
            here.add(guru_id)
            ended_at = max(moment, began_at)
        found[guru_id].append(Span(began_at, ended_at or max(seen_at, began_at)))
    return dict(found), here


def _answers(call_ids: list[str], guru_ids: Collection[str] | None) -> dict[str, set[str]]:
    if not call_ids:
        return {}
    query = select(HereAnswer.guru_id, HereAnswer.call_id).where(HereAnswer.call_id.in_(call_ids))
    if guru_ids is not None:
        query = query.where(HereAnswer.guru_id.in_(guru_ids))
    found: defaultdict[str, set[str]] = defaultdict(set)
    for guru_id, call_id in db.session.execute(query):
        found[guru_id].add(call_id)
    return dict(found)


def open_call(room_id: str) -> HereCall | None:
    """The "masih di sini?" that can be answered now."""
    query = select(HereCall).where(HereCall.room_id == room_id, HereCall.until_at >= now())
    return db.session.scalar(query.order_by(HereCall.asked_at.desc()).limit(1))


def planned_call(room_id: str) -> HerePlan | None:
    """The call that is to come at a moment nobody knows."""
    query = select(HerePlan).where(HerePlan.room_id == room_id, HerePlan.done_at.is_(None))
    return db.session.scalar(query.order_by(HerePlan.due_at).limit(1))


def due_plans() -> list[str]:
    """Planned calls whose moment has come: their ids."""
    query = select(HerePlan.id).where(HerePlan.done_at.is_(None), HerePlan.due_at <= now())
    return list(db.session.scalars(query.order_by(HerePlan.due_at)))


def call_of(guru: Guru, room_id: str, call_id: str) -> HereCall:
    """A call of a room that `guru` may read. Raises NotFound."""
    room = room_of(guru, room_id)
    found = db.session.scalar(select(HereCall).where(HereCall.id == call_id, HereCall.room_id == room.id))
    if found is None:
        raise NotFound("Pertanyaan ini tidak ada di ruang ini. Muat ulang halamannya.")
    return found


def has_answered(call_id: str, guru_id: str) -> bool:
    query = select(HereAnswer.id).where(HereAnswer.call_id == call_id, HereAnswer.guru_id == guru_id)
    return db.session.scalar(query) is not None


def calls_in(room_id: str) -> list[tuple[HereCall, int]]:
    """Each call of a room with how many answered it, the newest first: two queries."""
    calls = list(
        db.session.scalars(select(HereCall).where(HereCall.room_id == room_id).order_by(HereCall.asked_at.desc()))
    )
    answers = _answers([each.id for each in calls], None)
    return [(each, sum(each.id in given for given in answers.values())) for each in calls]


def presence_section(room: Room) -> Section | None:
    """For the archive: who was connected while the pertemuan lasted. Nobody is marked present or absent by this."""
    if room.pertemuan is None:
        return None
    window = window_of(room.pertemuan)
    traces = {guru_id: each for guru_id, each in traces_in(room, window).items() if each.spans}
    if not traces:
        return None
    lasting = Span(room.pertemuan.starts_at, room.pertemuan.ends_at)
    people = db.session.scalars(select(Guru).where(Guru.id.in_(traces)).order_by(Guru.name_key, Guru.id))
    rows: list[tuple[Cell, ...]] = [
        (
            guru.named,
            traces[guru.id].came_at,
            traces[guru.id].left_at,
            traces[guru.id].minutes_in(lasting),
        )
        for guru in people
    ]
    head = ("Nama", "Tersambung sejak", "Sampai", "Menit selama pertemuan")
    return Section("tersambung", "Tersambung di ruang", [UNKNOWABLE], [Table("", head, rows)])

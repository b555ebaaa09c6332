"""What people were told, how they want to be told, and what is still on its way to them."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import NamedTuple

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import joinedload

from community.accounts.models import Guru, SignIn
from community.kernel.clock import now
from community.kernel.database import db
from community.kernel.notices import (
    CHANNELS,
    DEFAULT_SETTINGS,
    NOTICE_KINDS,
    Notice,
    NoticeChoice,
    NoticeSettings,
    PushLetter,
    PushSubscription,
    chosen,
)
from community.kernel.notices.times import after_quiet, letter_moment
from community.wilayah.models import Sekolah
from community.wilayah.zones import WIB, zone_of

NEWS_FOR = timedelta(days=14)  # what is older is no news, also where letters begin only now


class Page(NamedTuple):
    """One page of notices, and how many there are in all."""

    rows: list[Notice]
    number: int


class Wishes(NamedTuple):
    """How one person wants to be told: per kind the ways that are on, letters, quiet hours."""

    ways: dict[str, list[str]]
    letters: str
    quiet_from: time
    quiet_until: time


class Waiting(NamedTuple):
    """A device that is to be told, and from when on."""

    notice_id: str
    subscription_id: str
    due_at: datetime


def notices_of(guru_id: str, *, limit: int = 50, offset: int = 0) -> Page:
    """What the person was told in the application, unread first, then newest first."""
    mine = (Notice.guru_id == guru_id, Notice.shown)
    query = select(Notice).where(*mine).order_by(Notice.read_at.is_not(None), Notice.at.desc(), Notice.id)
    number = db.session.scalar(select(func.count(Notice.id)).where(*mine))
    return Page(list(db.session.scalars(query.limit(limit).offset(offset))), number or 0)


def wishes_of(guru_id: str) -> Wishes:
    """How the person wants to be told; what was never chosen is as the tables say."""
    query = select(NoticeChoice).where(NoticeChoice.guru_id == guru_id)
    own = {row.kind: row for row in db.session.scalars(query)}
    ways = {
        kind: [channel for channel in CHANNELS if getattr(own.get(kind, usual), channel)]
        for kind, usual in NOTICE_KINDS.items()
    }
    settings = db.session.get(NoticeSettings, guru_id)
    times = {name: getattr(settings, name) if settings else usual for name, usual in DEFAULT_SETTINGS.items()}
    return Wishes(ways, **times)


def zone_of_guru(guru: Guru) -> str:
    """The time zone the person lives in, by the sekolah induk."""
    return (guru.sekolah.kecamatan.zone if guru.sekolah else WIB).name


def letters_due(at: datetime) -> list[str]:
    """Ids of those whose letter is due `at` that moment."""
    first = func.min(Notice.at)
    query = (
        select(Notice.guru_id, NoticeSettings.letters, Sekolah.kecamatan_code, first)
        .join(Guru, Guru.id == Notice.guru_id)
        .outerjoin(Sekolah, Sekolah.id == Guru.sekolah_id)
        .outerjoin(NoticeSettings, NoticeSettings.guru_id == Notice.guru_id)
        .where(*_unmailed(at), Guru.email.is_not(None), Guru.erased_at.is_(None))
        .group_by(Notice.guru_id, NoticeSettings.letters, Sekolah.kecamatan_code)
        .order_by(Notice.guru_id)
    )
    due = []
    for guru_id, letters, kecamatan, oldest in db.session.execute(query):
        moment = letter_moment(letters or DEFAULT_SETTINGS["letters"], at, _zone(kecamatan))
        if moment and oldest <= moment:
            due.append(guru_id)
    return due


def for_letter(guru: Guru, at: datetime) -> list[Notice]:
    """What belongs into the letter that is due to `guru` `at` that moment, newest first; nothing: no letter."""
    moment = letter_moment(wishes_of(guru.id).letters, at, zone_of_guru(guru))
    if moment is None or guru.email is None or guru.erased_at:
        return []
    query = select(Notice).where(Notice.guru_id == guru.id, Notice.at <= moment, *_unmailed(at))
    return list(db.session.scalars(query.order_by(Notice.at.desc(), Notice.id)))


def devices_of(guru_id: str) -> list[PushSubscription]:
    """The devices that show notices of the person, the newest first."""
    query = select(PushSubscription).where(PushSubscription.guru_id == guru_id)
    return list(db.session.scalars(query.order_by(PushSubscription.at.desc(), PushSubscription.id)))


def devices_for(notice_ids: Iterable[str]) -> list[Waiting]:
    """Which devices are to be told of which notice, each when its person's quiet hours end: one query."""
    query = (
        select(
            Notice.id,
            PushSubscription.id,
            NoticeSettings.quiet_from,
            NoticeSettings.quiet_until,
            Sekolah.kecamatan_code,
        )
        .join(PushSubscription, PushSubscription.guru_id == Notice.guru_id)
        .join(Guru, Guru.id == Notice.guru_id)
        .outerjoin(Sekolah, Sekolah.id == Guru.sekolah_id)
        .outerjoin(NoticeSettings, NoticeSettings.guru_id == Notice.guru_id)
        .where(Notice.id.in_(list(notice_ids)), chosen("push"))
    )
    at, usual = now(), (DEFAULT_SETTINGS["quiet_from"], DEFAULT_SETTINGS["quiet_until"])
    return [
        Waiting(notice, device, after_quiet(at, _zone(kecamatan), *((begin, end) if begin is not None else usual)))
        for notice, device, begin, end, kecamatan in db.session.execute(query)
    ]


def pushes_due(limit: int) -> list[str]:
    """Ids of what is to be sent to devices now, the longest waiting first."""
    query = select(PushLetter.id).where(PushLetter.due_at <= now()).order_by(PushLetter.due_at, PushLetter.id)
    return list(db.session.scalars(query.limit(limit)))


def push_letter(letter_id: str) -> tuple[PushLetter, PushSubscription, Notice, SignIn | None] | None:
    """One message on its way, with its device, what it says, and the session the device belongs to."""
    query = (
        select(PushLetter, PushSubscription, Notice, SignIn)
        .join(PushSubscription, PushSubscription.id == PushLetter.subscription_id)
        .join(Notice, Notice.id == PushLetter.notice_id)
        .outerjoin(SignIn, SignIn.id == PushSubscription.sign_in_id)
        .where(PushLetter.id == letter_id)
        .options(joinedload(SignIn.guru))
    )
    return db.session.execute(query).first()


def _unmailed(at: datetime) -> tuple[ColumnElement[bool], ...]:
    recent = Notice.at > at - NEWS_FOR
    return Notice.read_at.is_(None), Notice.mailed_at.is_(None), recent, chosen("mail")


def _zone(kecamatan: str | None) -> str:
    return (zone_of(kecamatan) if kecamatan else WIB).name

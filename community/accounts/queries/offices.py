"""Who holds which office, and when."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from community.accounts.models import Appointment, Guru
from community.kernel.clock import today
from community.kernel.database import db
from community.wilayah.models import Sekolah, Wilayah


def covering(code: str) -> list[str]:
    """The codes of the region and of those it lies in: "32.05.23" -> 32, 32.05, 32.05.23."""
    parts = code.split(".")
    return [".".join(parts[:length]) for length in range(1, len(parts) + 1)]


def holders(
    office: str, *, sekolah_id: str | None = None, wilayah_code: str | None = None, on: date | None = None
) -> list[Guru]:
    """Who holds `office` on the day `on` (today), the longest first.

    `sekolah_id`: over this school. `wilayah_code`: over this region or one it lies in.
    """
    query = (
        select(Guru)
        .join(Appointment, Appointment.guru_id == Guru.id)
        .where(Appointment.office == office, _held(on or today()), Guru.erased_at.is_(None))
        .order_by(Appointment.from_on, Appointment.made_at, Guru.id)
    )
    if sekolah_id is not None:
        query = query.where(Appointment.sekolah_id == sekolah_id)
    if wilayah_code is not None:
        query = query.where(Appointment.wilayah_code.in_(covering(wilayah_code)))
    return list(dict.fromkeys(db.session.scalars(query)))


def koordinator_of(sekolah_id: str, on: date) -> Guru | None:
    """The koordinator PKB of a school on a day; where a team serves it, who has held the office longest."""
    return next(iter(holders("koordinator_pkb", sekolah_id=sekolah_id, on=on)), None)


def kepala_of(sekolah_id: str, on: date) -> Guru | None:
    """The kepala sekolah on a day."""
    return next(iter(holders("kepala_sekolah", sekolah_id=sekolah_id, on=on)), None)


def operator_ids() -> list[str]:
    """Everyone who is operator."""
    query = select(Appointment.guru_id).where(Appointment.office == "operator", Appointment.ended_at.is_(None))
    return sorted(set(db.session.scalars(query)))


def appointments_of(guru_id: str) -> list[Appointment]:
    """All offices a person holds or held, newest first, places loaded."""
    query = select(Appointment).where(Appointment.guru_id == guru_id).options(*_PLACES)
    return list(
        db.session.scalars(query.order_by(Appointment.from_on.desc(), Appointment.made_at.desc(), Appointment.id))
    )


def appointments_with(office: str, sekolah_ids: Iterable[str], since: date, until: date | None) -> list[Appointment]:
    """Offices over these schools that overlap the days `since` to `until`, holder and school loaded."""
    query = select(Appointment).where(
        Appointment.office == office,
        Appointment.sekolah_id.in_(set(sekolah_ids)),
        Appointment.ended_at.is_(None),
        or_(Appointment.until_on.is_(None), Appointment.until_on >= since),
    )
    if until is not None:
        query = query.where(Appointment.from_on <= until)
    return list(db.session.scalars(query.options(joinedload(Appointment.guru), *_PLACES).order_by(Appointment.from_on)))


def appointments_found(
    words: str = "", office: str = "", state: str = "berlaku", *, limit: int = 50, offset: int = 0
) -> tuple[list[Appointment], int]:
    """Appointments by holder, place and office, and how many; `state`: berlaku | habis | semua."""
    condition = and_(_of_words(words), _in_state(state), _of_office(office))
    joined = _joined(select(Appointment)).where(condition)
    rows = joined.options(
        contains_eager(Appointment.guru),
        contains_eager(Appointment.sekolah),
        contains_eager(Appointment.wilayah),
    ).order_by(Guru.name_key, Appointment.office, Appointment.from_on.desc(), Appointment.id)
    number = db.session.scalar(_joined(select(func.count(Appointment.id)).select_from(Appointment)).where(condition))
    return list(db.session.scalars(rows.limit(limit).offset(offset))), number or 0


def schools_without_koordinator(on: date, limit: int = 50) -> list[tuple[Sekolah, int]]:
    """Schools that have people but no koordinator PKB on a day, and how many people, most first."""
    served = select(Appointment.id).where(
        Appointment.office == "koordinator_pkb", Appointment.sekolah_id == Sekolah.id, _held(on)
    )
    query = (
        select(Sekolah, func.count(Guru.id))
        .join(Guru, and_(Guru.sekolah_id == Sekolah.id, Guru.erased_at.is_(None)))
        .where(~served.exists())
        .group_by(Sekolah.id)
        .order_by(func.count(Guru.id).desc(), Sekolah.name)
        .limit(limit)
    )
    return [(sekolah, number) for sekolah, number in db.session.execute(query)]


def terms_ending(since: date, until: date, limit: int = 50) -> list[Appointment]:
    """Offices whose term ends in a span of days, soonest first."""
    query = (
        select(Appointment)
        .where(Appointment.ended_at.is_(None), Appointment.until_on >= since, Appointment.until_on <= until)
        .options(joinedload(Appointment.guru), *_PLACES)
        .order_by(Appointment.until_on, Appointment.id)
        .limit(limit)
    )
    return list(db.session.scalars(query))


_PLACES = (joinedload(Appointment.sekolah), joinedload(Appointment.wilayah))


def _held(day: date) -> ColumnElement[bool]:
    return and_(
        Appointment.ended_at.is_(None),
        Appointment.from_on <= day,
        or_(Appointment.until_on.is_(None), Appointment.until_on >= day),
    )


def _joined(query: Select) -> Select:
    return (
        query.join(Guru, Appointment.guru_id == Guru.id)
        .outerjoin(Sekolah, Appointment.sekolah_id == Sekolah.id)
        .outerjoin(Wilayah, Appointment.wilayah_code == Wilayah.code)
    )


def _in_state(state: str) -> ColumnElement[bool]:
    ended = or_(Appointment.ended_at.is_not(None), Appointment.until_on < today())
    if state == "habis":
        return ended
    return (
        and_(Appointment.id.is_not(None), ~func.coalesce(ended, False))
        if state == "berlaku"
        else Appointment.id.is_not(None)
    )


def _of_office(office: str) -> ColumnElement[bool]:
    return Appointment.office == office if office else Appointment.id.is_not(None)


def _of_words(words: str) -> ColumnElement[bool]:
    tokens = words.casefold().split()[:6]
    columns = (Guru.name_key, Sekolah.name, Wilayah.name)
    return and_(
        Appointment.id.is_not(None),
        *(or_(*(func.lower(column).contains(token, autoescape=True) for column in columns)) for token in tokens),
    )

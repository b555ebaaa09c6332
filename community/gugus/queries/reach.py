"""Reached through the person: a stranger gets *not found*, never a hint."""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, literal, or_, select, true
from sqlalchemy.orm import joinedload

from community.accounts.models import WILAYAH_OFFICES, Appointment, Guru
from community.gugus.models import Anggota, Gugus, Pengurus
from community.kernel.clock import today
from community.kernel.database import db
from community.kernel.errors import NotFound
from community.kernel.reading import prepared
from community.wilayah.models import Wilayah


def my_gugus(guru: Guru) -> list[Gugus]:
    """The gugus that `guru` is anggota or pengurus of today, by name; wilayah loaded."""
    query = _loaded(select(Gugus).where(or_(_belongs(guru.id), _leads(guru.id, today()))))
    return list(db.session.scalars(query.order_by(Gugus.name, Gugus.id)))


def overseen_gugus(guru: Guru) -> list[Gugus]:
    """The gugus that `guru` reads by an office over their wilayah, or all of them as operator; by name."""
    query = _loaded(select(Gugus).where(true() if guru.is_operator else _oversees(guru.id, today())))
    return list(db.session.scalars(query.order_by(Gugus.name, Gugus.id)))


def gugus_of(guru: Guru, slug: str) -> Gugus:
    """A gugus that `guru` may read: anggota, pengurus, pengawas and dinas of its wilayah, operator.

    Its wilayah and that one's parent are loaded. Raises NotFound.
    """
    if guru.is_operator:
        found = db.session.scalar(*_with_slug(slug=slug))
    else:
        found = db.session.scalar(*_reached(slug=slug, guru_id=guru.id, day=today()))
    if found is None:
        raise NotFound
    return found


@prepared
def _with_slug(slug: Any) -> Select[Any]:
    return _loaded(select(Gugus).where(Gugus.slug == slug))


@prepared
def _reached(slug: Any, guru_id: Any, day: Any) -> Select[Any]:
    ways = or_(_belongs(guru_id), _leads(guru_id, day), _oversees(guru_id, day))
    return _loaded(select(Gugus).where(Gugus.slug == slug, ways))


def in_office(gugus_id: Any = Gugus.id, day: Any = None) -> ColumnElement[bool]:
    """The condition that a row of Pengurus is a term of this gugus that runs today, or on `day`."""
    day = today() if day is None else day
    return and_(
        Pengurus.gugus_id == gugus_id,
        Pengurus.ended_at.is_(None),
        Pengurus.from_on <= day,
        or_(Pengurus.until_on.is_(None), Pengurus.until_on >= day),
    )


def within(guru_id: Any, day: Any) -> ColumnElement[bool]:
    """The condition, on a query of Gugus, that someone is its anggota or pengurus on `day`."""
    return or_(_belongs(guru_id), _leads(guru_id, day))


def above(guru_id: Any, day: Any) -> ColumnElement[bool]:
    """The condition, on a query of Gugus, that someone oversees its wilayah on `day`."""
    return _oversees(guru_id, day)


def led_by(guru_id: Any, day: Any) -> ColumnElement[bool]:
    """The condition, on a query of Gugus, that someone is its pengurus on `day`."""
    return _leads(guru_id, day)


def _belongs(guru_id: Any) -> ColumnElement[bool]:
    return exists().where(Anggota.gugus_id == Gugus.id, Anggota.guru_id == guru_id, Anggota.left_at.is_(None))


def _leads(guru_id: Any, day: Any) -> ColumnElement[bool]:
    return exists().where(in_office(day=day), Pengurus.guru_id == guru_id)


def _oversees(guru_id: Any, day: Any) -> ColumnElement[bool]:
    return exists().where(
        Appointment.guru_id == guru_id,
        Appointment.office.in_(WILAYAH_OFFICES),
        Appointment.ended_at.is_(None),
        Appointment.from_on <= day,
        or_(Appointment.until_on.is_(None), Appointment.until_on >= day),
        or_(
            Gugus.wilayah_code == Appointment.wilayah_code,
            Gugus.wilayah_code.startswith(Appointment.wilayah_code + literal(".")),
        ),
    )


def _loaded(query: Select[Any]) -> Select[Any]:
    return query.options(joinedload(Gugus.wilayah).joinedload(Wilayah.parent))

"""Reached through the person: a stranger gets *not found*, never a hint."""

from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select
from sqlalchemy.orm import contains_eager

from community.accounts.models import WILAYAH_OFFICES, Appointment, Guru
from community.gugus.models import Anggota, Gugus, Pengurus
from community.kernel.clock import today
from community.kernel.database import db
from community.kernel.errors import NotFound
from community.kernel.reading import prepared
from community.lokakarya.models import (
    Hasil,
    Keputusan,
    Paket,
    PaketRole,
    PaketStep,
    Pertemuan,
    PertemuanStep,
    TindakLanjut,
)

T = TypeVar("T", Keputusan, TindakLanjut)


def paket_of(guru: Guru, paket_id: str) -> Paket:
    """A paket that `guru` may read: as anggota, pengurus, by a role in it, or pengawas or dinas of it.

    A draft is its pengurus' alone. The operator reads none. Raises NotFound.
    """
    found = db.session.scalar(*_reached_paket(paket_id=paket_id, guru_id=guru.id, day=today()))
    if found is None:
        raise NotFound
    return found


def pertemuan_of(guru: Guru, pertemuan_id: str) -> Pertemuan:
    """A pertemuan of a paket that `guru` may read. Raises NotFound."""
    found = db.session.scalar(*_reached_pertemuan(pertemuan_id=pertemuan_id, guru_id=guru.id, day=today()))
    if found is None:
        raise NotFound
    return found


def hasil_for(guru: Guru, hasil_id: str) -> Hasil:
    """A hasil, not withdrawn, of a paket that `guru` may read. Raises NotFound."""
    query = select(Hasil).join(Hasil.paket).join(Paket.gugus).where(Hasil.id == hasil_id, Hasil.removed_at.is_(None))
    query = query.where(readable_by(guru)).options(contains_eager(Hasil.paket).contains_eager(Paket.gugus))
    found = db.session.scalar(query)
    if found is None:
        raise NotFound
    return found


def may_read_hasil(guru: Guru, hasil_id: str) -> bool:
    """Whoever reads the paket reads the files of its hasil, until they are withdrawn."""
    query = select(Hasil.id).join(Hasil.paket).join(Paket.gugus)
    query = query.where(Hasil.id == hasil_id, Hasil.removed_at.is_(None), readable_by(guru))
    return db.session.scalar(query) is not None


def line_of(guru: Guru, kind: type[T], line_id: str) -> T:
    """A keputusan or tindak lanjut of a paket that `guru` may read. Raises NotFound."""
    query = select(kind).join(kind.pertemuan).join(Pertemuan.paket).join(Paket.gugus)
    query = query.where(kind.id == line_id, kind.withdrawn_at.is_(None), readable_by(guru))
    found = db.session.scalar(
        query.options(contains_eager(kind.pertemuan).contains_eager(Pertemuan.paket).contains_eager(Paket.gugus))
    )
    if found is None:
        raise NotFound
    return found


def readable_by(guru: Guru) -> ColumnElement[bool]:
    """The condition of reaching, on a query that joins Paket and Gugus."""
    return _readable(guru.id, today())


def readable(guru_id: Any, day: Any) -> ColumnElement[bool]:
    """`readable_by`, for a prepared statement."""
    return _readable(guru_id, day)


@prepared
def _reached_paket(paket_id: Any, guru_id: Any, day: Any) -> Select[Any]:
    return _with_gugus(select(Paket).where(Paket.id == paket_id, _readable(guru_id, day)))


@prepared
def _reached_pertemuan(pertemuan_id: Any, guru_id: Any, day: Any) -> Select[Any]:
    return _of_paket(select(Pertemuan).where(Pertemuan.id == pertemuan_id, _readable(guru_id, day)))


def _readable(guru_id: Any, day: Any) -> ColumnElement[bool]:
    leads = exists().where(
        Pengurus.gugus_id == Gugus.id,
        Pengurus.guru_id == guru_id,
        Pengurus.ended_at.is_(None),
        Pengurus.from_on <= day,
        or_(Pengurus.until_on.is_(None), Pengurus.until_on >= day),
    )
    oversees = exists().where(
        Appointment.guru_id == guru_id,
        Appointment.office.in_(WILAYAH_OFFICES),
        Appointment.ended_at.is_(None),
        Appointment.from_on <= day,
        or_(Appointment.until_on.is_(None), Appointment.until_on >= day),
        or_(
            Gugus.wilayah_code == Appointment.wilayah_code,
            Gugus.wilayah_code.startswith(Appointment.wilayah_code + "."),
        ),
    )
    return or_(leads, and_(is_scheduled(), or_(_takes_part(guru_id), oversees)))


def mine(guru: Guru) -> ColumnElement[bool]:
    """The condition that `guru` is expected there: anggota, or with a role in the paket."""
    return and_(is_scheduled(), _takes_part(guru.id))


def is_scheduled() -> ColumnElement[bool]:
    return exists().where(PaketStep.paket_id == Paket.id)


def _takes_part(guru_id: Any) -> ColumnElement[bool]:
    """Anggota, or someone from outside with a role: who left the gugus does not stay by a role."""
    membership = exists().where(Anggota.gugus_id == Paket.gugus_id, Anggota.guru_id == guru_id)
    role = exists().where(PaketRole.paket_id == Paket.id, PaketRole.guru_id == guru_id)
    return or_(membership.where(Anggota.left_at.is_(None)), and_(role, ~membership))


def _with_gugus(query: Select[Any]) -> Select[Any]:
    return query.join(Paket.gugus).options(contains_eager(Paket.gugus).joinedload(Gugus.wilayah))


def _of_paket(query: Select[Any]) -> Select[Any]:
    """Joined with paket, gugus and wilayah, all loaded."""
    gugus = contains_eager(Pertemuan.paket).contains_eager(Paket.gugus)
    return query.join(Pertemuan.paket).join(Paket.gugus).options(gugus.joinedload(Gugus.wilayah))


def with_paket(query: Select[Any]) -> Select[Any]:
    """A query of Pertemuan, joined with paket and gugus (wilayah loaded), without those cancelled."""
    return _of_paket(query).where(~cancelled())


def cancelled() -> ColumnElement[bool]:
    """The pertemuan was cancelled, or its paket was."""
    return or_(
        exists().where(PertemuanStep.pertemuan_id == Pertemuan.id, PertemuanStep.kind == "dibatalkan"),
        exists().where(PaketStep.paket_id == Pertemuan.paket_id, PaketStep.kind == "dibatalkan"),
    )

"""What a paket and a pertemuan hold: people, roles, hasil, minutes."""

from collections import Counter
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.orm.attributes import set_committed_value

from community.accounts.models import Guru
from community.gugus.models import Anggota
from community.kernel.database import db
from community.kernel.reading import once, prepared
from community.lokakarya.models import (
    Hasil,
    Keputusan,
    Notulen,
    Paket,
    PaketRole,
    Pertemuan,
    Rsvp,
    TindakLanjut,
)


@once
def pertemuan_in(paket: Paket) -> list[Pertemuan]:
    """The pertemuan of `paket` in order, with their steps, read afresh; `paket.pertemuan` holds them from then on."""
    rows = list(db.session.scalars(*_pertemuan_in(paket_id=paket.id)))
    set_committed_value(paket, "pertemuan", list(rows))
    return rows


@prepared
def _pertemuan_in(paket_id: Any) -> Select[Any]:
    query = select(Pertemuan).where(Pertemuan.paket_id == paket_id).order_by(Pertemuan.starts_at, Pertemuan.id)
    return query.options(selectinload(Pertemuan.steps)).execution_options(populate_existing=True)


def peserta_of(paket: Paket) -> list[Guru]:
    """Active anggota and everyone with a role in `paket`, sekolah loaded, by name."""
    return list(db.session.scalars(*_peserta_of(gugus_id=paket.gugus_id, paket_id=paket.id)))


@prepared
def _peserta_of(gugus_id: Any, paket_id: Any) -> Select[Any]:
    anggota = select(Anggota.guru_id).where(Anggota.gugus_id == gugus_id, Anggota.left_at.is_(None))
    named = select(PaketRole.guru_id).where(PaketRole.paket_id == paket_id)
    query = select(Guru).where(Guru.id.in_(anggota.union(named))).options(joinedload(Guru.sekolah))
    return query.order_by(Guru.name_key, Guru.id)


@once
def roles_in(paket_id: str) -> dict[str, str]:
    """The role given to each person (guru_id) of a paket; who is not there is peserta."""
    rows = db.session.execute(*_roles_in(paket_id=paket_id))
    return {guru_id: found for guru_id, found in rows}  # noqa: C416  a row is no pair to mypy


@prepared
def _roles_in(paket_id: Any) -> Select[str, str]:
    return select(PaketRole.guru_id, PaketRole.role).where(PaketRole.paket_id == paket_id)


def anggota_ids(gugus_id: str) -> list[str]:
    """Who is anggota of a gugus today."""
    return list(
        db.session.scalars(select(Anggota.guru_id).where(Anggota.gugus_id == gugus_id, Anggota.left_at.is_(None)))
    )


@once
def hasil_of(paket_id: str) -> list[Hasil]:
    """The hasil of a paket that were not withdrawn, oldest first; file, author and who attached it loaded."""
    return list(db.session.scalars(*_hasil_of(paket_id=paket_id)))


@prepared
def _hasil_of(paket_id: Any) -> Select[Any]:
    query = select(Hasil).where(Hasil.paket_id == paket_id, Hasil.removed_at.is_(None)).order_by(Hasil.at, Hasil.id)
    return query.options(joinedload(Hasil.file), joinedload(Hasil.by), joinedload(Hasil.author))


def notulen_of(pertemuan_id: str) -> Notulen | None:
    """The last edition of the minutes."""
    query = select(Notulen).where(Notulen.pertemuan_id == pertemuan_id).order_by(Notulen.edition.desc()).limit(1)
    return db.session.scalar(query.options(joinedload(Notulen.by)))


def editions_of(pertemuan_id: str) -> list[Notulen]:
    """Every edition of the minutes, newest first."""
    query = select(Notulen).where(Notulen.pertemuan_id == pertemuan_id).order_by(Notulen.edition.desc())
    return list(db.session.scalars(query.options(joinedload(Notulen.by))))


def with_notulen(pertemuan_ids: list[str]) -> set[str]:
    """Those pertemuan that have minutes."""
    return set(db.session.scalars(select(Notulen.pertemuan_id).where(Notulen.pertemuan_id.in_(pertemuan_ids))))


def keputusan_of(pertemuan_id: str) -> list[Keputusan]:
    query = select(Keputusan).where(Keputusan.pertemuan_id == pertemuan_id, Keputusan.withdrawn_at.is_(None))
    return list(db.session.scalars(query.order_by(Keputusan.at, Keputusan.id)))


def tindak_lanjut_in(pertemuan_id: str) -> list[TindakLanjut]:
    """What was agreed to be done, oldest first, with who."""
    query = select(TindakLanjut).where(TindakLanjut.pertemuan_id == pertemuan_id, TindakLanjut.withdrawn_at.is_(None))
    return list(
        db.session.scalars(query.options(joinedload(TindakLanjut.guru)).order_by(TindakLanjut.at, TindakLanjut.id))
    )


def answer_of(pertemuan_id: str, guru_id: str) -> str | None:
    """What a person answered to the invitation."""
    return db.session.scalar(select(Rsvp.answer).where(Rsvp.pertemuan_id == pertemuan_id, Rsvp.guru_id == guru_id))


def answers_to(pertemuan_id: str) -> list[Rsvp]:
    """All answers to the invitation, with who gave them, by name."""
    query = select(Rsvp).join(Rsvp.guru).where(Rsvp.pertemuan_id == pertemuan_id).options(joinedload(Rsvp.guru))
    return list(db.session.scalars(query.order_by(Guru.name_key, Guru.id)))


def counted(answers: list[Rsvp]) -> Counter[str]:
    return Counter(each.answer for each in answers)


def names_of(guru_ids: set[str]) -> dict[str, str]:
    """The name of each person."""
    rows = db.session.execute(select(Guru.id, Guru.name).where(Guru.id.in_(guru_ids)))
    return {guru_id: found for guru_id, found in rows}  # noqa: C416  a row is no pair to mypy

"""What a paket and a pertemuan hold: people, roles, hasil, minutes."""

from collections import Counter

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from community.accounts.models import Guru
from community.gugus.models import Anggota
from community.kernel.database import db
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


def pertemuan_in(paket: Paket) -> list[Pertemuan]:
    """The pertemuan of `paket` in order, with their steps, read afresh."""
    query = select(Pertemuan).where(Pertemuan.paket_id == paket.id).order_by(Pertemuan.starts_at, Pertemuan.id)
    query = query.options(selectinload(Pertemuan.steps)).execution_options(populate_existing=True)
    return list(db.session.scalars(query))


def peserta_of(paket: Paket) -> list[Guru]:
    """Active anggota and everyone with a role in `paket`, sekolah loaded, by name."""
    anggota = select(Anggota.guru_id).where(Anggota.gugus_id == paket.gugus_id, Anggota.left_at.is_(None))
    named = select(PaketRole.guru_id).where(PaketRole.paket_id == paket.id)
    query = select(Guru).where(Guru.id.in_(anggota.union(named))).options(joinedload(Guru.sekolah))
    return list(db.session.scalars(query.order_by(Guru.name_key, Guru.id)))


def roles_in(paket_id: str) -> dict[str, str]:
    """The role given to each person (guru_id) of a paket; who is not there is peserta."""
    rows = db.session.execute(select(PaketRole.guru_id, PaketRole.role).where(PaketRole.paket_id == paket_id))
    return {guru_id: found for guru_id, found in rows}  # noqa: C416  a row is no pair to mypy


def anggota_ids(gugus_id: str) -> list[str]:
    """Who is anggota of a gugus today."""
    return list(
        db.session.scalars(select(Anggota.guru_id).where(Anggota.gugus_id == gugus_id, Anggota.left_at.is_(None)))
    )


def hasil_of(paket_id: str) -> list[Hasil]:
    """The hasil of a paket that were not withdrawn, oldest first; file, author and who attached it loaded."""
    query = select(Hasil).where(Hasil.paket_id == paket_id, Hasil.removed_at.is_(None)).order_by(Hasil.at, Hasil.id)
    return list(
        db.session.scalars(query.options(joinedload(Hasil.file), joinedload(Hasil.by), joinedload(Hasil.author)))
    )


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

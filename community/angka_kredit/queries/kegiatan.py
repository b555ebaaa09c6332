"""Reads of editions: the last one of each person holds."""

from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import aliased, contains_eager, joinedload

from community.accounts.models import Guru
from community.angka_kredit.models import KegiatanKolektif, Usulan
from community.kernel.database import db
from community.kernel.reading import prepared
from community.lokakarya.models import Paket


def last_editions(paket_id: str) -> list[KegiatanKolektif]:
    """What holds for each person of a paket, with their names and schools, by name."""
    query = select(KegiatanKolektif).where(KegiatanKolektif.paket_id == paket_id, is_last())
    query = query.join(KegiatanKolektif.guru).options(contains_eager(KegiatanKolektif.guru).joinedload(Guru.sekolah))
    return list(db.session.scalars(query.order_by(Guru.name_key, Guru.id)))


def last_edition(paket_id: str, guru_id: str) -> KegiatanKolektif | None:
    """What holds for one person in a paket."""
    query = select(KegiatanKolektif).where(KegiatanKolektif.paket_id == paket_id, KegiatanKolektif.guru_id == guru_id)
    return db.session.scalar(query.order_by(KegiatanKolektif.edition.desc()).limit(1))


def without_usulan(guru_id: str, limit: int = 20) -> list[KegiatanKolektif]:
    """What the person did and no claim stands for: not eligible, or not forwarded yet. Newest first."""
    return list(db.session.scalars(*_without_usulan(guru_id=guru_id, number=limit)))


@prepared
def _without_usulan(guru_id: Any, number: Any) -> Select[Any]:
    forwarded = select(Usulan.paket_id).where(Usulan.guru_id == guru_id, Usulan.state != "ditarik")
    query = select(KegiatanKolektif).where(
        KegiatanKolektif.guru_id == guru_id, KegiatanKolektif.paket_id.not_in(forwarded), is_last()
    )
    query = query.options(joinedload(KegiatanKolektif.paket).joinedload(Paket.gugus))
    return query.order_by(KegiatanKolektif.last_on.desc(), KegiatanKolektif.id).limit(number)


def usulan_in(paket_id: str) -> dict[str, Usulan]:
    """The claims made for a paket, by the person's id."""
    rows = db.session.scalars(select(Usulan).where(Usulan.paket_id == paket_id))
    return {row.guru_id: row for row in rows}


def others_in(usulan: Usulan) -> list[Usulan]:
    """The claims of the other members of the same paket that have a text, with who wrote them."""
    query = select(Usulan).where(Usulan.paket_id == usulan.paket_id, Usulan.id != usulan.id, Usulan.materi != "")
    return list(db.session.scalars(query.options(joinedload(Usulan.guru)).order_by(Usulan.id)))


def is_last() -> ColumnElement[bool]:
    """The condition that a KegiatanKolektif is its person's last edition in its paket."""
    other = aliased(KegiatanKolektif)
    newest = (
        select(func.max(other.edition))
        .where(other.paket_id == KegiatanKolektif.paket_id, other.guru_id == KegiatanKolektif.guru_id)
        .scalar_subquery()
    )
    return KegiatanKolektif.edition == newest

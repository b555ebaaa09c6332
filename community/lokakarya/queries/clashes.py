"""Who would have to be in two places at once: a warning for who plans, never a refusal."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import and_, or_, select, union
from sqlalchemy.orm import contains_eager

from community.accounts.models import Guru
from community.gugus.models import Anggota
from community.kernel.database import db
from community.lokakarya.models import Narasumber, Paket, PaketRole, Pertemuan
from community.lokakarya.queries.reach import cancelled
from community.lokakarya.rules import Span


@dataclass(frozen=True)
class Clash:
    """Another pertemuan at the same time, and those of our people who are expected at both."""

    pertemuan: Pertemuan
    span: Span
    names: tuple[str, ...]  # anggota of our own gugus
    others: int  # how many more, who are named to nobody


def clashes(
    paket: Paket, spans: Sequence[Span], *, narasumber: Sequence[str] = (), without: str | None = None
) -> list[Clash]:
    """Pertemuan of any gugus that meet one of `spans` and share a person with `paket`; four queries at most.

    `narasumber` are ids of people who shall present; `without` is the pertemuan that is being planned.
    """
    found = [(other, span) for other in _during(spans, without) for span in spans if span.meets(_span(other))]
    if not found:
        return []
    ours = _people_of([paket])[paket.id] | set(narasumber)
    theirs = _people_of([other.paket for other, _ in found])
    presenting = _presenting([other.id for other, _ in found])
    shared = [(other, span, ours & (theirs[other.paket_id] | presenting[other.id])) for other, span in found]
    own = _names_within(paket.gugus_id, {guru_id for *_, ids in shared for guru_id in ids})
    result = []
    for other, span, ids in shared:
        if ids:
            names = tuple(sorted(own[guru_id] for guru_id in ids if guru_id in own))
            result.append(Clash(other, span, names, len(ids) - len(names)))
    return result


def _during(spans: Sequence[Span], without: str | None) -> list[Pertemuan]:
    """What is going on anywhere during one of `spans`."""
    query = (
        select(Pertemuan)
        .join(Pertemuan.paket)
        .join(Paket.gugus)
        .where(
            or_(*(and_(Pertemuan.starts_at < span.ends_at, Pertemuan.ends_at > span.starts_at) for span in spans)),
            Pertemuan.id != (without or ""),
            ~cancelled(),
        )
        .options(contains_eager(Pertemuan.paket).contains_eager(Paket.gugus))
    )
    return list(db.session.scalars(query.order_by(Pertemuan.starts_at, Pertemuan.id)))


def _span(pertemuan: Pertemuan) -> Span:
    return Span(pertemuan.starts_at, pertemuan.ends_at)


def _people_of(pakets: Sequence[Paket]) -> defaultdict[str, set[str]]:
    """By paket: anggota of its gugus, and who has a role in it."""
    ids = {paket.id for paket in pakets}
    anggota = (
        select(Paket.id, Anggota.guru_id)
        .join(Anggota, Anggota.gugus_id == Paket.gugus_id)
        .where(Paket.id.in_(ids), Anggota.left_at.is_(None))
    )
    named = select(PaketRole.paket_id, PaketRole.guru_id).where(PaketRole.paket_id.in_(ids))
    found: defaultdict[str, set[str]] = defaultdict(set)
    for paket_id, guru_id in db.session.execute(union(anggota, named)):
        found[paket_id].add(guru_id)
    return found


def _presenting(pertemuan_ids: Sequence[str]) -> defaultdict[str, set[str]]:
    rows = db.session.execute(
        select(Narasumber.pertemuan_id, Narasumber.guru_id).where(Narasumber.pertemuan_id.in_(pertemuan_ids))
    )
    found: defaultdict[str, set[str]] = defaultdict(set)
    for pertemuan_id, guru_id in rows:
        if guru_id:
            found[pertemuan_id].add(guru_id)
    return found


def _names_within(gugus_id: str, guru_ids: set[str]) -> dict[str, str]:
    """The names of those who are anggota of the gugus."""
    rows = db.session.execute(
        select(Guru.id, Guru.name)
        .join(Anggota, Anggota.guru_id == Guru.id)
        .where(Anggota.gugus_id == gugus_id, Anggota.left_at.is_(None), Guru.id.in_(guru_ids))
    )
    return {guru_id: name for guru_id, name in rows}  # noqa: C416  a row is no pair to mypy

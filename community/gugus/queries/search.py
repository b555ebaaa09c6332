"""What a search finds of a gugus and of its people, and which audiences a person is of."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from sqlalchemy import CompoundSelect, literal, select, union_all
from sqlalchemy.orm import joinedload, selectinload

from community.accounts.models import Guru
from community.gugus.models import Anggota, Gugus, Pengurus
from community.gugus.queries.reach import above, in_office
from community.kernel.clock import today
from community.kernel.database import db
from community.kernel.reading import prepared
from community.kernel.search import Document
from community.wilayah.models import Wilayah

GUGUS = "gugus"
PERSON = "guru"
OPERATOR = "operator"


def audiences(guru: Guru) -> set[str]:
    """The gugus that `guru` belongs to, leads or oversees today, as audiences: one question."""
    found = {OPERATOR} if guru.is_operator else set()
    for relation, gugus_id in db.session.execute(*_held(guru_id=guru.id, day=today())):
        found.add(f"{relation}:{gugus_id}")
        if relation != GUGUS:
            found |= {f"{GUGUS}:{gugus_id}", f"anggota:{gugus_id}"}
    return found


@prepared
def _held(guru_id: Any, day: Any) -> CompoundSelect[Any]:
    return union_all(
        select(literal("anggota"), Anggota.gugus_id).where(Anggota.guru_id == guru_id, Anggota.left_at.is_(None)),
        select(literal("pengurus"), Pengurus.gugus_id)
        .join(Gugus, Gugus.id == Pengurus.gugus_id)
        .where(Pengurus.guru_id == guru_id, in_office(day=day)),
        select(literal(GUGUS), Gugus.id).where(above(guru_id, day)),
    )


def gugus_documents(gugus_id: str) -> list[Document]:
    """A gugus, for who may read its page."""
    query = select(Gugus).where(Gugus.id == gugus_id)
    query = query.options(joinedload(Gugus.wilayah).joinedload(Wilayah.parent), selectinload(Gugus.sekolah))
    gugus = db.session.scalar(query.execution_options(populate_existing=True))
    return [_gugus(gugus, audience) for audience in (f"{GUGUS}:{gugus.id}", OPERATOR)] if gugus else []


def gugus_ids() -> Sequence[str]:
    """Every gugus, oldest first."""
    return db.session.scalars(select(Gugus.id).order_by(Gugus.created_at, Gugus.id)).all()


def people_documents(guru_id: str) -> list[Document]:
    """A person, for who sees the list of anggota of a gugus of theirs, and for the operator; nobody who is erased."""
    return people_together([guru_id]).get(guru_id, [])


def people_together(guru_ids: list[str]) -> dict[str, list[Document]]:
    """`people_documents` of many: three queries."""
    query = select(Guru).where(Guru.id.in_(guru_ids), Guru.erased_at.is_(None)).options(joinedload(Guru.sekolah))
    people = {guru.id: guru for guru in db.session.scalars(query.execution_options(populate_existing=True))}
    found = {
        guru.id: [_document(guru, OPERATOR, _school(guru), f"/kelola/orang/{guru.id}", None)]
        for guru in people.values()
    }
    memberships = select(Anggota.guru_id, Gugus).join(Gugus, Gugus.id == Anggota.gugus_id)
    memberships = memberships.where(Anggota.guru_id.in_(people), Anggota.left_at.is_(None)).order_by(Gugus.id)
    offices = _offices(list(people))
    for guru_id, gugus in db.session.execute(memberships):
        found[guru_id].append(_anggota(people[guru_id], gugus, offices.get((guru_id, gugus.id), "")))
    return found


def people_ids() -> Sequence[str]:
    """Everyone who has not erased themself, oldest first."""
    return db.session.scalars(select(Guru.id).where(Guru.erased_at.is_(None)).order_by(Guru.created_at, Guru.id)).all()


def _gugus(gugus: Gugus, audience: str) -> Document:
    where = [gugus.kind_name, gugus.jenjang, gugus.mapel, gugus.wilayah.path]
    schools = ", ".join(each.name for each in gugus.sekolah)
    return Document(
        kind=GUGUS,
        about_id=gugus.id,
        audience=audience,
        title=gugus.name,
        text=" · ".join(part for part in [*where, schools] if part),
        link=f"/gugus/{gugus.slug}",
        at=gugus.created_at,
        facets={"jenis": gugus.kind_name, "jenjang": gugus.jenjang, "mapel": gugus.mapel},
        gugus_id=gugus.id,
    )


def _anggota(guru: Guru, gugus: Gugus, office: str) -> Document:
    """A person as the list of anggota shows them: name, school, office."""
    said = " · ".join(part for part in (_school(guru), office) if part)
    link = f"/gugus/{gugus.slug}/anggota?{urlencode({'cari': guru.name[:100]})}"
    return _document(guru, f"{GUGUS}:{gugus.id}", said, link, gugus.id)


def _document(guru: Guru, audience: str, text: str, link: str, gugus_id: str | None) -> Document:
    return Document(PERSON, guru.id, audience, guru.name, text, link, guru.created_at, gugus_id=gugus_id)


def _school(guru: Guru) -> str:
    return guru.sekolah.name if guru.sekolah else ""


def _offices(guru_ids: list[str]) -> dict[tuple[str, str], str]:
    """What people are today besides anggota, in words, by person and gugus."""
    terms = select(Pengurus).join(Gugus, Gugus.id == Pengurus.gugus_id)
    terms = terms.where(Pengurus.guru_id.in_(guru_ids), in_office()).order_by(Pengurus.from_on, Pengurus.id)
    found: dict[tuple[str, str], list[str]] = {}
    for term in db.session.scalars(terms):
        found.setdefault((term.guru_id, term.gugus_id), []).append(term.office_name)
    return {place: ", ".join(names) for place, names in found.items()}

"""Imports of teacher lists, and what their rows are compared with: a constant number of queries per chunk."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import joinedload

from community.accounts.models import Appointment, Guru, SignIn
from community.gugus.models import Anggota, Gugus, GugusSekolah, Pengurus, TeacherImport, TeacherImportRow
from community.gugus.rules import Known, Person, School
from community.gugus.rules.known import NUMBERS, key_of
from community.gugus.teacher_list import TeacherValues
from community.kernel.command import allowed
from community.kernel.database import db
from community.kernel.errors import NotFound
from community.permissions import Do
from community.wilayah.models import Sekolah

VERDICTS = ("baru", "ubah", "sama", "tanya", "galat")
_COLUMNS = (
    *("id", "name", "name_key", "gender", "birth_place", "birth_on", "kepegawaian", "jenis_ptk", "golongan"),
    *("mapel", "sekolah_id", *NUMBERS),
)


def import_in(gugus: Gugus, import_id: str) -> TeacherImport:
    """An import into `gugus`, read afresh. Raises NotFound."""
    query = select(TeacherImport).where(TeacherImport.id == import_id, TeacherImport.gugus_id == gugus.id)
    found = db.session.scalar(query.execution_options(populate_existing=True))
    if found is None:
        raise NotFound
    return found


def imports_of(gugus: Gugus, limit: int = 10) -> list[TeacherImport]:
    """The latest imports into `gugus`, newest first."""
    query = select(TeacherImport).where(TeacherImport.gugus_id == gugus.id)
    return list(db.session.scalars(query.order_by(TeacherImport.made_at.desc(), TeacherImport.id).limit(limit)))


def unfinished_imports() -> list[tuple[str, str]]:
    """Id and state of each import that a killed process may have left behind."""
    query = select(TeacherImport.id, TeacherImport.state).where(TeacherImport.state.in_(("dibaca", "diterapkan")))
    return [(import_id, state) for import_id, state in db.session.execute(query)]


def may_read_import(guru: Guru, import_id: str) -> bool:
    """Whether `guru` may read the uploaded list: who may import into that gugus."""
    query = select(TeacherImport).where(TeacherImport.id == import_id).options(joinedload(TeacherImport.gugus))
    found = db.session.scalar(query)
    return found is not None and allowed(guru, Do.IMPORT_ANGGOTA, found.gugus)


def rows_of(import_id: str, verdict: str = "", *, limit: int | None = None, offset: int = 0) -> list[TeacherImportRow]:
    """The rows of an import in the order of the file, of one verdict or all."""
    query = select(TeacherImportRow).where(TeacherImportRow.import_id == import_id)
    if verdict:
        query = query.where(TeacherImportRow.verdict == verdict)
    return list(db.session.scalars(query.order_by(TeacherImportRow.number).limit(limit).offset(offset)))


def counted(import_id: str) -> dict[str, int]:
    """How many rows have each verdict."""
    query = (
        select(TeacherImportRow.verdict, func.count())
        .where(TeacherImportRow.import_id == import_id)
        .group_by(TeacherImportRow.verdict)
    )
    found: dict[str, int] = dict(db.session.execute(query).all())
    return {verdict: found.get(verdict, 0) for verdict in VERDICTS}


def pending_count(import_id: str) -> int:
    """How many rows an apply would work on."""
    return db.session.scalar(select(func.count()).where(pending(import_id))) or 0


def unanswered_count(import_id: str) -> int:
    """How many rows wait for an answer."""
    query = select(func.count()).where(
        TeacherImportRow.import_id == import_id,
        TeacherImportRow.verdict == "tanya",
        TeacherImportRow.answer.is_(None),
    )
    return db.session.scalar(query) or 0


def pending(import_id: str) -> ColumnElement[bool]:
    """The condition that a row of this import is still to be applied."""
    decided = or_(
        TeacherImportRow.verdict.in_(("baru", "ubah")),
        (TeacherImportRow.verdict == "tanya") & TeacherImportRow.answer.is_not(None),
    )
    return (TeacherImportRow.import_id == import_id) & TeacherImportRow.applied_at.is_(None) & decided


def last_number(import_id: str) -> int:
    """The number of the last row that the dry run has written; 0 for none."""
    query = select(func.max(TeacherImportRow.number)).where(TeacherImportRow.import_id == import_id)
    return db.session.scalar(query) or 0


def known_for(gugus: Gugus, values: Iterable[TeacherValues], candidates: Iterable[str | None] = ()) -> Known:
    """The people and schools that these rows may mean: seven queries, however many rows."""
    rows = list(values)
    known = Known()
    known.schools.update(_schools(gugus, {each.npsn for each in rows if each.npsn}))
    known.add_members(_member_schools(gugus))
    people = _people(rows, {each for each in candidates if each})
    ids = [person["id"] for person in people]
    here, elsewhere = _memberships(gugus, ids)
    offices, appointed, in_use = _offices(ids), _appointed(ids), _in_use(ids)
    for person in people:
        person_id = person.pop("id")
        alone = person_id not in elsewhere and person_id not in appointed
        known.add(
            Person(
                id=person_id,
                name_key=person.pop("name_key"),
                values=person,
                is_anggota=person_id in here,
                is_ours=alone and person_id in here and offices.get(person_id, {gugus.id}) == {gugus.id},
                may_sign_in_anew=alone and person_id not in in_use and person_id not in offices,
            )
        )
    return known


def _people(rows: list[TeacherValues], candidates: set[str]) -> list[dict[str, Any]]:
    same: list[ColumnElement[bool]] = [Guru.name_key.in_({key_of(each.name) for each in rows if each.name})]
    for column in NUMBERS:
        if said := {value for each in rows if (value := getattr(each, column))}:
            same.append(getattr(Guru, column).in_(said))
    if candidates:
        same.append(Guru.id.in_(candidates))
    query = select(*(getattr(Guru, column) for column in _COLUMNS)).where(or_(*same), Guru.erased_at.is_(None))
    return [dict(row._mapping) for row in db.session.execute(query.order_by(Guru.created_at, Guru.id))]


def _memberships(gugus: Gugus, ids: list[str]) -> tuple[set[str], set[str]]:
    """Who is anggota here, and who of another gugus."""
    query = select(Anggota.guru_id, Anggota.gugus_id).where(Anggota.guru_id.in_(ids), Anggota.left_at.is_(None))
    rows = db.session.execute(query).all()
    return {guru for guru, where in rows if where == gugus.id}, {guru for guru, where in rows if where != gugus.id}


def _offices(ids: list[str]) -> dict[str, set[str]]:
    """In which gugus each is pengurus."""
    found: dict[str, set[str]] = {}
    query = select(Pengurus.guru_id, Pengurus.gugus_id).where(Pengurus.guru_id.in_(ids), Pengurus.ended_at.is_(None))
    for guru_id, gugus_id in db.session.execute(query):
        found.setdefault(guru_id, set()).add(gugus_id)
    return found


def _appointed(ids: list[str]) -> set[str]:
    query = select(Appointment.guru_id).where(Appointment.guru_id.in_(ids), Appointment.ended_at.is_(None))
    return set(db.session.scalars(query))


def _in_use(ids: list[str]) -> set[str]:
    """Who has a password, or has come in by a card."""
    came_in = select(SignIn.id).where(SignIn.guru_id == Guru.id).exists()
    query = select(Guru.id).where(Guru.id.in_(ids), or_(Guru.password_hash.is_not(None), came_in))
    return set(db.session.scalars(query))


def _schools(gugus: Gugus, numbers: set[str]) -> dict[str, School]:
    member = (
        select(GugusSekolah.id).where(GugusSekolah.gugus_id == gugus.id, GugusSekolah.sekolah_id == Sekolah.id).exists()
    )
    query = select(Sekolah.npsn, Sekolah.id, Sekolah.name, member).where(Sekolah.npsn.in_(numbers))
    return {npsn: School(school_id, name, bool(there)) for npsn, school_id, name, there in db.session.execute(query)}


def _member_schools(gugus: Gugus) -> dict[str, School]:
    query = (
        select(Sekolah.npsn, Sekolah.id, Sekolah.name)
        .join(GugusSekolah, GugusSekolah.sekolah_id == Sekolah.id)
        .where(GugusSekolah.gugus_id == gugus.id)
    )
    return {npsn: School(school_id, name, True) for npsn, school_id, name in db.session.execute(query)}

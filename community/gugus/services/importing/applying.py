"""Applying a list: 150 rows an act, judged once more under the lock.

No other writer waits long: a chunk holds the lock for about a fifth of a second.
"""

from collections import Counter
from typing import Any

from sqlalchemy import select

from community.accounts.events import PersonChanged
from community.accounts.models import Guru
from community.gugus.events import Joined
from community.gugus.models import Anggota, TeacherImport, TeacherImportRow
from community.gugus.queries.imports import counted, known_for, pending, pending_count
from community.gugus.rules import Finding, Known, Person, judge
from community.gugus.rules.known import key_of
from community.gugus.services.refusals import ImportNotReady, NothingToApply
from community.gugus.teacher_list import TeacherValues
from community.kernel import notices
from community.kernel.clock import now
from community.kernel.command import announce, command
from community.kernel.database import add_all, db, hold
from community.kernel.ids import new_id
from community.kernel.trail import note
from community.permissions import Do

CHUNK = 150


@command(Do.IMPORT_ANGGOTA)
def begin_apply(actor: Any, found: TeacherImport) -> None:
    """Let the rows be applied; while that goes on, a second time changes nothing.

    Raises ImportNotReady, and NothingToApply where every row is done, in error, or waits for an answer.
    """
    hold(found)
    if found.state == "diterapkan":
        return
    if found.state not in ("siap", "selesai"):
        raise ImportNotReady
    waiting = pending_count(found.id)
    if not waiting:
        raise NothingToApply
    found.state, found.message, found.finished_at = "diterapkan", "", None
    found.total, found.done = waiting, 0


@command(Do.IMPORT_ANGGOTA)
def apply_chunk(actor: Any, found: TeacherImport, *, size: int = CHUNK) -> int:
    """Apply the next rows and say how many are left; with none left the import is finished.

    Each row is judged again: who was added meanwhile is found, not made twice. All rows of a chunk, or none.
    """
    hold(found)
    hold(found.gugus)  # two lists of one gugus take turns: each finds whom the other made
    if found.state != "diterapkan":
        return 0
    query = select(TeacherImportRow).where(pending(found.id)).order_by(TeacherImportRow.number)
    rows = list(db.session.scalars(query.limit(size).execution_options(populate_existing=True)))
    if rows:
        _apply(actor, found, rows)
        found.done = found.done + len(rows)
        db.session.flush()
    left = pending_count(found.id)
    if not left:
        _finish(actor, found)
    return left


def _apply(actor: Any, found: TeacherImport, rows: list[TeacherImportRow]) -> None:
    said = [TeacherValues.from_json(row.values) for row in rows]
    known = known_for(found.gugus, said, (row.candidate_id for row in rows))
    changed: dict[str, dict[str, Any]] = {}
    joining: list[str] = []
    made: list[Guru] = []
    for row, values in zip(rows, said, strict=True):
        finding = judge(values, known, found.titles, row.answer, row.candidate_id)
        if not _settle(row, finding):
            continue
        if finding.person is None:
            guru = Guru(id=new_id(), name_key=key_of(values.name), created_at=now(), **finding.written)
            made.append(guru)
            row.guru_id = guru.id
            known.add(_person(guru.id, finding.written))
        else:
            row.guru_id = finding.person.id
            if finding.written:
                changed.setdefault(finding.person.id, {}).update(finding.written)
            _renew(known, finding)
        if finding.joins:
            joining.append(row.guru_id)
    add_all(made)
    _write(actor, found, changed)
    _admit(actor, found, joining)


def _settle(row: TeacherImportRow, finding: Finding) -> bool:
    """Keep on the row what became of it; whether there is anything to write."""
    if finding.verdict in ("galat", "tanya"):  # something came between dry run and apply
        row.verdict = finding.verdict
        row.problems = [each._asdict() for each in finding.problems]
        row.candidate_id = finding.candidate.id if finding.candidate else None
        row.notes = list(dict.fromkeys([*row.notes, *finding.notes]))
        row.answer = None
        if finding.verdict == "galat":
            row.values = {}
        return False
    row.applied_at = now()
    row.values = {}  # the person has them now
    row.changes = finding.changes
    row.verdict = finding.verdict
    return True


def _write(actor: Any, found: TeacherImport, changed: dict[str, dict[str, Any]]) -> None:
    """Change people, tell them, and leave a line in their trail."""
    people = db.session.scalars(select(Guru).where(Guru.id.in_(changed))).all() if changed else []
    gugus = found.gugus
    for guru in people:
        for column, value in changed[guru.id].items():
            setattr(guru, column, value)
        if "name" in changed[guru.id]:
            guru.name_key = key_of(guru.name)
        note(actor, f"mengubah data lewat daftar guru {gugus.name}", guru=guru.id)
        announce(PersonChanged(guru.id))
    notices.tell(
        {guru.id for guru in people},
        f"Data diri Anda diperbarui dari daftar guru {gugus.name}. Periksa, dan betulkan bila keliru.",
        link="/akun",
        key=f"impor:{found.id}",
    )
    db.session.flush()


def _admit(actor: Any, found: TeacherImport, guru_ids: list[str]) -> None:
    moment = now()
    add_all(
        [
            Anggota(
                gugus_id=found.gugus_id,
                guru_id=guru_id,
                joined_at=moment,
                via="impor",
                admitted_by_id=actor.id,
            )
            for guru_id in guru_ids
        ]
    )
    for guru_id in guru_ids:
        note(actor, f"menambahkan sebagai anggota {found.gugus.name} dari daftar guru", guru=guru_id)
        announce(Joined(found.gugus_id, guru_id))


def _finish(actor: Any, found: TeacherImport) -> None:
    found.counts = counted(found.id)
    found.state, found.finished_at, found.done = "selesai", now(), found.total
    applied = select(TeacherImportRow.verdict).where(
        TeacherImportRow.import_id == found.id, TeacherImportRow.applied_at.is_not(None)
    )
    number = Counter(db.session.scalars(applied))
    said = f"{number['baru']} anggota baru, {number['ubah']} diperbarui, {found.counts['galat']} baris keliru"
    note(actor, f"menerapkan daftar guru: {said}", gugus=found.gugus_id)
    notices.tell(
        [found.made_by_id],
        f"Daftar guru {found.gugus.name} sudah diterapkan: {said}.",
        link=f"/gugus/{found.gugus.slug}/anggota/impor/{found.id}",
        key=f"impor-selesai:{found.id}",
        gugus_id=found.gugus_id,
    )


def _person(guru_id: str, values: dict[str, Any]) -> Person:
    return Person(
        id=guru_id,
        values=dict(values),
        name_key=key_of(values["name"]),
        is_anggota=True,
        is_ours=True,
        may_sign_in_anew=True,
    )


def _renew(known: Known, finding: Finding) -> None:
    """What the rows below see of someone this row has changed."""
    person = finding.person
    if person is not None:
        person.values.update(finding.written)
        person.is_anggota = True
        known.add(person)

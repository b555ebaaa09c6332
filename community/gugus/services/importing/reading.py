"""The dry run: a list is kept, read, compared; each row says what would happen. Nobody is changed."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import update

from community.gugus.models import Gugus, TeacherImport, TeacherImportRow
from community.gugus.queries.imports import counted, known_for, last_number
from community.gugus.rules import judge
from community.gugus.rules.repeats import Repeats
from community.gugus.services.refusals import ImportNotReady
from community.gugus.teacher_list import Problem, TeacherList, TeacherRow
from community.kernel.clock import now
from community.kernel.command import command
from community.kernel.database import add, add_all, db, hold
from community.kernel.files import SPREADSHEETS, keep
from community.kernel.ids import new_id
from community.kernel.trail import note
from community.permissions import Do


@command(Do.IMPORT_ANGGOTA)
def start_import(actor: Any, gugus: Gugus, *, upload: Any) -> TeacherImport:
    """Keep an uploaded list to be read in the background. Raises FileRefused for what is no spreadsheet."""
    import_id = new_id()
    stored = keep(upload, about_kind="impor_guru", about_id=import_id, by=actor, kinds=SPREADSHEETS, copies=False)
    row = add(
        TeacherImport(
            id=import_id,
            gugus_id=gugus.id,
            file_id=stored.id,
            made_by_id=actor.id,
            made_at=now(),
            state="dibaca",
        )
    )
    note(actor, f"mengunggah daftar guru {stored.name}", gugus=gugus.id)
    return row


@command(Do.IMPORT_ANGGOTA)
def keep_findings(
    actor: Any,
    found: TeacherImport,
    *,
    rows: Sequence[TeacherRow],
    titles: Mapping[str, str],
    repeats: Repeats,
) -> None:
    """Compare some rows with what is known and keep what each would do. Rows kept before are passed over."""
    hold(found)
    after = last_number(found.id)
    rows = [row for row in rows if row.number > after]
    known = known_for(found.gugus, [row.values for row in rows])
    add_all([_finding(found.id, row, known, titles, repeats) for row in rows])
    found.done = found.done + len(rows)


@command(Do.IMPORT_ANGGOTA)
def set_out(actor: Any, found: TeacherImport, *, listed: TeacherList) -> None:
    """The list is open: keep how much there is to read, and what its columns are called."""
    hold(found)
    found.titles, found.total = dict(listed.header.titles), len(listed.rows)
    found.skipped = list(listed.skipped)


@command(Do.IMPORT_ANGGOTA)
def finish_reading(actor: Any, found: TeacherImport) -> None:
    """Everything is read and may be applied."""
    hold(found)
    if found.state == "dibaca":
        found.state, found.counts, found.done = "siap", counted(found.id), 0


@command(Do.IMPORT_ANGGOTA)
def fail_import(actor: Any, found: TeacherImport, *, message: str) -> None:
    """The list cannot be read, or its applying stopped half way; `message` says why and what to do.

    What was applied stays, and a list that was read may be applied further.
    """
    hold(found)
    found.state = "siap" if found.state == "diterapkan" else "gagal"
    found.message, found.finished_at = message, now()


@command(Do.IMPORT_ANGGOTA)
def answer_rows(actor: Any, found: TeacherImport, *, answers: Mapping[str, str], all_as: str = "") -> int:
    """Say of asked rows (by id) whether they are the same person: sama | lain; `all_as`: of all not yet answered.

    How many were answered. Rows already applied stay as they are. Raises ImportNotReady while a job is at work.
    """
    hold(found)
    if found.state not in ("siap", "selesai"):
        raise ImportNotReady
    open_rows = (
        TeacherImportRow.import_id == found.id,
        TeacherImportRow.verdict == "tanya",
        TeacherImportRow.applied_at.is_(None),
    )
    number = 0
    for said in ("sama", "lain"):
        statement = update(TeacherImportRow).where(*open_rows).values(answer=said)
        if all_as == said:
            statement = statement.where(TeacherImportRow.answer.is_(None))
        else:
            ids = [row_id for row_id, answer in answers.items() if answer == said]
            statement = statement.where(TeacherImportRow.id.in_(ids))
        number += db.session.execute(statement.execution_options(synchronize_session=False)).rowcount  # type: ignore[attr-defined]
    return number


def _finding(
    import_id: str, row: TeacherRow, known: Any, titles: Mapping[str, str], repeats: Repeats
) -> TeacherImportRow:
    problems: list[Problem] = [*row.problems, *repeats.of(row, titles)]
    notes = [*row.notes, *(f"{each.column}: {each.message} {each.remedy}" for each in row.warnings)]
    kept = TeacherImportRow(
        import_id=import_id, number=row.number, name=row.values.name, problems=[], changes=[], values={}
    )
    if problems:
        kept.verdict = "galat"
    else:
        finding = judge(row.values, known, titles)
        kept.verdict, problems = finding.verdict, finding.problems
        notes += finding.notes
        kept.changes = finding.changes
        kept.guru_id = finding.person.id if finding.person else None
        kept.candidate_id = finding.candidate.id if finding.candidate else None
        if kept.verdict in ("baru", "ubah") and (asked := repeats.asked(row)):
            kept.verdict, notes = "tanya", [*notes, asked]
        if kept.verdict in ("baru", "ubah", "tanya"):  # of the others nothing personal is kept but the name
            kept.values = row.values.as_json()
    kept.problems = [each._asdict() for each in problems]
    kept.notes = notes
    return kept

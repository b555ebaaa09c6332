"""Who a row is: found by NUPTK, NIP or e-mail; asked where only name and birth date agree; else new.

A number that another person has is an error of the row. Nothing is merged on a likeness alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from community.gugus.rules.changes import LABELS, changes_for, in_words, new_values, writes_number
from community.gugus.rules.known import NUMBERS, Known, Person, School, key_of
from community.gugus.teacher_list import Problem, TeacherValues

__all__ = ["Finding", "Found", "Known", "Person", "School", "judge"]

_SURE = ("nuptk", "nip", "email")
_OWN = ("nuptk", "nip", "nrg")  # two people who both have one of these, and differ, are two people


class Found(NamedTuple):
    """Who the row is (`person`), or may be (`candidate`: asked, `why`), or neither: new."""

    person: Person | None = None
    candidate: Person | None = None
    why: str = ""


@dataclass
class Finding:
    """What becomes of a row. `verdict`: baru | ubah | sama | tanya | galat; `written`: columns of Guru."""

    verdict: str
    person: Person | None = None
    candidate: Person | None = None
    written: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    changes: list[dict[str, str]] = field(default_factory=list)
    joins: bool = False


class _Wrong(Exception):
    def __init__(self, column: str, code: str, message: str, remedy: str) -> None:
        self.column = column
        self.problem = Problem(column, code, message, remedy)
        super().__init__(message)


def judge(
    values: TeacherValues,
    known: Known,
    titles: Mapping[str, str],
    answer: str | None = None,
    candidate_id: str | None = None,
) -> Finding:
    """What a clean row means against what is known; `answer`: sama | lain, as the pengurus said of `candidate_id`.

    Without a candidate the answer was about a row above of the same list. Who is found to be another meanwhile is
    asked about again.
    """
    notes: list[str] = []
    try:
        sekolah = _school(values, known, notes)
        found = _who(values, known, sekolah, answer, candidate_id)
        wanted = new_values(values, sekolah.id if sekolah else None)
        _must_be_free(values, known, found.person or found.candidate)
    except _Wrong as wrong:
        problem = wrong.problem._replace(column=titles.get(wrong.column, LABELS.get(wrong.column, wrong.column)))
        return Finding("galat", problems=[problem], notes=notes)
    if found.candidate:
        same = found.candidate
        if not same.is_anggota or changes_for(same, wanted) != ({}, []):
            asked = f"Mungkin {same.name} yang sudah ada ({found.why}). Orang yang sama?"
            return Finding("tanya", candidate=same, notes=[*notes, asked])
        found = Found(person=same)  # the row says nothing that is not known of them: nothing to merge
    if found.person is None:
        return Finding("baru", written=wanted, notes=notes, joins=True)
    written, kept = changes_for(found.person, wanted)
    joins = not found.person.is_anggota
    names = {each.id: each.name for each in known.schools.values()}
    changes = in_words(found.person, written, names)
    if joins:
        changes.append({"label": "Keanggotaan", "old": "", "new": "menjadi anggota gugus ini"})
    return Finding(
        "ubah" if written or joins else "sama",
        person=found.person,
        written=written,
        notes=notes + kept,
        changes=changes,
        joins=joins,
    )


def _school(values: TeacherValues, known: Known, notes: list[str]) -> School | None:
    if values.npsn:
        sekolah = known.schools.get(values.npsn)
        if sekolah is None:
            raise _Wrong(
                "npsn",
                "npsn_tidak_dikenal",
                f"NPSN {values.npsn} tidak ada dalam data sekolah.",
                "Cocokkan NPSN di Dapodik, lalu ketik ulang; bila sudah benar, minta operator memuat sekolahnya.",
            )
        if not sekolah.is_member:
            notes.append(f"{sekolah.name} bukan sekolah anggota gugus ini.")
        return sekolah
    if not values.sekolah:
        return None
    sekolah = known.school_named(values.sekolah)
    if sekolah is None:
        notes.append(f"Sekolah “{values.sekolah}” tidak dikenali tanpa NPSN, jadi sekolah induknya belum terisi.")
    elif sekolah.name != values.sekolah:
        notes.append(f"Sekolah “{values.sekolah}” dibaca sebagai {sekolah.name}.")
    return sekolah


def _who(
    values: TeacherValues, known: Known, sekolah: School | None, answer: str | None, candidate_id: str | None
) -> Found:
    sure = _by_number(values, known)
    if sure is not None:
        column, person = sure
        if person.name_key == key_of(values.name) or (answer == "sama" and candidate_id in (None, person.id)):
            return Found(person=person)
        if answer == "lain":
            raise _taken(column, person)
        return Found(candidate=person, why=f"{LABELS[column]} sama, nama berbeda")
    alike = [each for each in known.by_name.get(key_of(values.name), []) if _may_be(each, values, sekolah)]
    if not alike or answer == "lain":
        return Found()
    chosen = next((each for each in alike if each.id == candidate_id), None)
    if chosen is None and candidate_id is None and len(alike) == 1:
        chosen = alike[0]
    if answer == "sama" and chosen:
        return Found(person=chosen)
    # of several the one that the row repeats, if it does: then there is nothing to ask
    likely = next((each for each in alike if _repeats(each, values)), chosen or alike[0])
    born = likely.born and values.birth_on
    return Found(candidate=likely, why=f"nama dan {'tanggal lahir' if born else 'sekolah'} sama")


def _by_number(values: TeacherValues, known: Known) -> tuple[str, Person] | None:
    found = [
        (column, person)
        for column in _SURE
        if (number := getattr(values, column)) and (person := known.by_number.get((column, number)))
    ]
    if len({person.id for _, person in found}) > 1:
        (one, first), (other, second) = found[0], next(each for each in found if each[1].id != found[0][1].id)
        raise _Wrong(
            other,
            "dua_orang",
            f"{LABELS[one]} pada baris ini milik {_named(first)}, tetapi {LABELS[other]}-nya milik {_named(second)}.",
            f"Cocokkan {LABELS[one]} dan {LABELS[other]}, lalu perbaiki yang keliru.",
        )
    return found[0] if found else None


def _may_be(person: Person, values: TeacherValues, sekolah: School | None) -> bool:
    """Same name, and born the same day; or of the same school where a birth date is missing."""
    for column in _OWN:
        have, said = person.values.get(column), getattr(values, column)
        if have and said and have != said:
            return False
    if person.born and values.birth_on:
        return person.born == values.birth_on
    return sekolah is not None and person.values.get("sekolah_id") == sekolah.id


def _repeats(person: Person, values: TeacherValues) -> bool:
    said = new_values(values, None)
    return all(person.values.get(column) == value for column, value in said.items() if column != "name")


def _must_be_free(values: TeacherValues, known: Known, person: Person | None) -> None:
    for column in NUMBERS:
        number = getattr(values, column)
        owner = known.by_number.get((column, number)) if number else None
        if owner is None or owner is person or not writes_number(column, person):
            continue
        raise _taken(column, owner)


def _taken(column: str, owner: Person) -> _Wrong:
    return _Wrong(
        column,
        f"{column}_dipakai",
        f"{LABELS[column]} ini sudah dipakai {_named(owner)}.",
        f"Cocokkan {LABELS[column]} dengan orangnya, lalu perbaiki atau kosongkan.",
    )


def _named(person: Person) -> str:
    """Names are said of one's own anggota only."""
    return person.name if person.is_anggota else "orang lain di luar gugus ini"

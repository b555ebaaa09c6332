"""What a row of a list writes into a person: never less than was known, never a login of an account in use."""

from datetime import date
from typing import Any

from community.gugus.rules.known import NUMBERS, Person
from community.gugus.teacher_list import TeacherValues
from community.kernel.indonesian import tanggal
from community.kernel.person_names import split_name

LOGIN_COLUMNS = ("username", "email", "phone")
LABELS = {
    "name": "Nama",
    "nuptk": "NUPTK",
    "nip": "NIP",
    "nrg": "NRG",
    "gender": "Jenis kelamin",
    "birth_place": "Tempat lahir",
    "birth_on": "Tanggal lahir",
    "kepegawaian": "Status kepegawaian",
    "jenis_ptk": "Jenis PTK",
    "golongan": "Golongan",
    "phone": "Nomor HP",
    "email": "Surel",
    "mapel": "Mata pelajaran",
    "username": "Nama pengguna",
    "sekolah_id": "Sekolah",
}


def new_values(values: TeacherValues, sekolah_id: str | None) -> dict[str, Any]:
    """The columns of Guru that a row fills, by name; empty ones are left out."""
    said = {column: getattr(values, column) for column in LABELS if column != "sekolah_id"}
    return {column: value for column, value in (said | {"sekolah_id": sekolah_id}).items() if value}


def changes_for(person: Person, wanted: dict[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """What of `wanted` is written into `person`, by column, and a sentence for each thing that is not."""
    written: dict[str, Any] = {}
    kept: list[str] = []
    for column, value in wanted.items():
        have = person.values.get(column)
        if have == value or (column == "name" and not _says_more(value, person)):
            continue
        if column in LOGIN_COLUMNS and not person.may_sign_in_anew:
            kept.append(f"{LABELS[column]} tidak diubah: hanya pemilik akun atau operator yang mengubahnya.")
        elif have and not person.is_ours:
            kept.append(f"{LABELS[column]} tidak diubah: orang ini bukan anggota gugus ini saja.")
        elif column == "sekolah_id" and have and not person.may_sign_in_anew:  # it decides who verifies
            kept.append("Sekolah tidak diubah: akun ini sudah dipakai; operator yang mengubahnya.")
        else:
            written[column] = value
    return written, kept


def in_words(person: Person, written: dict[str, Any], schools: dict[str, str]) -> list[dict[str, str]]:
    """The changes as a person reads them: {label, old, new}."""
    return [
        {
            "label": LABELS[column],
            "old": _shown(person.values.get(column), schools),
            "new": _shown(value, schools),
        }
        for column, value in written.items()
    ]


def writes_number(column: str, person: Person | None) -> bool:
    """Whether a number in the row would be written at all: what is not written cannot clash."""
    return column in NUMBERS and (person is None or column not in LOGIN_COLUMNS or person.may_sign_in_anew)


def _says_more(name: str, person: Person) -> bool:
    """The name of somebody else, or the same with more degrees; a list without them takes none away."""
    old, new = split_name(person.name), split_name(name)
    if old.base.casefold() != new.base.casefold():
        return True
    return len(new.before) + len(new.behind) > len(old.before) + len(old.behind)


def _shown(value: Any, schools: dict[str, str]) -> str:
    if isinstance(value, date):
        return tanggal(value)
    return schools.get(value, str(value)) if value else ""

"""Rows of one list that repeat each other."""

from collections.abc import Mapping, Sequence

from community.gugus.rules.changes import LABELS
from community.gugus.teacher_list import Duplicate, Problem, TeacherRow, duplicates_within

_SHARED = ("phone", "nrg")  # what `duplicates_within` takes for no sign of one person: two people, one number


class Repeats:
    """Which rows repeat an earlier one: by a sure number an error, by name and birth date a question."""

    def __init__(self, rows: Sequence[TeacherRow]) -> None:
        by_number = {row.number: row for row in rows}
        self._repeats: dict[int, Duplicate] = {each.number: each for each in duplicates_within(rows)}
        self._by_number = by_number
        self._first: dict[tuple[str, str], int] = {}
        for row in rows:
            for column in _SHARED:
                if value := getattr(row.values, column):
                    self._first.setdefault((column, value), row.number)

    def of(self, row: TeacherRow, titles: Mapping[str, str]) -> list[Problem]:
        """The errors of a row that says again what an earlier row says."""
        repeat = self._repeats.get(row.number)
        if repeat and repeat.by != "name_and_birth":
            return [_problem(repeat, titles)]
        found = []
        for column in _SHARED:
            value = getattr(row.values, column)
            first = self._first.get((column, value), row.number) if value else row.number
            if first != row.number:
                found.append(
                    Problem(
                        titles.get(column, LABELS[column]),
                        f"{column}_berulang",
                        f"{LABELS[column]} ini sama dengan baris {first}.",
                        "Satu nomor untuk satu orang: perbaiki atau kosongkan salah satunya.",
                    )
                )
        return found

    def asked(self, row: TeacherRow) -> str:
        """What to ask of a row that has name and birth date of an earlier one and no number to tell them apart."""
        repeat = self._repeats.get(row.number)
        if repeat is None or repeat.by != "name_and_birth":
            return ""
        earlier = self._by_number[repeat.earlier].values
        for column in ("nuptk", "nip", "nrg"):
            one, other = getattr(row.values, column), getattr(earlier, column)
            if one and other and one != other:
                return ""
        return f"Nama dan tanggal lahirnya sama dengan baris {repeat.earlier}. Orang yang sama?"


def _problem(repeat: Duplicate, titles: Mapping[str, str]) -> Problem:
    label = LABELS[repeat.by]
    column = titles.get(repeat.by, label)
    if repeat.same_name:
        return Problem(
            column,
            "baris_berulang",
            f"Baris ini mengulang baris {repeat.earlier}: {label}-nya sama.",
            "Hapus salah satu baris; satu orang satu baris.",
        )
    return Problem(
        column,
        "nomor_berulang",
        f"{label} ini sama dengan baris {repeat.earlier}, padahal namanya lain.",
        f"Cocokkan {label} kedua orang itu, lalu perbaiki yang keliru.",
    )

"""The same teacher twice in one list."""

from collections.abc import Iterable
from typing import NamedTuple

from community.gugus.teacher_list.rows import TeacherRow


class Duplicate(NamedTuple):
    """Row `number` repeats row `earlier`, known `by` nuptk, nip, email, username or name_and_birth.

    `same_name` is false where one number stands behind two names: an error to settle, no person to merge.
    """

    number: int
    earlier: int
    by: str
    same_name: bool


def duplicates_within(rows: Iterable[TeacherRow]) -> list[Duplicate]:
    """For each row that repeats an earlier one, the first row it equals, by the surest sign they share."""
    first: dict[tuple[str, object], tuple[int, str]] = {}
    found: list[Duplicate] = []
    for row in rows:
        name = row.values.name_key
        signs = _signs(row, name)
        known = next(((by, first[by, value]) for by, value in signs if (by, value) in first), None)
        if known:
            by, (earlier, earlier_name) = known
            found.append(Duplicate(row.number, earlier, by, not name or not earlier_name or name == earlier_name))
        for sign in signs:
            first.setdefault(sign, (row.number, name))
    return found


def _signs(row: TeacherRow, name: str) -> list[tuple[str, object]]:
    values = row.values
    signs: list[tuple[str, object]] = [
        (by, value)
        for by, value in (
            ("nuptk", values.nuptk),
            ("nip", values.nip),
            ("email", values.email),
            ("username", values.username),
        )
        if value
    ]
    if name and values.birth_on:
        signs.append(("name_and_birth", (name, values.birth_on)))
    return signs

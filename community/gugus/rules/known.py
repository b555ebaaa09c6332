"""What is known when a row is judged: people by their numbers and names, schools by NPSN and name."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from community.kernel.person_names import name_key
from community.wilayah.names import NameIndex, school_key

key_of = lru_cache(maxsize=4096)(name_key)  # asked several times of each row
NUMBERS = ("nuptk", "nip", "nrg", "email", "phone", "username")


class School(NamedTuple):
    """A school; `is_member` of the gugus whose list is read."""

    id: str
    name: str
    is_member: bool


@dataclass
class Person:
    """Someone as the database has them, and how far a list may go with them.

    `is_ours`: the list may replace values (anggota of this gugus alone, holding no office outside it); of others it
    only fills what is empty. `may_sign_in_anew`: it may also write how they sign in: never for an account in use.
    """

    id: str
    values: dict[str, Any]
    name_key: str
    is_anggota: bool = False
    is_ours: bool = False
    may_sign_in_anew: bool = False

    @property
    def name(self) -> str:
        return str(self.values["name"])

    @property
    def born(self) -> date | None:
        return self.values.get("birth_on")


@dataclass
class Known:
    """People and schools that the rows of one chunk may mean."""

    schools: dict[str, School] = field(default_factory=dict)
    by_number: dict[tuple[str, str], Person] = field(default_factory=dict)
    by_name: dict[str, list[Person]] = field(default_factory=lambda: defaultdict(list))
    by_id: dict[str, Person] = field(default_factory=dict)

    def add(self, person: Person) -> None:
        """Know `person`, or know them as they are now."""
        if person.id not in self.by_id:
            self.by_name[person.name_key].append(person)
        self.by_id[person.id] = person
        for column in NUMBERS:
            if value := person.values.get(column):
                self.by_number[column, value] = person

    def add_members(self, schools: dict[str, School]) -> None:
        """The member schools of the gugus, by NPSN: a name without NPSN is looked for among them."""
        self.schools.update(schools)
        self._index = NameIndex(((npsn, each.name) for npsn, each in schools.items()), key=school_key)

    def school_named(self, name: str) -> School | None:
        """The member school a written name stands for."""
        found = self._index.match(name) if hasattr(self, "_index") else None
        return self.schools[found.code] if found else None

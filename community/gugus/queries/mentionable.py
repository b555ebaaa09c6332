"""Who may be named with "@nama" in what a gugus writes: those who may read it."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from sqlalchemy import Select, or_, select

from community.accounts.models import Guru
from community.gugus.models import Anggota, Pengurus
from community.gugus.queries.reach import in_office
from community.kernel.clock import today
from community.kernel.database import db
from community.kernel.person_names import name_key, split_name
from community.kernel.reading import prepared


class Mentionable(NamedTuple):
    """Someone who may be named, with what a name is matched against."""

    id: str
    username: str | None
    name: str
    name_key: str

    @property
    def sign(self) -> str:
        """How the person is named in a text: the username, or the whole name without degrees."""
        return self.username or split_name(self.name).base


def mentionable(gugus_id: str) -> list[Mentionable]:
    """The anggota and pengurus of today, by name: one query."""
    return [Mentionable(*row) for row in db.session.execute(*_mentionable(gugus_id=gugus_id, day=today()))]


@prepared
def _mentionable(gugus_id: Any, day: Any) -> Select[str, str | None, str, str]:
    belongs = select(Anggota.guru_id).where(Anggota.gugus_id == gugus_id, Anggota.left_at.is_(None))
    leads = select(Pengurus.guru_id).where(in_office(gugus_id, day))
    query = select(Guru.id, Guru.username, Guru.name, Guru.name_key)
    query = query.where(or_(Guru.id.in_(belongs), Guru.id.in_(leads)), Guru.erased_at.is_(None))
    return query.order_by(Guru.name_key, Guru.id)


def named_like(words: str, people: Iterable[Mentionable], limit: int = 8) -> list[Mentionable]:
    """Those of `people` whose username begins with `words`, or whose name has a word that does: while one types."""
    key = name_key(words.replace(".", " ").replace("_", " ")) if words.strip() else ""
    plain = words.strip().casefold()

    def fits(each: Mentionable) -> bool:
        if each.username and each.username.casefold().startswith(plain):
            return True
        return bool(key) and (each.name_key.startswith(key) or f" {key}" in f" {each.name_key}")

    return [each for each in people if fits(each)][:limit]

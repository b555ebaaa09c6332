"""Who has read what."""

from typing import Any, NamedTuple

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from community.accounts.models import Guru
from community.gugus.queries.mentionable import mentionable
from community.kabar.models import Kabar, Reading
from community.kernel.database import db
from community.kernel.reading import prepared


class Readers(NamedTuple):
    """Of those who may read a kabar today, without who wrote it: who has, who has confirmed, who has not."""

    read: list[Reading]
    confirmed: list[Reading]
    names: dict[str, str]  # of everyone who may read, by id

    @property
    def number(self) -> int:
        return len(self.names)

    @property
    def missing(self) -> list[str]:
        """The names of who has not opened it."""
        there = {each.guru_id for each in self.read}
        return [name for guru_id, name in self.names.items() if guru_id not in there]


def reading_of(guru: Guru, kabar_id: str) -> Reading | None:
    """That `guru` opened a kabar."""
    return db.session.scalar(*_reading(kabar_id=kabar_id, guru_id=guru.id))


@prepared
def _reading(kabar_id: Any, guru_id: Any) -> Select[Any]:
    return select(Reading).where(Reading.kabar_id == kabar_id, Reading.guru_id == guru_id)


def readers_of(kabar: Kabar) -> Readers:
    """Who of today's members has read a kabar: two queries."""
    names = {each.id: each.name for each in mentionable(kabar.gugus_id) if each.id != kabar.by_id}
    query = select(Reading).where(Reading.kabar_id == kabar.id).options(joinedload(Reading.guru))
    rows = [row for row in db.session.scalars(query.order_by(Reading.at, Reading.id)) if row.guru_id in names]
    return Readers(rows, [row for row in rows if row.confirmed_at], names)


def unconfirmed(kabar: Kabar, reading: Reading | None, guru: Guru) -> bool:
    """Whether `guru` is still asked to confirm."""
    asked = kabar.important and kabar.by_id != guru.id
    return asked and (reading is None or reading.confirmed_at is None)

"""Who belongs to a room: for who leads it, and for who names somebody in it."""

from typing import Any

from sqlalchemy import Select, and_, exists, or_, select

from community.accounts.models import Guru
from community.discussion.models import Room, RoomModerator
from community.discussion.models.moderator import HOLDING
from community.gugus.models import Anggota, Pengurus
from community.gugus.queries.mentionable import Mentionable, mentionable
from community.gugus.queries.reach import in_office
from community.kernel.clock import today
from community.kernel.database import db
from community.kernel.errors import Invalid
from community.kernel.reading import prepared
from community.lokakarya.models import Narasumber, PaketRole, PaketStep


def mentionable_in(room: Room) -> list[Mentionable]:
    """Who may be named with "@nama" in `room`, by name: of those who read it all but who oversees. One query.

    In the room of a pertemuan also who came from outside with a role; while its paket is a draft its pengurus alone.
    """
    if room.pertemuan is None:
        return mentionable(room.gugus_id)
    values = {"gugus_id": room.gugus_id, "paket_id": room.pertemuan.paket_id, "day": today()}
    return [Mentionable(*row) for row in db.session.execute(*_mentionable(**values))]


@prepared
def _mentionable(gugus_id: Any, paket_id: Any, day: Any) -> Select[str, str | None, str, str]:
    ever = select(Anggota.guru_id).where(Anggota.gugus_id == gugus_id)
    given = select(PaketRole.guru_id).where(PaketRole.paket_id == paket_id)
    leads = Guru.id.in_(select(Pengurus.guru_id).where(in_office(gugus_id, day)))
    from_outside = and_(Guru.id.in_(given), Guru.id.not_in(ever))  # who left the gugus does not stay by a role
    takes_part = or_(Guru.id.in_(ever.where(Anggota.left_at.is_(None))), from_outside)
    is_scheduled = exists().where(PaketStep.paket_id == paket_id)
    query = select(Guru.id, Guru.username, Guru.name, Guru.name_key)
    query = query.where(or_(leads, and_(is_scheduled, takes_part)), Guru.erased_at.is_(None))
    return query.order_by(Guru.name_key, Guru.id)


def nameable(room: Room) -> list[Guru]:
    """Anggota and peserta who do not lead the talk of `room` yet, by name: one query."""
    anggota = select(Anggota.guru_id).where(Anggota.gugus_id == room.gugus_id, Anggota.left_at.is_(None))
    leading: list[Any] = [
        select(RoomModerator.guru_id).where(RoomModerator.room_id == room.id, RoomModerator.ended_at.is_(None)),
        select(Pengurus.guru_id).where(in_office(room.gugus_id, today())),
    ]
    belongs: list[Any] = [Guru.id.in_(anggota)]
    if room.pertemuan is not None:
        given = select(PaketRole.guru_id).where(PaketRole.paket_id == room.pertemuan.paket_id)
        ever = select(Anggota.guru_id).where(Anggota.gugus_id == room.gugus_id)
        belongs.append(Guru.id.in_(given) & Guru.id.not_in(ever))  # who left the gugus does not stay by a role
        presents = Narasumber.pertemuan_id == room.pertemuan_id
        leading.append(select(Narasumber.guru_id).where(presents, Narasumber.guru_id.is_not(None)))
        leading.append(given.where(PaketRole.role.in_(HOLDING)))
    query = select(Guru).where(or_(*belongs), Guru.erased_at.is_(None))
    for each in leading:
        query = query.where(Guru.id.not_in(each))
    return list(db.session.scalars(query.order_by(Guru.name_key, Guru.id)))


def person_in(room: Room, guru_id: str) -> Guru:
    """Someone who belongs to `room`, or was named for it. Raises Invalid at `guru`."""
    found = db.session.get(Guru, guru_id) if guru_id else None
    known = found is not None and bool(room.roles_of(found) or _was_named(room, found))
    if found is None or not known:
        raise Invalid("Orang ini bukan anggota atau peserta di ruang ini. Pilih dari daftar.", field="guru")
    return found


def _was_named(room: Room, guru: Guru) -> bool:
    query = select(RoomModerator.id).where(RoomModerator.room_id == room.id, RoomModerator.guru_id == guru.id)
    return db.session.scalar(query.limit(1)) is not None

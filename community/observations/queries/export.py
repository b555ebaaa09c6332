"""What observations hold about a person, for the export of one's own data."""

from typing import Any

from sqlalchemy import select

from community.accounts.models import Guru
from community.kernel.database import db, iso
from community.observations.models import FollowUp, Observation
from community.observations.queries.lists import mine
from community.observations.queries.reach import loaded
from community.observations.queries.sheets import shown_to


def observations_export(guru: Guru) -> dict[str, Any]:
    """Every observation that `guru` reaches, with what `guru` may see of it, and the own follow-ups."""
    ids = [each.id for each in mine(guru, limit=10_000)]
    rows = db.session.scalars(
        loaded(select(Observation).where(Observation.id.in_(ids))).order_by(Observation.starts_at)
    )
    todo = db.session.scalars(select(FollowUp).where(FollowUp.who_id == guru.id).order_by(FollowUp.at))
    return {
        "observasi": [_one(guru, each) for each in rows],
        "tindak_lanjut": [
            {"isi": each.text, "paling_lambat": iso(each.until_on), "selesai": iso(each.done_at)} for each in todo
        ],
    }


def _one(guru: Guru, observation: Observation) -> dict[str, Any]:
    shown = shown_to(guru, observation)
    names = {each.guru_id: each.guru.name for each in observation.participants}
    return {
        "gugus": observation.gugus.name,
        "instrumen": observation.edition.name,
        "guru": observation.teacher.name,
        "pengamat": [each.guru.name for each in observation.observers],
        "mulai": iso(observation.starts_at),
        "topik": observation.topic,
        "keadaan": observation.state_name,
        "isian": [
            {"butir": part.label, "oleh": names.get(answer.guru_id, ""), "isi": answer.value, "waktu": iso(answer.at)}
            for key, (_, _, part) in observation.edition.instrument.parts.items()
            for answer in shown.all_of(key)
        ],
        "foto": [photo.file.name for photos in shown.photos.values() for photo in photos],
    }

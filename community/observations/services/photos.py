"""Photos of notes."""

from datetime import datetime
from typing import Any

from community.kernel.clock import now
from community.kernel.command import command
from community.kernel.database import add, db, hold
from community.kernel.errors import Invalid
from community.kernel.files import IMAGES, Upload, discard, keep
from community.observations.models import MOST_PHOTOS, Observation, ObservationPhoto
from community.observations.queries import photo_sent, photos_by
from community.observations.refusals import TooManyPhotos
from community.observations.services.writing import LONGEST_CLIENT_ID, must_be_open, writable_part
from community.permissions import Do


@command(Do.ADD_PHOTO)
def add_photo(
    actor: Any,
    observation: Observation,
    *,
    field: str,
    upload: Upload | None,
    client_id: str,
    written_at: datetime | None = None,
) -> ObservationPhoto:
    """A photo for a field of that kind. The same `client_id` is kept once.

    Raises Invalid, FileRefused, TooManyPhotos, and as write_answer does.
    """
    hold(observation)
    if sent := photo_sent(observation.id, actor.id, client_id):
        return sent
    if not client_id or len(client_id) > LONGEST_CLIENT_ID:
        raise Invalid("Kiriman ini tidak lengkap. Muat ulang halamannya, lalu isi lagi.", field="client_id")
    person, phase, _, part = writable_part(actor, observation, field)
    if part.kind != "foto":
        raise Invalid("Isian ini tidak menerima foto. Muat ulang halamannya.", field=field)
    written_at = min(written_at or now(), now())
    must_be_open(observation, person, phase, written_at)
    if photos_by(observation.id, actor.id) >= MOST_PHOTOS:
        raise TooManyPhotos
    row = ObservationPhoto(
        observation=observation,
        guru_id=actor.id,
        field=field,
        client_id=client_id,
        written_at=written_at,
        at=now(),
    )
    row.file = keep(
        upload,
        about_kind="observasi",
        about_id=row.id,
        by=actor,
        kinds=IMAGES,
        gugus_id=observation.gugus_id,
        field=field,
    )
    return add(row)


@command(Do.REMOVE_PHOTO)
def remove_photo(actor: Any, photo: ObservationPhoto) -> None:
    """Take one's own photo away for good, while its sheet is open. Raises as write_answer does."""
    observation = hold(photo.observation)
    person, phase, _, _ = writable_part(actor, observation, photo.field)
    must_be_open(observation, person, phase, now())
    stored = photo.file
    db.session.delete(photo)
    db.session.flush()
    discard(stored)

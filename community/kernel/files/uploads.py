"""Uploads under way, reached through the person who sends them."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from community.kernel.clock import now
from community.kernel.database import db
from community.kernel.files.models import ResumableUpload
from community.kernel.files.refusals import UploadGone

KEPT = timedelta(hours=48)  # a line that is down all day, and the night after it
MOST_AT_ONCE = 20  # uploads of one person

_here: list[Callable[[], Any]] = []


def who_is_here(answer: Callable[[], Any]) -> None:
    """Say how to learn who is at the door (a person or None); wiring does, once."""
    _here[:] = [answer]


def upload_of(person: Any, upload_id: str) -> ResumableUpload:
    """The upload, reached through `person`. Raises UploadGone where there is none of theirs, or not any more."""
    query = select(ResumableUpload).where(
        ResumableUpload.id == upload_id,
        ResumableUpload.by_id == person.id,
        ResumableUpload.expires_at > now(),
    )
    found = db.session.scalar(query)
    if found is None:
        raise UploadGone
    return found


def upload_here(upload_id: str) -> ResumableUpload:
    """The upload, reached through whoever is at the door. Raises UploadGone."""
    person = _here[0]() if _here else None
    if person is None:
        raise UploadGone
    return upload_of(person, upload_id)

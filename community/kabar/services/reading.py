"""Having read a kabar, and saying so."""

from typing import Any

from sqlalchemy import update

from community.kabar.models import Kabar, Reading
from community.kabar.queries import reading_of
from community.kabar.refusals import NoConfirmationAsked
from community.kernel.clock import now
from community.kernel.command import command
from community.kernel.database import add, db
from community.kernel.notices import Notice
from community.permissions import Do


@command(Do.READ_KABAR)
def read_kabar(actor: Any, kabar: Kabar) -> Reading:
    """That `actor` opened `kabar` now: one row per person, however often. Notices that lead there are read with it."""
    _read_notices(actor, kabar)
    found = reading_of(actor, kabar.id)
    if found is None:
        return add(Reading(kabar_id=kabar.id, guru_id=actor.id, at=now(), seen_at=now()))
    found.seen_at = now()
    return found


@command(Do.READ_KABAR)
def confirm_kabar(actor: Any, kabar: Kabar) -> Reading:
    """That `actor` has read an important kabar; a repeat changes nothing. Raises NoConfirmationAsked."""
    if not kabar.important:
        raise NoConfirmationAsked
    found = read_kabar(actor, kabar)
    found.confirmed_at = found.confirmed_at or now()
    return found


def _read_notices(actor: Any, kabar: Kabar) -> None:
    db.session.execute(
        update(Notice)
        .where(Notice.guru_id == actor.id, Notice.read_at.is_(None), Notice.link.startswith(f"/kabar/{kabar.id}"))
        .values(read_at=now())
        .execution_options(synchronize_session=False)
    )

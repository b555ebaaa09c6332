"""Keeping a kabar above the others."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from community.kabar.models import Kabar, Pin
from community.kernel.clock import now, today
from community.kernel.command import command
from community.kernel.database import add, db, hold
from community.kernel.errors import Invalid
from community.kernel.trail import note
from community.permissions import Do

HIGHEST, LOWEST = 1, 9
LONGEST = timedelta(days=366)


@command(Do.PIN_KABAR)
def pin_kabar(actor: Any, kabar: Kabar, *, place: int = HIGHEST, until_on: date | None = None) -> Pin:
    """Pin `kabar` at a place among the pinned ones, until a day; a pin it has is replaced.

    Raises Invalid with `field` set.
    """
    day = today(kabar.gugus.zone.name)
    if not HIGHEST <= place <= LOWEST:
        raise Invalid(f"Pilih urutan dari {HIGHEST} sampai {LOWEST}.", field="place")
    if until_on is not None and not day <= until_on <= day + LONGEST:
        raise Invalid("Pilih tanggal dari hari ini sampai setahun lagi, atau kosongkan.", field="until_on")
    hold(kabar)
    _take_down(actor, kabar)
    made = add(Pin(kabar_id=kabar.id, place=place, until_on=until_on, by_id=actor.id, at=now()))
    note(actor, f"menyematkan kabar “{kabar.title}”", gugus=kabar.gugus_id)
    return made


@command(Do.PIN_KABAR)
def unpin_kabar(actor: Any, kabar: Kabar) -> None:
    """Take the pin down; where there is none, nothing happens."""
    hold(kabar)
    if _take_down(actor, kabar):
        note(actor, f"melepas sematan kabar “{kabar.title}”", gugus=kabar.gugus_id)


def _take_down(actor: Any, kabar: Kabar) -> bool:
    pin = db.session.scalar(select(Pin).where(Pin.kabar_id == kabar.id, Pin.removed_at.is_(None)))
    if pin is None:
        return False
    pin.removed_at, pin.removed_by_id = now(), actor.id
    db.session.flush()  # the database knows one pin at a time
    return True

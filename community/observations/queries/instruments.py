"""Instruments that a gugus may use, and its own."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from community.accounts.models import Guru
from community.gugus.models import Gugus
from community.gugus.queries import gugus_of
from community.kernel.database import db
from community.kernel.errors import NotFound
from community.observations.models import InstrumentEdition, OwnInstrument
from community.observations.rules import Instrument, built_in, built_in_with


@dataclass(frozen=True)
class Offer:
    """An edition that may be chosen now; a built-in one need not be a row yet."""

    code: str
    number: int
    instrument: Instrument
    own: bool

    @property
    def label(self) -> str:
        return f"{self.instrument.name}{' (gugus ini)' if self.own else ''}, edisi {self.number}"


def offers_of(gugus: Gugus) -> list[Offer]:
    """What may be chosen in `gugus`: the built-in ones, and the last edition of each of its own."""
    found = [Offer(each.code, each.number, each.instrument, False) for each in built_in().values()]
    for own in own_instruments(gugus):
        if own.last and not own.retired_at:
            found.append(Offer(own.last.code, own.last.number, own.last.instrument, True))
    return sorted(found, key=lambda each: (each.instrument.kind != "tiga_fase", each.own, each.instrument.name))


def own_instruments(gugus: Gugus) -> list[OwnInstrument]:
    """The own instruments of `gugus`, those in use first, with their editions."""
    query = select(OwnInstrument).where(OwnInstrument.gugus_id == gugus.id)
    return list(db.session.scalars(query.order_by(OwnInstrument.retired_at.is_not(None), OwnInstrument.made_at)))


def own_instrument_of(guru: Guru, slug: str, instrument_id: str) -> OwnInstrument:
    """An own instrument of a gugus that `guru` reaches. Raises NotFound."""
    gugus = gugus_of(guru, slug)
    query = select(OwnInstrument).where(OwnInstrument.id == instrument_id, OwnInstrument.gugus_id == gugus.id)
    found = db.session.scalar(query.options(joinedload(OwnInstrument.gugus).joinedload(Gugus.wilayah)))
    if found is None:
        raise NotFound
    return found


def edition_with(code: str) -> InstrumentEdition | None:
    """The edition with that code, if it is a row: published by a gugus, or built in and used before."""
    return db.session.scalar(select(InstrumentEdition).where(InstrumentEdition.code == code))


def offered(gugus: Gugus, code: str) -> Offer | None:
    """The offer with that code in `gugus`."""
    return next((each for each in offers_of(gugus) if each.code == code), None)


def instrument_behind(gugus: Gugus, code: str) -> Instrument | None:
    """What to copy: an offer, or an older edition of the gugus' own."""
    if found := built_in_with(code):
        return found.instrument
    query = select(InstrumentEdition).join(OwnInstrument, OwnInstrument.id == InstrumentEdition.instrument_id)
    row = db.session.scalar(query.where(InstrumentEdition.code == code, OwnInstrument.gugus_id == gugus.id))
    return row.instrument if row else None

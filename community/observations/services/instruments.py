"""A gugus' own instruments: copied, edited as a draft, published as an edition that never changes again."""

from collections.abc import Mapping
from typing import Any

from community.gugus.models import Gugus
from community.kernel.clock import now
from community.kernel.command import command
from community.kernel.database import add, db, hold
from community.kernel.errors import Invalid, NotFound
from community.kernel.trail import note
from community.observations.models import InstrumentEdition, OwnInstrument
from community.observations.queries.instruments import instrument_behind
from community.observations.refusals import DraftChanged
from community.observations.rules import InstrumentError, parsed
from community.permissions import Do


@command(Do.COPY_INSTRUMENT)
def copy_instrument(actor: Any, gugus: Gugus, *, code: str) -> OwnInstrument:
    """A draft of the gugus' own, that begins as a copy of that edition. Raises NotFound."""
    found = instrument_behind(gugus, code)
    if found is None:
        raise NotFound
    body = found.body() | {
        "name": f"{found.name[:100]} (salinan)",
        "source": f"Disalin dari {found.name}. {found.source}",
    }
    row = OwnInstrument(
        gugus=gugus,
        kind=found.kind,
        draft=body,
        copied_from=code,
        made_by_id=actor.id,
        made_at=now(),
        saved_by_id=actor.id,
        saved_at=now(),
    )
    note(actor, f"menyalin instrumen observasi “{found.name}”", gugus=gugus.id)
    return add(row)


@command(Do.EDIT_INSTRUMENT)
def edit_instrument(actor: Any, own: OwnInstrument, *, body: Mapping[str, Any], revision: int) -> OwnInstrument:
    """Save the draft; `revision` is the one the writer had read. Raises Invalid, DraftChanged."""
    hold(own)
    if revision != own.revision:
        raise DraftChanged
    try:
        draft = parsed({**body, "kind": own.kind, "source": own.draft.get("source", "")}).body()
    except InstrumentError as error:
        raise Invalid(str(error)) from error
    own.draft, own.revision = draft, own.revision + 1
    own.saved_by_id, own.saved_at = actor.id, now()
    return own


@command(Do.PUBLISH_INSTRUMENT)
def publish_instrument(actor: Any, own: OwnInstrument) -> InstrumentEdition:
    """The draft becomes the next edition, which new observations use. Raises Invalid when nothing changed."""
    hold(own)
    made = parsed(own.draft)
    if own.last and own.last.instrument == made:
        raise Invalid("Belum ada yang berubah sejak edisi terakhir. Ubah butirnya dulu, lalu terbitkan.")
    number = len(own.editions) + 1
    row = add(
        InstrumentEdition(
            code=f"{own.id}:{number}",
            instrument_id=own.id,
            number=number,
            name=made.name,
            kind=made.kind,
            body=made.body(),
            by_id=actor.id,
            at=now(),
        )
    )
    own.retired_at = own.retired_by_id = None
    db.session.expire(own, ["editions"])
    note(actor, f"menerbitkan instrumen observasi “{made.name}” edisi {number}", gugus=own.gugus_id)
    return row


@command(Do.RETIRE_INSTRUMENT)
def retire_instrument(actor: Any, own: OwnInstrument) -> OwnInstrument:
    """No longer offered; observations made with it keep it."""
    hold(own)
    if own.retired_at is None:
        own.retired_at, own.retired_by_id = now(), actor.id
        note(actor, f"berhenti memakai instrumen observasi “{own.name}”", gugus=own.gugus_id)
    return own

"""A sign under a message."""

from typing import Any

from sqlalchemy import select

from community.discussion.models import ABOUT, Message, Reaction
from community.discussion.refusals import MessageDeleted, MessageHidden
from community.discussion.rules.kinds import REACTED, REACTIONS
from community.discussion.services.session.speaking import must_be_open
from community.discussion.services.stream import record
from community.gugus.queries.moderation import hidden
from community.kernel.clock import now
from community.kernel.command import command
from community.kernel.database import add, db, hold
from community.kernel.errors import Invalid
from community.permissions import Do


@command(Do.REACT)
def react(actor: Any, message: Message, *, kind: str, on: bool | None = None) -> bool:
    """Give a sign or take it back (`on` None: the other way round); what is so already stays so. Whether it stands now.

    Raises Invalid for an unknown sign, RoomOver, MessageDeleted, MessageHidden.
    """
    if kind not in REACTIONS:
        raise Invalid(f"Tanggapan ini tidak dikenal. Yang ada: {', '.join(REACTIONS)}.")
    room = hold(message.room)
    hold(message)
    must_be_open(room)
    if message.is_deleted:
        raise MessageDeleted
    if hidden(ABOUT, [message.id]):
        raise MessageHidden
    given = db.session.scalar(
        select(Reaction).where(Reaction.message_id == message.id, Reaction.guru_id == actor.id, Reaction.kind == kind)
    )
    wanted = given is None if on is None else on
    if wanted == (given is not None):
        return wanted
    if given is None:
        add(Reaction(message_id=message.id, guru_id=actor.id, kind=kind, at=now()))
    else:
        db.session.delete(given)
        db.session.flush()
    record(room, REACTED, message.id, by_id=actor.id)
    return wanted

"""Coming and going: a connection, and the rooms it hears."""

import logging
from functools import partial
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from community.accounts.current import current_guru, current_sign_in, guru_or_none
from community.discussion.live import sender, stays
from community.discussion.live.limits import JOINING
from community.discussion.live.names import DATA, FORMS, PIECES
from community.discussion.live.payload import Payload
from community.discussion.live.rendering import Drawing
from community.discussion.live.roster import roster
from community.discussion.queries import TOO_FAR, lacking, last_n, room_of
from community.discussion.sockets.asking import Answer, Handlers, sid
from community.kernel.answering import turned_away
from community.kernel.database import end_transaction
from community.kernel.errors import Busy, NotSignedIn
from community.kernel.realtime import after_answer, listen_to_others

log = logging.getLogger(__name__)


def connect(_auth: Any = None) -> None:
    """Whoever is signed in; the others are told to sign in, or to come again when the database answers."""
    listen_to_others()
    try:
        guru = guru_or_none()
        if guru is None:
            raise turned_away(NotSignedIn())
        roster.arrive(sid(), guru.id, guru.name, current_sign_in().id)
    except SQLAlchemyError:
        log.warning("connect: the database did not answer", exc_info=True)
        raise turned_away(Busy()) from None
    finally:
        end_transaction(keep=False)


def disconnect(_reason: Any = None) -> None:
    """The connection has ended."""
    for room_id in roster.depart(sid()):
        sender.gone(room_id)
    stays.look()


def join(data: Payload) -> Answer:
    """Hear a room from now on, and have what was missed since the last number one knows."""
    guru = current_guru()
    room = room_of(guru, data.text("ruang"))
    form = PIECES if data.one_of("bentuk", FORMS, DATA) == PIECES else DATA
    since = data.number("sejak")
    sender.dismiss(sid(), room.id)
    last = last_n(room.id)
    answer: Answer = {"n": last, "pesan": [], "perubahan": []}
    if since is not None and (since > last or last - since > TOO_FAR):
        answer["hilang"] = True
    elif since is not None:
        part, drawing = lacking(room.id, since), Drawing()
        answer["n"] = part.n
        for entry in part.entries:
            answer["pesan" if entry.is_message else "perubahan"].append(drawing.said(form, entry))
        if part.more:
            answer["lagi"] = True  # the rest follows as events
    admit = partial(sender.admit, sid(), room.id, answer["n"], form)
    after_answer(admit)  # else the first event might overtake what was missed
    stays.look()
    return answer


def leave(data: Payload) -> Answer:
    """Hear a room no more."""
    current_guru()
    sender.dismiss(sid(), data.text("ruang"))
    stays.look()
    return {}


HANDLERS: Handlers = {
    "join": (join, JOINING),
    "leave": (leave, JOINING),
}

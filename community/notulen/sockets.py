"""The doors of the namespace /notulen: who, what, act, answer. Whoever asks is read afresh at every event.

join {pertemuan, vektor}       everything that one who has `vektor` (a Yjs state vector) lacks, and the vector of
                               what is stored; from then on every change arrives as `perubahan`
ubah {pertemuan, perubahan}    a change (Yjs update, version 1), stored before the answer
sedang {pertemuan, bagian}     at which place one is writing; said to the others as `menulis`, kept nowhere
leave {pertemuan}
"""

import logging
from collections.abc import Callable
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from community.accounts.current import current_guru, current_sign_in, guru_or_none
from community.kernel.answering import Answer, guarded, sid, turned_away
from community.kernel.command import authorize, roles
from community.kernel.database import begin_writing, end_transaction
from community.kernel.errors import Busy, Invalid, NotSignedIn
from community.kernel.pace import Pace
from community.kernel.realtime import listen_to_others, socketio
from community.notulen import services
from community.notulen.live import presence, sender
from community.notulen.live.limits import BEING, EVERYONE, JOINING, WRITING
from community.notulen.live.names import NAMESPACE
from community.notulen.live.roster import roster
from community.notulen.queries import document_of, is_frozen, last_n, state_of
from community.notulen.rules.crdt import lacking
from community.notulen.rules.shape import UPDATE_MOST
from community.permissions import Do, may

log = logging.getLogger(__name__)
Data = dict[str, Any]
Door = Callable[[Data], Answer]
_LONGEST_NAME = 60


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
    for document_id in roster.depart(sid()):
        sender.gone(document_id)


def join(data: Data) -> Answer:
    """Hear a document from now on, and have what one lacks of it."""
    pertemuan_id = _name(data, "pertemuan")
    vector = _bytes(data, "vektor", otherwise=b"")
    document_id = document_of(current_guru(), pertemuan_id).id
    # First the place, then the reading: what is stored between the two is heard, and who was removed is refused.
    sender.admit(sid(), document_id, pertemuan_id, last_n(document_id))
    end_transaction(keep=False)
    try:
        guru = current_guru()
        document = document_of(guru, pertemuan_id)
        state = state_of(document.id)
        missing = lacking(state.doc, vector)
    except Exception:
        sender.dismiss(sid(), document_id)
        raise
    frozen = is_frozen(document.id)
    return {
        "dokumen": document.id,
        "n": state.n,
        "kurang": missing,
        "vektor": state.doc.get_state(),
        "keadaan": "dibekukan" if frozen else "terbuka",
        "menulis": not frozen and may(roles(guru, document), Do.WRITE_SHARED_NOTULEN),
        "orang": presence.present.people(document.id),
    }


def leave(data: Data) -> Answer:
    """Hear a document no more."""
    document = document_of(current_guru(), _name(data, "pertemuan"))
    sender.dismiss(sid(), document.id)
    return {}


def write(data: Data) -> Answer:
    """A change; stored before the answer."""
    update = _bytes(data, "perubahan")
    begin_writing()  # what is read from here on is still true when it is written
    guru = current_guru()
    document = document_of(guru, _name(data, "pertemuan"))
    return {"n": services.write_update(guru, document, update=update)}


def be(data: Data) -> Answer:
    """Tell the others where one is writing."""
    guru = current_guru()
    document = document_of(guru, _name(data, "pertemuan"))
    place = _name(data, "bagian")
    authorize(guru, Do.WRITE_SHARED_NOTULEN, document)
    if roster.is_at(sid(), document.id):
        EVERYONE.take(document.id)
        presence.tell_being(document.id, guru.id, guru.name, place, sid=sid())
    return {}


HANDLERS: dict[str, tuple[Door, Pace]] = {
    "join": (join, JOINING),
    "leave": (leave, JOINING),
    "ubah": (write, WRITING),
    "sedang": (be, BEING),
}


def install() -> None:
    """Hang the handlers on the one SocketIO."""
    socketio.on_event("connect", connect, namespace=NAMESPACE)
    socketio.on_event("disconnect", disconnect, namespace=NAMESPACE)
    for name, (door, pace) in HANDLERS.items():
        handler = guarded(name, _with_object(door), pace, whose=roster.whose)
        socketio.on_event(name, handler, namespace=NAMESPACE)


def _with_object(door: Door) -> Door:
    def ask(data: Any) -> Answer:
        if not isinstance(data, dict):
            raise Invalid("Kirim satu objek, misalnya {pertemuan: ...}, seperti yang dikirim halamannya.")
        return door(data)

    return ask


def _name(data: Data, name: str) -> str:
    """A short text that is needed."""
    value = data.get(name)
    if not isinstance(value, str) or not 0 < len(value) <= _LONGEST_NAME or "\0" in value:
        raise Invalid(f"Isi {name} perlu berupa teks pendek. Muat ulang halamannya.")
    return value


def _bytes(data: Data, name: str, otherwise: bytes | None = None) -> bytes:
    value = data.get(name, otherwise)
    if not isinstance(value, bytes) or len(value) > UPDATE_MOST * 2:
        raise Invalid(f"Isi {name} perlu berupa bita, paling banyak {UPDATE_MOST // 1024} kB.")
    return value

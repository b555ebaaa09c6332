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

from flask import request
from flask_socketio import ConnectionRefusedError  # type: ignore[attr-defined]
from sqlalchemy.exc import OperationalError

from community.accounts.current import current_guru, current_sign_in, guru_or_none
from community.kernel.command import authorize, roles
from community.kernel.database import begin_writing, end_transaction
from community.kernel.errors import Busy, Invalid, NotSignedIn, Refusal
from community.kernel.pace import Pace
from community.kernel.realtime import listen_to_others, socketio
from community.kernel.web import Broken
from community.notulen import services
from community.notulen.live import roster, sender
from community.notulen.live.limits import BEING, EVERYONE, JOINING, WRITING
from community.notulen.live.names import NAMESPACE
from community.notulen.queries import document_of, is_frozen, last_n, state_of
from community.notulen.rules.crdt import lacking
from community.notulen.rules.shape import UPDATE_MOST
from community.permissions import Do, may

log = logging.getLogger(__name__)
Answer = dict[str, Any]
Data = dict[str, Any]
Door = Callable[[Data], Answer]
_LONGEST_NAME = 60


def connect(_auth: Any = None) -> None:
    """Whoever is signed in; the others are told to sign in."""
    guru = guru_or_none()
    if guru is None:
        raise ConnectionRefusedError(_refused(NotSignedIn()))
    listen_to_others()
    roster.arrive(_sid(), guru.id, guru.name, current_sign_in().id)


def disconnect(_reason: Any = None) -> None:
    """The connection has ended."""
    for document_id in roster.depart(_sid()):
        sender.gone(document_id)


def join(data: Data) -> Answer:
    """Hear a document from now on, and have what one lacks of it."""
    guru = current_guru()
    document = document_of(guru, _name(data, "pertemuan"))
    vector = _bytes(data, "vektor", otherwise=b"")
    # First the place, then the reading: what is stored between the two is heard.
    sender.admit(_sid(), document.id, document.pertemuan_id, last_n(document.id))
    try:
        state = state_of(document.id)
        missing = lacking(state.doc, vector)
    except Refusal:
        sender.dismiss(_sid(), document.id)
        raise
    frozen = is_frozen(document.id)
    return {
        "dokumen": document.id,
        "n": state.n,
        "kurang": missing,
        "vektor": state.doc.get_state(),
        "keadaan": "dibekukan" if frozen else "terbuka",
        "menulis": not frozen and may(roles(guru, document), Do.WRITE_SHARED_NOTULEN),
        "orang": sender.people(document.id),
    }


def leave(data: Data) -> Answer:
    """Hear a document no more."""
    document = document_of(current_guru(), _name(data, "pertemuan"))
    sender.dismiss(_sid(), document.id)
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
    if roster.has_open(_sid(), document.id):
        EVERYONE.take(document.id)
        sender.tell_being(document.id, guru.id, guru.name, place, sid=_sid())
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
        socketio.on_event(name, _guarded(name, door, pace), namespace=NAMESPACE)


def _guarded(name: str, door: Door, pace: Pace) -> Callable[..., Answer]:
    """A door that always answers: `ok`, or a refusal in words. Who hurries is refused before anything is read."""

    def handle(data: Any = None, *_more: Any) -> Answer:
        try:
            pace.take(roster.whose(_sid()) or _sid())
            if not isinstance(data, dict):
                raise Invalid("Kirim satu objek, misalnya {pertemuan: ...}, seperti yang dikirim halamannya.")
            return {"ok": True} | door(data)
        except Refusal as refusal:
            return _refused(refusal)
        except OperationalError:
            log.warning("%s: the database did not answer", name, exc_info=True)
            return _refused(Busy())
        except Exception:
            log.exception("%s failed", name)
            return _refused(Broken())
        finally:
            end_transaction(keep=False)

    return handle


def _refused(refusal: Refusal) -> Answer:
    answer: Answer = {"ok": False, "code": refusal.code, "message": refusal.message}
    if "retry_after" in refusal.details:
        answer["tunggu"] = refusal.details["retry_after"]
    return answer


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


def _sid() -> str:
    return str(request.sid)  # type: ignore[attr-defined]

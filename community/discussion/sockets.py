"""The doors of the namespace /diskusi: who, what, act, answer. Whoever asks is read afresh at every event."""

import logging
from collections.abc import Callable
from typing import Any

from flask import request
from flask_socketio import ConnectionRefusedError  # type: ignore[attr-defined]
from sqlalchemy.exc import OperationalError

from community.accounts.current import current_guru, current_sign_in, guru_or_none
from community.accounts.models import Guru
from community.discussion import services
from community.discussion.live import presence, roster, sender
from community.discussion.live.limits import JOINING, TYPING, TYPING_IN_ROOM, WRITING
from community.discussion.live.names import DATA, FORMS, NAMESPACE, PIECES
from community.discussion.live.payload import Payload
from community.discussion.live.rendering import said_in
from community.discussion.models import Message
from community.discussion.queries import TOO_FAR, lacking, last_n, message_of, room_of
from community.discussion.rules.words import written
from community.kernel.command import authorize
from community.kernel.database import begin_writing, end_transaction
from community.kernel.errors import Busy, Invalid, NotSignedIn, Refusal
from community.kernel.pace import Pace
from community.kernel.realtime import socketio
from community.kernel.web import Broken
from community.permissions import Do

log = logging.getLogger(__name__)
Answer = dict[str, Any]
Door = Callable[[Payload], Answer]


def connect(_auth: Any = None) -> None:
    """Whoever is signed in; the others are told to sign in."""
    guru = guru_or_none()
    if guru is None:
        raise ConnectionRefusedError(_refused(NotSignedIn()))
    roster.arrive(_sid(), guru.id, guru.name, current_sign_in().id)


def disconnect(_reason: Any = None) -> None:
    """The connection has ended."""
    for room_id in roster.depart(_sid()):
        sender.gone(room_id)


def join(data: Payload) -> Answer:
    """Hear a room from now on, and have what was missed since the last number one knows."""
    guru = current_guru()
    room = room_of(guru, data.text("ruang"))
    form = PIECES if data.one_of("bentuk", FORMS, DATA) == PIECES else DATA
    since = data.number("sejak")
    sender.dismiss(_sid(), room.id)
    last = last_n(room.id)
    answer: Answer = {"n": last, "pesan": [], "perubahan": []}
    if since is not None and (since > last or last - since > TOO_FAR):
        answer["hilang"] = True
    elif since is not None:
        part = lacking(room.id, since)
        answer["n"] = part.n
        for entry in part.entries:
            answer["pesan" if entry.is_message else "perubahan"].append(said_in(form, entry))
        if part.more:
            answer["lagi"] = True  # the rest follows as events
    sender.admit(_sid(), room.id, answer["n"], form)
    return answer


def leave(data: Payload) -> Answer:
    """Hear a room no more."""
    current_guru()
    sender.dismiss(_sid(), data.text("ruang"))
    return {}


def send(data: Payload) -> Answer:
    """Say something; stored before the answer."""
    words = written(data.get("teks"))  # rendered before anyone else has to wait
    guru = _writer()
    room = room_of(guru, data.text("ruang"))
    answered = message_of(guru, room.id, data.text("balas")) if data.has("balas") else None
    sent = services.send_message(guru, room, words=words, klien_id=data.get("klien_id"), reply_to=answered)
    answer: Answer = {"n": sent.message.n, "id": sent.message.id}
    if sent.unclear:
        answer["catatan"] = sent.unclear
    return answer


def edit(data: Payload) -> Answer:
    """Change one's own message. One with files may lose its words."""
    words = written(data.get("teks"), with_files=True)
    guru, message = _writer_and_message(data)
    edition = data.number("edisi") or message.edition
    changed = services.edit_message(guru, message, words=words, based_on=edition)
    return {"edisi": changed.edition}


def delete(data: Payload) -> Answer:
    """Take a message away."""
    guru, message = _writer_and_message(data)
    services.delete_message(guru, message, reason=str(data.get("alasan") or ""))
    return {}


def react(data: Payload) -> Answer:
    """Give a sign or take it back."""
    guru, message = _writer_and_message(data)
    return {"ada": services.react(guru, message, kind=data.text("tanggapan"), on=data.flag("ada"))}


def pin(data: Payload) -> Answer:
    """Keep a message above the others, or no more."""
    guru, message = _writer_and_message(data)
    services.pin_message(guru, message, on=data.flag("ada") is not False)
    return {}


def typing(data: Payload) -> Answer:
    """Tell the others that one is writing."""
    guru = current_guru()
    room = room_of(guru, data.text("ruang"))
    authorize(guru, Do.SEND_MESSAGE, room)
    if roster.hears(_sid(), room.id):
        TYPING_IN_ROOM.take(room.id)
        presence.typing(room.id, guru.id, guru.name, sid=_sid())
    return {}


HANDLERS: dict[str, tuple[Door, Pace]] = {
    "join": (join, JOINING),
    "leave": (leave, JOINING),
    "send": (send, WRITING),
    "edit": (edit, WRITING),
    "delete": (delete, WRITING),
    "react": (react, WRITING),
    "pin": (pin, WRITING),
    "typing": (typing, TYPING),
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
            return {"ok": True} | door(Payload(data))
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
    if isinstance(refusal, Invalid) and refusal.field:
        answer["field"] = refusal.field
    return answer


def _writer() -> Guru:
    """Who is there, read once the writing has begun: what was read is still true when it is written."""
    begin_writing()
    return current_guru()


def _writer_and_message(data: Payload) -> tuple[Guru, Message]:
    guru = _writer()
    return guru, message_of(guru, data.text("ruang"), data.text("pesan"))


def _sid() -> str:
    return str(request.sid)  # type: ignore[attr-defined]

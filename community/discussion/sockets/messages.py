"""Saying something, changing it, giving signs."""

from community.accounts.current import current_guru
from community.accounts.models import Guru
from community.discussion import services
from community.discussion.live import presence
from community.discussion.live.limits import TYPING, TYPING_IN_ROOM, WRITING
from community.discussion.live.payload import Payload
from community.discussion.live.roster import roster
from community.discussion.models import Message
from community.discussion.queries import message_of, room_of
from community.discussion.rules.words import written
from community.discussion.sockets.asking import Answer, Handlers, sid, writer
from community.kernel.command import authorize
from community.permissions import Do


def send(data: Payload) -> Answer:
    """Say something; stored before the answer."""
    words = written(data.get("teks"))  # rendered before anyone else has to wait
    guru = writer()
    room = room_of(guru, data.text("ruang"))
    answered = message_of(guru, room.id, data.text("balas")) if data.has("balas") else None
    sent = services.send_message(guru, room, words=words, klien_id=data.get("klien_id"), reply_to=answered)
    answer: Answer = {"n": sent.n, "id": sent.id}
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
    if roster.is_at(sid(), room.id):
        TYPING_IN_ROOM.take(room.id)
        presence.typing(room.id, guru.id, guru.name, sid=sid())
    return {}


HANDLERS: Handlers = {
    "send": (send, WRITING),
    "edit": (edit, WRITING),
    "delete": (delete, WRITING),
    "react": (react, WRITING),
    "pin": (pin, WRITING),
    "typing": (typing, TYPING),
}


def _writer_and_message(data: Payload) -> tuple[Guru, Message]:
    guru = writer()
    return guru, message_of(guru, data.text("ruang"), data.text("pesan"))

""" "Masih di sini?": asking it, and answering."""

from community.discussion.live import here
from community.discussion.live.limits import WRITING
from community.discussion.live.payload import Payload
from community.discussion.queries.presence import call_of
from community.discussion.rules.presence import CALL_DEFAULT
from community.discussion.services.here import answer_here, ask_here
from community.discussion.sockets.asking import Answer, Handlers, writer_and_room


def call(data: Payload) -> Answer:
    """Ask everyone in the room."""
    guru, room = writer_and_room(data)
    seconds = data.number("detik")
    made = ask_here(guru, room, seconds=CALL_DEFAULT if seconds is None else seconds)
    return here.data(room, made.id)


def answer(data: Payload) -> Answer:
    """Say that one is there."""
    guru, room = writer_and_room(data)
    answer_here(guru, call_of(guru, room.id, data.text("panggilan")))
    return {}


HANDLERS: Handlers = {
    "call": (call, WRITING),
    "here": (answer, WRITING),
}

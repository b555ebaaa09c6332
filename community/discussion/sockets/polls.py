"""Polls and questions: voting, asking, and running them."""

from collections.abc import Callable
from typing import Any

from community.discussion import services
from community.discussion.live.limits import VOTING, WRITING
from community.discussion.live.payload import Payload
from community.discussion.queries.polls import own_votes, poll_in
from community.discussion.queries.questions import question_in
from community.discussion.sockets.asking import Answer, Handlers, writer_and_room
from community.kernel.errors import Invalid

POLL_ACTS: dict[str, Callable[..., Any]] = {
    "buka": services.open_poll,
    "tutup": services.close_poll,
    "tampilkan": services.show_poll,
}
QUESTION_ACTS = {"jawab": True, "belum": False}


def vote(data: Payload) -> Answer:
    """Vote in a poll."""
    guru, room = writer_and_room(data)
    found = poll_in(guru, room, data.text("jajak"))
    services.vote(guru, found, chosen=data.get("pilihan"))
    own = own_votes(guru.id, [found])[found.id]
    return {"pilihan": list(own.choices), "kata": list(own.words)}


def poll(data: Payload) -> Answer:
    """Open a poll, close it, or show what came out."""
    guru, room = writer_and_room(data)
    found = poll_in(guru, room, data.text("jajak"))
    act = POLL_ACTS.get(data.text("tindakan"))
    if act is None:
        raise Invalid(f"Isi tindakan salah satu dari: {', '.join(POLL_ACTS)}.")
    act(guru, found)
    return {}


def ask(data: Payload) -> Answer:
    """Ask something."""
    guru, room = writer_and_room(data)
    made = services.ask_question(
        guru,
        room,
        text=data.get("teks"),
        form_key=data.text("klien_id"),
        nameless=data.flag("tanpa_nama") is True,
    )
    return {"id": made.id}


def support(data: Payload) -> Answer:
    """Want to know it too, or no more."""
    guru, room = writer_and_room(data)
    found = question_in(guru, room, data.text("pertanyaan"))
    return {"ada": services.support_question(guru, found, on=data.flag("ada"))}


def question(data: Payload) -> Answer:
    """Mark a question as answered, or as waiting again."""
    guru, room = writer_and_room(data)
    found = question_in(guru, room, data.text("pertanyaan"))
    act = data.text("tindakan")
    if act not in QUESTION_ACTS:
        raise Invalid(f"Isi tindakan salah satu dari: {', '.join(QUESTION_ACTS)}.")
    services.answer_question(guru, found, on=QUESTION_ACTS[act])
    return {}


HANDLERS: Handlers = {
    "vote": (vote, VOTING),
    "poll": (poll, WRITING),
    "ask": (ask, WRITING),
    "support": (support, VOTING),
    "question": (question, WRITING),
}

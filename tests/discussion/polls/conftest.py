"""Polls and questions that stories begin with."""

from collections.abc import Callable
from typing import Any

import pytest

from community.discussion.models import Poll, Question, Room
from community.discussion.rules.polls import MANY, ONE, ORDER, SCALE, WORDS, drafted
from community.discussion.services import ask_question, make_poll, open_poll, vote
from community.kernel.database import end_transaction
from community.kernel.ids import new_id
from tests.people import Cast

Put = Callable[..., Poll]
Chooses = Callable[..., tuple[str, ...]]
Ask = Callable[..., Question]
OPTIONS = "Kertas lipat\nRoda pecahan\nGaris bilangan"
ASKED: dict[str, dict[str, Any]] = {
    ONE: {"options": OPTIONS},
    MANY: {"options": OPTIONS},
    ORDER: {"options": OPTIONS},
    SCALE: {"scale_most": 5, "label_low": "belum yakin", "label_high": "yakin sekali"},
    WORDS: {},
}


@pytest.fixture
def put(room: Room, cast: Cast) -> Put:
    """`put(ONE, anonymous=False)`: an open poll of the room, made by the ketua; `opened=False` leaves it prepared."""

    def make(kind: str = ONE, question: str = "Alat peraga apa?", *, opened: bool = True, **more: Any) -> Poll:
        end_transaction(keep=False)
        at = more.pop("at", room)
        draft = drafted(kind=kind, question=question, **(ASKED[kind] | more))
        poll = make_poll(cast.ketua, at, draft=draft, form_key=new_id())
        if opened:
            open_poll(cast.ketua, poll)
        return poll

    return make


@pytest.fixture
def chooses(cast: Cast) -> Chooses:
    """`chooses("peserta", poll, 1)`: votes for the options with these numbers; other texts are sent as they are."""

    def choose(name: str, poll: Poll, *chosen: int | str) -> tuple[str, ...]:
        end_transaction(keep=False)
        texts = [poll.options[each - 1].id if isinstance(each, int) else each for each in chosen]
        return vote(getattr(cast, name), poll, chosen=texts)

    return choose


@pytest.fixture
def ask(room: Room, cast: Cast) -> Ask:
    """`ask("Kapan dikumpulkan?", by="peserta2")`: a question in the room."""

    def make(text: str = "Kapan dikumpulkan?", *, by: str = "peserta", **more: Any) -> Question:
        end_transaction(keep=False)
        return ask_question(getattr(cast, by), more.pop("at", room), text=text, form_key=new_id(), **more)

    return make

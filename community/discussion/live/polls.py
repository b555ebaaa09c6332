"""Polls and questions of a room: the piece everyone sees, and what a program is told.

`at` numbers each piece by the moment before it was read: of two pieces the later one is right, whichever came last.
"""

import time
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from flask import render_template

from community.discussion.models import Poll, Question, Room
from community.discussion.queries.polls import OwnVote, ShownPoll, current_in, shown_polls
from community.discussion.queries.questions import (
    IN_ROOM,
    ShownQuestion,
    is_hidden,
    lets_ask_nameless,
    numbers_in,
    questions_in,
    votes_of,
)
from community.discussion.rules.polls import MOST_WORDS, Result
from community.kernel.database import db

NOBODY: Mapping[str, OwnVote] = {}
POLLS, QUESTIONS = "jajak", "tanya"  # the places in the page


def polls_piece(room: Room) -> str:
    """The polls above the talk."""
    return draw_polls(current_in(room.id), moment())


def draw_polls(polls: Sequence[Poll], at: int, mine: Mapping[str, OwnVote] = NOBODY) -> str:
    """These polls; with what one person chose where the page of that person is made."""
    return render_template(
        "discussion/polls/_polls.html", polls=shown_polls(polls), at=at, mine=mine, most_words=MOST_WORDS
    )


def result_piece(poll: Poll) -> str:
    """What came out so far, or how many voted."""
    at = moment()
    (each,) = shown_polls([poll])
    return render_template("discussion/polls/_result.html", each=each, at=at)


def questions_piece(room: Room) -> str:
    """The questions that most want to know."""
    at = moment()
    return draw_questions(room, questions_in(room.id, answered=False, limit=IN_ROOM), at)


def draw_questions(
    room: Room, questions: Sequence[ShownQuestion], at: int, supported: Collection[str] = frozenset()
) -> str:
    """These questions; with those that one person supports where the page of that person is made."""
    waiting, answered = numbers_in(room.id)
    return render_template(
        "discussion/polls/_questions.html",
        room=room,
        questions=questions,
        waiting=waiting,
        answered=answered,
        supported=supported,
        at=at,
    )


def poll_data(room: Room, poll_id: str) -> dict[str, Any]:
    """A poll as a program reads it: nothing that is hidden, nothing of who chose what."""
    poll = db.session.get(Poll, poll_id)
    if poll is None or poll.room_id != room.id or poll.is_prepared:
        return {}
    (each,) = shown_polls([poll])
    return {
        "id": poll.id,
        "pertanyaan": poll.question,
        "jenis": poll.kind,
        "anonim": poll.anonymous,
        "kuis": poll.is_quiz,
        "keadaan": "terbuka" if poll.is_open else "ditutup",
        "pilihan": [{"id": option.id, "teks": option.text} for option in poll.options],
        "skala": poll.scale_most or None,
        **sums_data(each),
    }


def sums_data(each: ShownPoll) -> dict[str, Any]:
    """How many voted, and what came out where that may be seen."""
    return {"suara": each.number, "hasil": _result_data(each.result) if each.result else None}


def question_data(room: Room, about_id: str) -> dict[str, Any]:
    """A question as a program reads it; where the event is about the rule of the room, that."""
    question = db.session.get(Question, about_id)
    if question is None or question.room_id != room.id:
        return {"tanpa_nama": lets_ask_nameless(room.id)}
    if is_hidden(question):
        return {"id": question.id, "keadaan": "disembunyikan"}
    by = {"id": question.guru_id, "nama": question.asker_name} if question.guru_id else None
    return {
        "id": question.id,
        "teks": question.text,
        "oleh": by,
        "dukungan": votes_of(question.id),
        "keadaan": "dijawab" if question.answered_at else "menunggu",
    }


def moment() -> int:
    """The number of a piece that is read from now on: only compared with other such numbers, never shown."""
    return time.time_ns() // 1000  # what a browser's numbers hold


def _result_data(result: Result) -> dict[str, Any]:
    return {
        "satuan": result.unit,
        "kalimat": result.summary,
        "baris": [
            {"id": line.id, "teks": line.label, "jumlah": line.number, "persen": line.share, "benar": line.right}
            for line in result.lines
        ],
    }

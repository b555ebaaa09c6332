"""Polls and questions in the page of a room."""

from flask import render_template

from community.accounts.models import Guru
from community.discussion.forms.polls import QuestionForm
from community.discussion.live.polls import draw_polls, draw_questions, moment
from community.discussion.models import Room
from community.discussion.queries.polls import current_in, number_in, own_votes, prepared_in
from community.discussion.queries.questions import IN_ROOM, lets_ask_nameless, questions_in, supported
from community.discussion.rules.questions import LONGEST_QUESTION
from community.kernel.command import roles
from community.permissions import Do, may


def polls_panel(room: Room, guru: Guru) -> str:
    """The polls that are open, the last result, and for who moderates what is prepared."""
    held = roles(guru, room)
    leads = may(held, Do.MAKE_POLL)
    at = moment()
    polls = current_in(room.id)
    mine = own_votes(guru.id, polls)
    return render_template(
        "discussion/polls/_panel.html",
        room=room,
        piece=draw_polls(polls, at, mine),
        saya={key: {"pilihan": own.choices, "kata": own.words} for key, own in mine.items()},
        votes=may(held, Do.VOTE) and not room.is_over,
        leads=leads,
        prepared=prepared_in(room) if leads else [],
        number=number_in(room.id),
    )


def questions_panel(room: Room, guru: Guru) -> str:
    """The questions that most want to know, and asking one."""
    held = roles(guru, room)
    at = moment()
    questions = questions_in(room.id, answered=False, limit=IN_ROOM)
    mine = supported(guru.id, room.id)
    return render_template(
        "discussion/polls/_questions_panel.html",
        room=room,
        piece=draw_questions(room, questions, at, mine),
        form=QuestionForm(formdata=None),
        asks=may(held, Do.ASK_QUESTION) and not room.is_over,
        nameless=lets_ask_nameless(room.id),
        longest=LONGEST_QUESTION,
        supported=sorted(mine),
    )

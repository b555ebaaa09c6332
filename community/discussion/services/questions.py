"""Questions of a room: asking, wanting to know too, answering, hiding."""

from typing import Any

from sqlalchemy import func, select

from community.discussion.events import SumsMoved, WordsGone
from community.discussion.models import ABOUT_QUESTION, NAMELESS, Question, QuestionVote, Room, RoomRule
from community.discussion.queries.questions import lets_ask_nameless
from community.discussion.refusals import NamelessNotAllowed, QuestionGone, TooManyQuestions
from community.discussion.rules.kinds import QUESTION
from community.discussion.rules.questions import asked_words
from community.discussion.rules.words import key_of
from community.discussion.services.session.speaking import may_rewrite, must_be_open
from community.discussion.services.stream import record
from community.gugus.queries.moderation import hidden
from community.kernel import notices
from community.kernel.clock import now
from community.kernel.command import announce, command
from community.kernel.database import add, db, hold
from community.kernel.errors import Invalid
from community.kernel.forms import one_line
from community.kernel.trail import note
from community.permissions import Do

MOST_OPEN = 300  # that wait for an answer in one room: what a list can still show


@command(Do.ASK_QUESTION)
def ask_question(actor: Any, room: Room, *, text: Any, form_key: str, nameless: bool = False) -> Question:
    """Ask something in a room; `nameless` where the room allows it: then no row says by whom.

    The same form sent twice is one question. Raises RoomOver, RoomLocked, NamelessNotAllowed, TooManyQuestions,
    Invalid at `text`.
    """
    said = asked_words(text)
    named = key_of(form_key)
    hold(room)
    key = f"{room.id}:{'-' if nameless else actor.id}:{named}"
    if found := db.session.scalar(select(Question).where(Question.key == key)):
        return found
    may_rewrite(actor, room)  # a slow room lets one ask: the questions wait in a list of their own
    if nameless and not lets_ask_nameless(room.id):
        raise NamelessNotAllowed(field="nameless")
    waiting = select(func.count(Question.id)).where(
        Question.room_id == room.id, Question.answered_at.is_(None), Question.hidden_at.is_(None)
    )
    if (db.session.scalar(waiting) or 0) >= MOST_OPEN:
        raise TooManyQuestions
    by_id = None if nameless else actor.id
    made = add(Question(room_id=room.id, guru_id=by_id, text=said, at=now(), key=key))
    record(room, QUESTION, made.id, by_id=by_id, at=made.at)
    return made


@command(Do.SUPPORT_QUESTION)
def support_question(actor: Any, question: Question, *, on: bool | None = None) -> bool:
    """Want to know it too, or no more (`on` None: the other way round). Whether the support stands now.

    Raises RoomOver, QuestionGone.
    """
    must_be_open(question.room)
    hold(question)
    _must_stand(question)
    given = db.session.scalar(
        select(QuestionVote).where(QuestionVote.question_id == question.id, QuestionVote.guru_id == actor.id)
    )
    wanted = given is None if on is None else on
    if wanted == (given is not None):
        return wanted
    if given is None:
        add(QuestionVote(question_id=question.id, guru_id=actor.id, at=now()))
    else:
        db.session.delete(given)
        db.session.flush()
    announce(SumsMoved(question.room_id, QUESTION, question.id))
    return wanted


@command(Do.ANSWER_QUESTION)
def answer_question(actor: Any, question: Question, *, on: bool) -> None:
    """Mark a question as answered, or as waiting again; what is so already stays so. Raises QuestionGone."""
    room = hold(question.room)
    hold(question)
    _must_stand(question)
    if on == (question.answered_at is not None):
        return
    question.answered_at, question.answered_by_id = (now(), actor.id) if on else (None, None)
    record(room, QUESTION, question.id, by_id=actor.id)


@command(Do.HIDE_QUESTION)
def hide_question(actor: Any, question: Question, *, reason: str = "") -> None:
    """Take a question away: by who asked it, or by a moderator with a reason, which who asked it reads.

    A second time changes nothing. Raises Invalid at `reason`.
    """
    room = hold(question.room)
    hold(question)
    if question.hidden_at is not None:
        return
    own = question.guru_id == actor.id
    said = str(one_line(reason or ""))
    if not own and len(said) < 4:
        raise Invalid("Tulis alasannya: yang bertanya akan membacanya.", field="reason")
    if len(said) > 300:
        raise Invalid("Terlalu panjang: paling banyak 300 huruf.", field="reason")
    question.hidden_at, question.hidden_by_id, question.hidden_reason = now(), actor.id, said
    record(room, QUESTION, question.id, by_id=actor.id)
    announce(WordsGone(room.id, None))
    if own:
        return
    whose = f"pertanyaan {question.asker_name}" if question.guru_id else "sebuah pertanyaan tanpa nama"
    note(actor, f"menyembunyikan {whose} di ruang “{room.title}”: {said}", gugus=room.gugus_id)
    if question.guru_id:
        notices.tell(
            [question.guru_id],
            f"Pertanyaan Anda di ruang “{room.title}” disembunyikan moderator. Alasan: {said}",
            link=question.link,
            key=f"disembunyikan:{question.id}",
            gugus_id=room.gugus_id,
        )


@command(Do.ALLOW_NAMELESS)
def allow_nameless(actor: Any, room: Room, *, on: bool) -> None:
    """From now on questions may be asked in `room` without a name, or no more. What is so already stays so."""
    hold(room)
    standing = db.session.scalar(
        select(RoomRule).where(RoomRule.room_id == room.id, RoomRule.kind == NAMELESS, RoomRule.ended_at.is_(None))
    )
    if on == (standing is not None):
        return
    if standing is not None:
        standing.ended_at, standing.ended_by_id = now(), actor.id
    rule = standing or add(RoomRule(room_id=room.id, kind=NAMELESS, seconds=0, by_id=actor.id, at=now()))
    record(room, QUESTION, rule.id, by_id=actor.id)


def record_question_ruling(question_id: str) -> None:
    """Part of an act: a question was hidden or shown again after reports, and the room is to see it."""
    question = db.session.get(Question, question_id)
    if question is not None:
        record(hold(question.room), QUESTION, question.id, by_id=None)
        announce(WordsGone(question.room_id, None))


def _must_stand(question: Question) -> None:
    if question.hidden_at is not None or hidden(ABOUT_QUESTION, [question.id]):
        raise QuestionGone

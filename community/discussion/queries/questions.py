"""The questions of a room, reached through the person; and what everyone may see of them."""

from collections.abc import Collection
from typing import Any, NamedTuple

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload, lazyload

from community.accounts.models import Guru
from community.discussion.models import ABOUT_QUESTION, NAMELESS, Question, QuestionVote, Room, RoomRule
from community.discussion.queries.reach import room_of
from community.gugus.models import HIDDEN_WORDS
from community.gugus.queries.hooks import Thing
from community.gugus.queries.moderation import hidden, hidden_ids
from community.kernel.command import roles
from community.kernel.database import db
from community.kernel.errors import NotFound
from community.kernel.reading import prepared
from community.permissions import Role

IN_ROOM = 5
ON_LIST = 300


class ShownQuestion(NamedTuple):
    """A question as it stands now, and how many want to know it too. `hidden`: by a moderator, its author, reports."""

    question: Question
    votes: int
    hidden: bool = False

    @property
    def instead(self) -> str:
        """The sentence in place of its words, where they are gone."""
        if not self.hidden:
            return ""
        reason = self.question.hidden_reason
        if self.question.hidden_at is None:
            return HIDDEN_WORDS
        return f"Disembunyikan moderator. Alasan: {reason}" if reason else "Ditarik oleh yang bertanya."


def question_of(guru: Guru, room_id: str, question_id: str) -> Question:
    """A question of a room that `guru` may read; a hidden one for who asked it and who moderates. Raises NotFound."""
    return question_in(guru, room_of(guru, room_id), question_id)


def question_in(guru: Guru, room: Room, question_id: str) -> Question:
    """As `question_of`, where the room was reached already. Raises NotFound."""
    found = db.session.scalar(
        select(Question)
        .where(Question.id == question_id, Question.room_id == room.id)
        .options(joinedload(Question.guru), lazyload(Question.room))
    )
    if found is None:
        raise NotFound("Pertanyaan ini tidak ada di ruang ini. Muat ulang halamannya.")
    if is_hidden(found) and not roles(guru, found) & {Role.MODERATOR, Role.AUTHOR}:
        raise NotFound("Pertanyaan ini disembunyikan. Muat ulang halamannya.")
    return found


def is_hidden(question: Question) -> bool:
    return question.hidden_at is not None or bool(hidden(ABOUT_QUESTION, [question.id]))


def questions_in(room_id: str, *, answered: bool, limit: int = ON_LIST) -> list[ShownQuestion]:
    """The questions everyone sees, those that most want to know first: one query."""
    query = _counted(room_id).where(Question.hidden_at.is_(None), Question.id.not_in(hidden_ids(ABOUT_QUESTION)))
    query = query.where(Question.answered_at.is_not(None) if answered else Question.answered_at.is_(None))
    return [ShownQuestion(question, number) for question, number in db.session.execute(query.limit(limit))]


def hidden_in(room_id: str) -> list[ShownQuestion]:
    """The questions that are hidden, for who moderates."""
    query = _counted(room_id).where(
        Question.hidden_at.is_not(None) | Question.id.in_(hidden_ids(ABOUT_QUESTION)),
    )
    return [ShownQuestion(question, number, True) for question, number in db.session.execute(query.limit(ON_LIST))]


def numbers_in(room_id: str) -> tuple[int, int]:
    """How many questions wait for an answer, and how many have one."""
    query = select(func.count(Question.id), func.count(Question.answered_at)).where(
        Question.room_id == room_id, Question.hidden_at.is_(None), Question.id.not_in(hidden_ids(ABOUT_QUESTION))
    )
    total, answered = db.session.execute(query).one()
    return total - answered, answered


def supported(guru_id: str, room_id: str) -> set[str]:
    """Which questions of a room a person wants to know too."""
    query = select(QuestionVote.question_id).join(Question, Question.id == QuestionVote.question_id)
    return set(db.session.scalars(query.where(QuestionVote.guru_id == guru_id, Question.room_id == room_id)))


def votes_of(question_id: str) -> int:
    query = select(func.count(QuestionVote.id)).where(QuestionVote.question_id == question_id)
    return db.session.scalar(query) or 0


def lets_ask_nameless(room_id: str) -> bool:
    """Whether questions may be asked in a room without a name."""
    return db.session.scalar(*_nameless(room_id=room_id)) is not None


@prepared
def _nameless(room_id: Any) -> Select[Any]:
    return select(RoomRule.id).where(
        RoomRule.room_id == room_id, RoomRule.kind == NAMELESS, RoomRule.ended_at.is_(None)
    )


def question_to_report(guru: Guru, question_id: str) -> Question:
    """A question as someone reports it: not hidden by a moderator. Raises NotFound."""
    found = db.session.get(Question, question_id)
    if found is None or found.hidden_at is not None:
        raise NotFound
    room_of(guru, found.room_id)
    return found


def described_questions(ids: Collection[str]) -> dict[str, Thing]:
    """Questions as the queue of reports shows them: one query."""
    query = select(Question).where(Question.id.in_(ids)).options(joinedload(Question.guru), joinedload(Question.room))
    return {
        each.id: Thing(
            about_id=each.id,
            gugus_id=each.room.gugus_id,
            author_id=each.guru_id,
            author_name=each.asker_name,
            words="Pertanyaan di ruang diskusi",
            excerpt=each.text[:400],
            link=each.link,
        )
        for each in db.session.scalars(query)
    }


def _counted(room_id: str) -> Select[Any]:
    number = (
        select(func.count(QuestionVote.id)).where(QuestionVote.question_id == Question.id).correlate(Question)
    ).scalar_subquery()
    return (
        select(Question, number)
        .where(Question.room_id == room_id)
        .options(joinedload(Question.guru), lazyload(Question.room))
        .order_by(number.desc(), Question.at, Question.id)
    )

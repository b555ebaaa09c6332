"""What polls and questions leave behind: tables for who runs them, the archive, the export of one's own data."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from community.accounts.models import Guru
from community.discussion.models import Ballot, Poll, Question, QuestionVote, Room, Voter
from community.discussion.queries.archive import Cell, Section, Table
from community.discussion.queries.polls import ShownPoll, ballots_of, polls_in, shown_polls
from community.discussion.queries.questions import ShownQuestion, hidden_in, questions_in
from community.discussion.rules.polls import KINDS, ORDER, WORDS, Result, in_words
from community.kernel.database import db, iso

_HIDDEN = "Hasilnya tidak ditampilkan."


def tables_of(poll: Poll) -> list[Table]:
    """What came out of one poll so far, hidden or not, and with a named one who chose what: for who moderates."""
    (each,) = shown_polls([poll], reveal=True)
    tables = [_result_table(poll, each.result)] if each.result else []
    if not poll.anonymous:
        rows: list[tuple[Cell, ...]] = [
            (ballot.voter_name, ", ".join(in_words(poll.asked, [mark.choice for mark in ballot.marks])), ballot.at)
            for ballot in ballots_of(poll)
        ]
        tables.append(Table(f"Suara: {poll.question}", ("Nama", "Pilihan", "Waktu"), rows))
    return tables


def tables_in(room: Room) -> list[Table]:
    """The results of all polls of a room and its questions, hidden or not: for who moderates."""
    shown = shown_polls(list(reversed(polls_in(room, prepared=False))), reveal=True)
    tables = [_result_table(each.poll, each.result) for each in shown if each.result]
    asked = _asked(room)
    gone = hidden_in(room.id)
    if asked or gone:
        tables.append(_questions_table([*asked, *gone]))
    return tables


def polls_section(room: Room) -> Section | None:
    """For the archive, which everyone reads who reads the room: what was shown, and that there was something else."""
    shown = shown_polls(list(reversed(polls_in(room, prepared=False))))
    if not shown:
        return None
    tables = [_result_table(each.poll, each.result) for each in shown if each.result]
    return Section("jajak", "Jajak pendapat", [_sentence(each) for each in shown], tables)


def questions_section(room: Room) -> Section | None:
    """For the archive: the questions that are not hidden, with how many wanted to know."""
    asked = _asked(room)
    if not asked:
        return None
    waiting = sum(each.question.answered_at is None for each in asked)
    words = f"{len(asked)} pertanyaan diajukan, {len(asked) - waiting} sudah dijawab."
    return Section("tanya", "Pertanyaan", [words], [_questions_table(asked)])


def polls_export(guru: Guru) -> dict[str, Any]:
    """What `guru` chose by name, in which anonymous polls they voted, what they asked by name and supported."""
    ballots = select(Ballot).where(Ballot.guru_id == guru.id).order_by(Ballot.at, Ballot.id)
    ballots = ballots.options(joinedload(Ballot.poll), selectinload(Ballot.marks))
    anonymous = select(Poll.question).join(Voter, Voter.poll_id == Poll.id).where(Voter.guru_id == guru.id)
    asked = select(Question).where(Question.guru_id == guru.id).order_by(Question.at, Question.id)
    supported = select(Question.text, QuestionVote.at).join(Question, Question.id == QuestionVote.question_id)
    supported = supported.where(QuestionVote.guru_id == guru.id).order_by(QuestionVote.at)
    return {
        "suara": [
            {
                "pertanyaan": each.poll.question,
                "pilihan": in_words(each.poll.asked, [mark.choice for mark in each.marks]),
                "waktu": iso(each.at),
            }
            for each in db.session.scalars(ballots)
        ],
        "suara_anonim": [
            {"pertanyaan": question, "pilihan": "tidak disimpan"}
            for question in db.session.scalars(anonymous.order_by(Poll.question, Poll.id))
        ],
        "pertanyaan": [
            {
                "teks": each.text,
                "waktu": iso(each.at),
                "dijawab": iso(each.answered_at),
                "disembunyikan": each.hidden_reason or iso(each.hidden_at),
            }
            for each in db.session.scalars(asked)
        ],
        "dukungan": [{"pertanyaan": text, "waktu": iso(at)} for text, at in db.session.execute(supported)],
    }


def _sentence(each: ShownPoll) -> str:
    poll = each.poll
    said = each.result.summary if each.result else f"{each.number} suara. {_HIDDEN}"
    return f"{poll.question} ({KINDS[poll.kind].lower()}, {'anonim' if poll.anonymous else 'bernama'}): {said}"


def _result_table(poll: Poll, result: Result) -> Table:
    figure = {ORDER: "Angka", WORDS: "Orang"}.get(poll.kind, "Suara")
    head: tuple[str, ...] = ("Pilihan", figure)
    with_share = any(line.share is not None for line in result.lines)
    with_right = any(line.right is not None for line in result.lines)
    head += ("Persen",) * with_share + ("Jawaban",) * with_right

    rows: list[tuple[Cell, ...]] = []
    for line in result.lines:
        row: tuple[Cell, ...] = (line.label, line.number)
        row += (line.share,) * with_share + ("benar" if line.right else "",) * with_right
        rows.append(row)
    return Table(poll.question, head, rows)


def _asked(room: Room) -> list[ShownQuestion]:
    return [*questions_in(room.id, answered=False), *questions_in(room.id, answered=True)]


def _questions_table(asked: list[ShownQuestion]) -> Table:
    rows: list[tuple[Cell, ...]] = [
        (
            each.question.text,
            each.votes,
            each.question.asker_name,
            each.question.at,
            "disembunyikan" if each.hidden else "dijawab" if each.question.answered_at else "menunggu",
        )
        for each in asked
    ]
    return Table("Pertanyaan", ("Pertanyaan", "Dukungan", "Oleh", "Waktu", "Keadaan"), rows)

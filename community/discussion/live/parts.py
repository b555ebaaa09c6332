"""What stands in the page of a room beside its messages, and is drawn anew when an event of its kind comes.

A part is drawn once for everyone who hears the room: nothing personal stands in it, nothing that is still hidden.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from community.discussion.live import polls, session
from community.discussion.models import Room
from community.discussion.rules.kinds import AGENDA, EXHIBIT, HANDS, MODERATORS, NOTICES, POLL, QUESTION, RULES


class Part(NamedTuple):
    """One part: `place` is its name in the page, `draw` gives its HTML now, `data` what a program is told.

    `data` is given the room and the `about_id` of the event.
    """

    place: str
    draw: Callable[[Room], str]
    data: Callable[[Room, str], dict[str, Any]]


# Kind of event (rules/kinds.py, OF_PARTS) -> its part.
PARTS: dict[str, Part] = {
    HANDS: Part("antrean", session.draw_hands, session.tell_hands),
    RULES: Part("aturan", session.draw_rules, session.tell_rules),
    NOTICES: Part("pengumuman", session.draw_notices, session.tell_notices),
    AGENDA: Part("agenda", session.draw_agenda, session.tell_agenda),
    EXHIBIT: Part("bahan", session.draw_exhibit, session.tell_exhibit),
    POLL: Part(polls.POLLS, polls.polls_piece, polls.poll_data),
    QUESTION: Part(polls.QUESTIONS, polls.questions_piece, polls.question_data),
    MODERATORS: Part("moderator", session.draw_moderators, session.tell_moderators),
}

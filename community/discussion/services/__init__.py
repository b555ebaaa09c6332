"""The acts of live discussion: opening rooms, saying, changing, deleting, giving signs, pinning.

A package that adds to the stream of a room (a poll, an announcement) holds the room and calls `record`.
"""

from community.discussion.services.changing import delete_message, edit_message, record_copies, record_ruling
from community.discussion.services.pinning import pin_message
from community.discussion.services.polls import (
    MOST_OPEN,
    close_poll,
    drop_poll,
    edit_poll,
    make_poll,
    open_poll,
    show_poll,
    vote,
)
from community.discussion.services.questions import (
    allow_nameless,
    answer_question,
    ask_question,
    hide_question,
    record_question_ruling,
    support_question,
)
from community.discussion.services.reacting import react
from community.discussion.services.rooms import open_room, start_topic
from community.discussion.services.sending import MOST_FILES, Sent, send_message
from community.discussion.services.session import (
    announce_in_room,
    end_turn,
    give_turn,
    hide_exhibit,
    lock_room,
    move_agenda,
    name_moderator,
    raise_hand,
    set_slow_mode,
    show_exhibit,
    take_down_notice,
    turn_page,
)
from community.discussion.services.stream import record

__all__ = [
    "MOST_FILES",
    "MOST_OPEN",
    "Sent",
    "allow_nameless",
    "announce_in_room",
    "answer_question",
    "ask_question",
    "close_poll",
    "delete_message",
    "drop_poll",
    "edit_message",
    "edit_poll",
    "end_turn",
    "give_turn",
    "hide_exhibit",
    "hide_question",
    "lock_room",
    "make_poll",
    "move_agenda",
    "name_moderator",
    "open_poll",
    "open_room",
    "pin_message",
    "raise_hand",
    "react",
    "record",
    "record_copies",
    "record_question_ruling",
    "record_ruling",
    "send_message",
    "set_slow_mode",
    "show_exhibit",
    "show_poll",
    "start_topic",
    "support_question",
    "take_down_notice",
    "turn_page",
    "vote",
]

"""The acts of a session: turns to speak, rules, announcements, the agenda, what is shown, who moderates."""

from community.discussion.services.session.agenda import move_agenda
from community.discussion.services.session.exhibits import hide_exhibit, show_exhibit, turn_page
from community.discussion.services.session.hands import end_turn, give_turn, raise_hand
from community.discussion.services.session.moderators import name_moderator
from community.discussion.services.session.notices import announce_in_room, take_down_notice
from community.discussion.services.session.ruling import lock_room, set_slow_mode

__all__ = [
    "announce_in_room",
    "end_turn",
    "give_turn",
    "hide_exhibit",
    "lock_room",
    "move_agenda",
    "name_moderator",
    "raise_hand",
    "set_slow_mode",
    "show_exhibit",
    "take_down_notice",
    "turn_page",
]

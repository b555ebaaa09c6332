"""Polls: preparing them, opening, closing and showing them, and voting."""

from community.discussion.services.polls.making import drop_poll, edit_poll, make_poll
from community.discussion.services.polls.running import MOST_OPEN, close_poll, open_poll, show_poll
from community.discussion.services.polls.voting import vote

__all__ = ["MOST_OPEN", "close_poll", "drop_poll", "edit_poll", "make_poll", "open_poll", "show_poll", "vote"]

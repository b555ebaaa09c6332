"""Whether a room is still written in, and whether someone may write in it just now."""

from typing import Any

from community.discussion.models import Room
from community.discussion.queries.session import rules_of, seconds_left
from community.discussion.refusals import RoomLocked, RoomOver, TooSoon
from community.discussion.rules.session import in_words
from community.kernel.command import roles
from community.permissions import Role


def must_be_open(room: Room) -> None:
    """For an act that adds something to a room. Raises RoomOver."""
    if room.is_over:
        raise RoomOver


def may_speak(actor: Any, room: Room) -> None:
    """For an act that holds `room` and adds a message.

    Raises RoomOver; RoomLocked and TooSoon, from which moderators are exempt.
    """
    must_be_open(room)
    rules = rules_of(room.id)
    if not (rules.lock or rules.slow) or Role.MODERATOR in roles(actor, room):
        return
    if rules.lock:
        raise RoomLocked
    if wait := seconds_left(room.id, actor.id, rules.seconds):
        raise TooSoon(wait, in_words(rules.seconds))


def may_rewrite(actor: Any, room: Room) -> None:
    """For an act that changes words that were said. Raises RoomOver, RoomLocked; a slow room lets one mend."""
    must_be_open(room)
    if rules_of(room.id).lock and Role.MODERATOR not in roles(actor, room):
        raise RoomLocked

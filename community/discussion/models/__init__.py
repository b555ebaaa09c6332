"""Rows of live discussion."""

from community.discussion.models.message import EarlierText, Message, Pin, Reaction
from community.discussion.models.room import Room, RoomEvent

ABOUT = "diskusi"  # what files and reports call a message

__all__ = ["ABOUT", "EarlierText", "Message", "Pin", "Reaction", "Room", "RoomEvent"]

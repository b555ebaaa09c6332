"""The acts of live discussion: opening rooms, saying, changing, deleting, giving signs, pinning.

A package that adds to the stream of a room (a poll, an announcement) holds the room and calls `record`.
"""

from community.discussion.services.changing import delete_message, edit_message, record_ruling
from community.discussion.services.pinning import pin_message
from community.discussion.services.reacting import react
from community.discussion.services.rooms import open_room, start_topic
from community.discussion.services.sending import MOST_FILES, Sent, send_message
from community.discussion.services.stream import record

__all__ = [
    "MOST_FILES",
    "Sent",
    "delete_message",
    "edit_message",
    "open_room",
    "pin_message",
    "react",
    "record",
    "record_ruling",
    "send_message",
    "start_topic",
]

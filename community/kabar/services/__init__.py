"""The acts of kabar: saying, answering, changing, withdrawing, reading, pinning."""

from community.kabar.services.changing import edit_post, withdraw_post
from community.kabar.services.erasing import forget_reader
from community.kabar.services.pinning import pin_kabar, unpin_kabar
from community.kabar.services.posting import post_announcement, reply, start_thread
from community.kabar.services.reading import confirm_kabar, read_kabar
from community.kabar.services.writing import MOST_FILES, Sent

__all__ = [
    "MOST_FILES",
    "Sent",
    "confirm_kabar",
    "edit_post",
    "forget_reader",
    "pin_kabar",
    "post_announcement",
    "read_kabar",
    "reply",
    "start_thread",
    "unpin_kabar",
    "withdraw_post",
]

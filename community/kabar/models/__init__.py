"""What a gugus tells itself: announcements and threads, what is said in them, and who has read what."""

from community.kabar.models.kabar import KINDS, Kabar, Pin, Reading
from community.kabar.models.post import ABOUT, ON_PAGE, Edition, Post

__all__ = [
    "ABOUT",
    "KINDS",
    "ON_PAGE",
    "Edition",
    "Kabar",
    "Pin",
    "Post",
    "Reading",
]

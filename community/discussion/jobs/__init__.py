"""Work in the background on rooms."""

from community.discussion.jobs.archives import (
    build_archive,
    give_up_stalled_archives,
    remove_old_archives,
    resume_archives,
)
from community.discussion.jobs.indexing import index_rooms, index_rooms_of, index_rooms_with
from community.discussion.jobs.presence import look_after_presence

__all__ = [
    "build_archive",
    "give_up_stalled_archives",
    "index_rooms",
    "index_rooms_of",
    "index_rooms_with",
    "look_after_presence",
    "remove_old_archives",
    "resume_archives",
]

"""Work in the background on rooms."""

from community.discussion.jobs.archives import build_archive, remove_old_archives, resume_archives
from community.discussion.jobs.indexing import index_rooms

__all__ = ["build_archive", "index_rooms", "remove_old_archives", "resume_archives"]

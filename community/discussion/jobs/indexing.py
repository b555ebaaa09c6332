"""The search reads rooms now and then, not with each message: nobody searches for what was just said."""

from community.discussion.queries.search import changed_stretches, grown_rooms
from community.discussion.services.indexing import index_until
from community.kernel.command import INSTALLATION, SYSTEM
from community.kernel.jobs import every

MINUTES = 2


@every(minutes=MINUTES)
def index_rooms() -> None:
    """What was said or changed in rooms since the last time. Done twice, or cut off, it is the same."""
    for room_id, since, until in grown_rooms():
        stretch_ids = changed_stretches(room_id, since, until)
        index_until(SYSTEM, INSTALLATION, room_id=room_id, n=until, stretch_ids=stretch_ids)

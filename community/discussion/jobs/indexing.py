"""The search reads rooms now and then, not with each message: nobody searches for what was just said.

Who finds what was read follows at once: a job asks which documents are for others than those who read the room now.
"""

from community.discussion.queries.search import changed_parts, grown_rooms, misplaced_parts
from community.discussion.services.indexing import index_until
from community.kernel.command import INSTALLATION, SYSTEM
from community.kernel.jobs import every, job
from community.lokakarya.queries.search import paket_with

MINUTES = 2


@every(minutes=MINUTES)
def index_rooms() -> None:
    """What was said or changed in rooms since the last time. Done twice, or cut off, it is the same."""
    for room_id, since, until in grown_rooms():
        part_ids = changed_parts(room_id, since, until)
        index_until(SYSTEM, INSTALLATION, room_id=room_id, n=until, part_ids=part_ids)


@job
def index_rooms_of(*paket_ids: str) -> None:
    """What was said at these paket is found by who reads it now, under the title it has now."""
    for room_id, part_ids in misplaced_parts(paket_ids):
        index_until(SYSTEM, INSTALLATION, room_id=room_id, n=0, part_ids=part_ids)


@job
def index_rooms_with(*guru_ids: str) -> None:
    """The same of every paket in which these people have a role."""
    index_rooms_of(*paket_with(guru_ids))

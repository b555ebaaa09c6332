"""How far the search has read the rooms."""

from collections.abc import Sequence
from typing import Any

from community.discussion.models import ABOUT, RoomIndexed
from community.kernel.command import command
from community.kernel.database import add, db
from community.kernel.search import reindex
from community.permissions import Do


@command(Do.WRITE_ARCHIVE)
def index_until(actor: Any, subject: Any, *, room_id: str, n: int, part_ids: Sequence[str]) -> None:
    """Have the index read these parts of a room: all that happened in it up to `n` (0: only these parts)."""
    for part_id in part_ids:
        reindex(ABOUT, part_id)
    row = db.session.get(RoomIndexed, room_id)
    if row is None:
        add(RoomIndexed(room_id=room_id, n=n))
    elif row.n < n:
        row.n = n

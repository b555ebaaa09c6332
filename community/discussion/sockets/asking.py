"""What every door of the namespace does: ask who is there, answer with `ok` or a refusal in words."""

from collections.abc import Callable

from community.accounts.current import current_guru
from community.accounts.models import Guru
from community.discussion.live.payload import Payload
from community.discussion.live.roster import roster
from community.discussion.models import Room
from community.discussion.queries import room_of
from community.kernel import answering
from community.kernel.answering import Answer, refused, sid
from community.kernel.database import begin_writing
from community.kernel.pace import Pace

__all__ = ["Answer", "Door", "Handlers", "guarded", "refused", "sid", "writer", "writer_and_room"]

Door = Callable[[Payload], Answer]
Handlers = dict[str, tuple[Door, Pace]]


def guarded(name: str, door: Door, pace: Pace) -> Callable[..., Answer]:
    """A door that always answers: `ok`, or a refusal in words. Who hurries is refused before anything is read."""
    return answering.guarded(name, lambda data: door(Payload(data)), pace, whose=roster.whose)


def writer() -> Guru:
    """Who is there, read once the writing has begun: what was read is still true when it is written."""
    begin_writing()
    return current_guru()


def writer_and_room(data: Payload) -> tuple[Guru, Room]:
    """Who is there, and the room that was named."""
    guru = writer()
    return guru, room_of(guru, data.text("ruang"))

"""Who hears a room in the other processes, as each of them last said it."""

from community.kernel.elsewhere import SAID_EVERY, Elsewhere

__all__ = ["SAID_EVERY", "empty", "forget_silent", "people_in", "said"]

_rooms = Elsewhere()
said, people_in, forget_silent, empty = _rooms.said, _rooms.people_in, _rooms.forget_silent, _rooms.empty

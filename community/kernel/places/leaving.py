"""Who no longer reaches a place stops hearing it; what was heard in a session that has ended, ends with it."""

from collections.abc import Callable, Collection
from typing import Any

from community.kernel.places.seats import Seats
from community.kernel.realtime import socketio


class Leaving:
    """Shows people out of the places of one kind, in this process.

    `reached` says who of some people still reaches a place (`place, way, guru ids`; the way is one that is taken
    there), `still_open` which of some sessions have not ended. `send_away` lets a connection hear a place no more and
    tells it so (`sid, place, way`); `dismiss` does without a word (`sid, place`).
    """

    def __init__(
        self,
        namespace: str,
        here: Seats,
        *,
        reached: Callable[[str, str, Collection[str]], set[str]],
        still_open: Callable[[Collection[str]], set[str]],
        send_away: Callable[[str, str, str], None],
        dismiss: Callable[[str, str], object],
    ) -> None:
        self._namespace, self._here = namespace, here
        self._reached, self._still_open = reached, still_open
        self._send_away, self._dismiss = send_away, dismiss

    def dismiss(self, guru_id: str) -> None:
        """Someone has left something: out of the places here that they no longer reach, on every device."""
        for sid, place, way in self._here.places_of(guru_id):
            if guru_id not in self._reached(place, way, [guru_id]):
                self._send_away(sid, place, way)

    def end_connections(self, guru_id: str) -> None:
        """Sessions of someone have ended: so do the connections here that were made in them."""
        connections = self._here.connections_of(guru_id)
        still_open = self._open_among({sign_in_id for _, sign_in_id in connections})
        for sid, sign_in_id in connections:
            if sign_in_id not in still_open:
                self._hang_up(sid)

    def look(self) -> None:
        """Now and then, where a word may have been lost: one question for each place, one about all sessions."""
        for place, guru_ids in self._here.people().items():
            for way in sorted(self._here.ways_at(place))[:1]:  # none, where the last has gone meanwhile
                for guru_id in guru_ids - self._reached(place, way, guru_ids):
                    self.dismiss(guru_id)
        sessions = self._here.sessions()
        for guru_id in {sessions[each] for each in sessions.keys() - self._open_among(sessions.keys())}:
            self.end_connections(guru_id)

    def _open_among(self, sign_in_ids: Collection[str]) -> set[str]:
        return self._still_open(sign_in_ids) if sign_in_ids else set()

    def _hang_up(self, sid: str) -> None:
        for place in self._here.places_with(sid):
            self._dismiss(sid, place)
        server: Any = socketio.server  # type: ignore[attr-defined]
        server.disconnect(sid, namespace=self._namespace)

"""Who opens a line and never says what for is let go.

Engine.IO keeps whoever answers its pings, signed in or not. Here a connection has a moment to enter a namespace, where
somebody asks who it is; one that has not done so by then is closed.
"""

import threading
import time
from typing import Any

PATIENCE = 10.0  # seconds: a phone on a weak line sends its second message well before
_LOOK = 2.0


class Doorstep:
    """The connections of one Socket.IO server that have entered nothing yet. One thread looks, while there are any."""

    def __init__(self, server: Any, patience: float = PATIENCE) -> None:
        self._server = server
        self._patience = patience
        self._since: dict[str, float] = {}
        self._guard = threading.Lock()
        self._looks = False

    def came(self, eio_sid: str) -> None:
        """A line was opened."""
        with self._guard:
            self._since[eio_sid] = time.monotonic()
            if self._looks:
                return
            self._looks = True
        self._server.start_background_task(self._look)

    def _look(self) -> None:
        while True:
            self._server.sleep(min(_LOOK, self._patience))
            late = time.monotonic() - self._patience
            with self._guard:
                over = [sid for sid, since in self._since.items() if since <= late]
                for sid in over:
                    del self._since[sid]
            for sid in over:
                if not self._is_in(sid):
                    self._server.eio.disconnect(sid)
            with self._guard:
                if not self._since:
                    self._looks = False
                    return

    def _is_in(self, eio_sid: str) -> bool:
        manager = self._server.manager
        return any(manager.sid_from_eio_sid(eio_sid, namespace) for namespace in list(manager.get_namespaces()))


def watch(server: Any, patience: float = PATIENCE) -> None:
    """Let go from now on who enters nothing."""
    doorstep = Doorstep(server, patience)
    greet = server._handle_eio_connect

    def greeted(eio_sid: str, environ: dict[str, Any]) -> Any:
        doorstep.came(eio_sid)
        return greet(eio_sid, environ)

    server.eio.on("connect", greeted)

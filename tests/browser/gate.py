"""What stands between one phone and its room."""

from collections.abc import Callable

from playwright.sync_api import WebSocketRoute

from tests.browser.phone import Phone


class Gate:
    """Stands in the line of one phone and lets what comes from the server through, keeps it, or loses it."""

    def __init__(self, phone: Phone) -> None:
        self.keeps: tuple[str, ...] = ()
        self.loses: tuple[str, ...] = ()
        self.kept: list[str] = []
        self.changes: Callable[[str], str] = lambda message: message
        self.lines = 0  # that were opened
        self._phone: WebSocketRoute | None = None
        phone.page.route_web_socket("**/socket.io/**", self._stand)

    def open(self) -> None:
        assert self._phone is not None
        self.keeps, kept, self.kept = (), self.kept, []
        for each in kept:
            self._phone.send(each)

    def cut(self) -> None:
        assert self._phone is not None
        self._phone.close()

    def _stand(self, phone: WebSocketRoute) -> None:
        self._phone, server = phone, phone.connect_to_server()
        self.lines += 1

        def come(message: str | bytes) -> None:
            said = message if isinstance(message, str) else message.decode()
            if said.startswith(self.loses) and self.loses:
                return
            if said.startswith(self.keeps) and self.keeps:
                self.kept.append(said)
            else:
                phone.send(self.changes(said))

        server.on_message(come)

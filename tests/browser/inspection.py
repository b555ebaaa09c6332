"""What every page keeps to in a real browser: axe finds nothing, nothing sticks out, fingers and thin lines suffice."""

from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import CDPSession

from tests.browser.phone import SMALL, WIDE, Phone
from tests.installation import ROOT

FIRST_VIEW = 60_000  # bytes over the wire (product.md section 5)
FINGER = 44  # CSS pixels
LINE = "[data-part=sambungan]"  # what a live page says of its connection
STANDS = f"{LINE}[data-keadaan=tersambung], {LINE}[data-keadaan=menunggu]"  # the latter: fetched when somebody writes

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
FAULTS = Path(__file__).with_name("faults.js")


@cache
def script(path: Path) -> str:
    return path.read_text()


class Inspector:
    """Opens pages on one phone, with nothing kept from page to page, and lists what is wrong with them."""

    def __init__(self, phone: Phone) -> None:
        self.phone = phone
        self.bytes = 0
        self._under_way: set[str] = set()
        self._line: CDPSession = phone.context.new_cdp_session(phone.page)
        self._line.on("Network.requestWillBeSent", lambda event: self._under_way.add(event["requestId"]))
        self._line.on("Network.loadingFinished", self._arrived)
        self._line.on("Network.loadingFailed", lambda event: self._under_way.discard(event["requestId"]))
        self._line.send("Network.enable")
        self._line.send("Network.setCacheDisabled", {"cacheDisabled": True})

    def look(self, path: str, name: str) -> list[str]:
        """The faults of one page, small and wide, each with where it is."""
        page = self.phone.page
        page.set_viewport_size(SMALL)
        self.bytes = 0
        answer = page.goto(path)
        if page.query_selector(LINE):
            page.wait_for_selector(STANDS)  # by then all that a live page loads by itself has begun to come
        while self._under_way:  # scripts that fetch scripts
            page.evaluate("() => new Promise(requestAnimationFrame)")
        expected = 404 if path.endswith("tidak-ada") else 200
        faults = [] if answer and answer.status == expected else [f"{path}: {answer and answer.status}"]
        if self.bytes > FIRST_VIEW:
            faults.append(f"{path}: first view of {self.bytes} bytes")
        page.evaluate(script(AXE))
        for size, finger in ((SMALL, FINGER), (WIDE, 0)):
            page.set_viewport_size(size)
            self.phone.shoot(f"{name}-{size['width']}")
            faults += [f"{path} at {size['width']} px: {each}" for each in page.evaluate(script(FAULTS), finger)]
        return faults

    def _arrived(self, event: dict[str, Any]) -> None:
        self.bytes += int(event["encodedDataLength"])
        self._under_way.discard(event["requestId"])

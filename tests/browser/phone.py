"""A phone in someone's hand: a window of a real Chromium that a journey reads and touches as a person does."""

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Error, Locator, Page, Response, ViewportSize, expect

SMALL = ViewportSize(width=360, height=740)
WIDE = ViewportSize(width=1280, height=900)
PATIENCE = 20_000  # milliseconds, on a machine that has other work
FRAMES = 2000  # of until(): half a minute and more
SHOTS = os.environ.get("GUGUS_SHOTS", "")
# What a browser writes of a refusal that is itself a page, and of a line that a journey has cut: no fault of ours.
EXPECTED = re.compile(r"Failed to load resource: (the server responded with a status of 4\d\d|net::ERR_INTERNET_)")


class Phone:
    """One device with its own cookies, at the address of one installation."""

    def __init__(
        self, browser: Browser, address: str, *, wide: bool = False, scripts: bool = True, workers: bool = False
    ) -> None:
        """`workers`: with the worker that keeps pages; without, each page comes over the line and is weighed."""
        self.address = address
        self.faults: list[str] = []
        self.context = browser.new_context(
            base_url=address,
            viewport=WIDE if wide else SMALL,
            device_scale_factor=1,
            is_mobile=not wide,
            has_touch=not wide,
            java_script_enabled=scripts,
            service_workers="allow" if workers else "block",
            locale="id-ID",
            timezone_id="Asia/Jakarta",
        )
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(PATIENCE)
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.faults.append(f"{self.page.url}: {error}"))
        self.page.on("response", self._answered)

    def open(self, path: str) -> "Phone":
        self.page.goto(path)
        return self

    @property
    def path(self) -> str:
        return self.page.url.removeprefix(self.address)

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=False).first

    def link(self, name: str) -> Locator:
        return self.page.get_by_role("link", name=name, exact=False).first

    def tap(self, name: str) -> "Phone":
        """Tap the button or link that says so; whatever is folded away is unfolded with `unfold` first."""
        self.button(name).or_(self.link(name)).first.click()
        return self

    def agree(self, name: str) -> "Phone":
        """Tap a button that asks once more, and say yes."""
        self.button(name).click()
        dialog = self.page.get_by_role("dialog")
        dialog.get_by_role("button", name=name).click()
        return self

    def unfold(self, summary: str) -> "Phone":
        self.page.locator("summary", has_text=summary).first.click()
        return self

    def fill(self, **fields: str) -> "Phone":
        """Write into fields by their names, as the labels beside them ask."""
        for name, value in fields.items():
            self.page.locator(f"main [name={name}]").first.fill(value)
        return self

    def choose(self, name: str, label: str) -> "Phone":
        """Choose of a list, or tick the radio button or box with that label."""
        field = self.page.locator(f"main [name={name}]").first
        field.wait_for(state="attached")
        if field.evaluate("each => each.localName") == "select":
            found = field.locator("option", has_text=label).first
            field.select_option(value=found.get_attribute("value"))
        else:
            self.page.locator(f"main label:has(input[name={name}])", has_text=label).first.click()
        return self

    def attach(self, name: str, file: Path | dict[str, Any]) -> "Phone":
        self.page.locator(f"main input[type=file][name={name}]").first.set_input_files(file)  # type: ignore[arg-type]
        return self

    def sees(self, *words: str) -> "Phone":
        """Wait until each of these is to be read on the screen, not folded away."""
        for each in words:
            self.page.get_by_text(each).filter(visible=True).first.wait_for()
        return self

    def does_not_see(self, *words: str) -> "Phone":
        for each in words:
            expect(self.page.get_by_text(each).filter(visible=True)).to_have_count(0)
        return self

    def heading(self, words: str) -> "Phone":
        """Wait for the page whose h1 says so."""
        self.page.get_by_role("heading", level=1, name=words).wait_for()
        return self

    def sign_in(self, login: str, password: str) -> "Phone":
        self.open("/masuk")
        return self.give_password(login, password).leaves("/masuk")

    def give_password(self, login: str, password: str) -> "Phone":
        self.fill(login=login, password=password)
        self.page.locator("main").get_by_role("button", name="Masuk").click()
        return self

    def leaves(self, path: str) -> "Phone":
        self.page.wait_for_url(lambda url: path not in url)
        return self

    def shoot(self, name: str) -> None:
        """Keep a picture of the screen where GUGUS_SHOTS says."""
        if SHOTS:
            Path(SHOTS).mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=Path(SHOTS) / f"{name}.png")

    def close(self) -> None:
        self.context.close()

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not EXPECTED.match(message.text):
            self.faults.append(f"{self.page.url}: {message.text}")

    def _answered(self, response: Response) -> None:
        if response.status >= 500:
            self.faults.append(f"{response.status} {response.request.method} {response.url}")


def until(page: Page, is_so: Callable[[], bool]) -> None:
    """Wait, frame by frame of `page`, for what comes to be elsewhere; not for ever."""
    for _ in range(FRAMES):
        if is_so():
            return
        try:
            page.evaluate("() => new Promise(requestAnimationFrame)")
        except Error as gone:
            if "context was destroyed" not in gone.message:  # another page comes: its frames are as good
                raise
    raise AssertionError("it did not come to be")

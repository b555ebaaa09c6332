"""What the first view of a page weighs over the wire, and what the server weighs in memory.

The sample gugus is served as `make run` serves it. Every page that its people reach by links is fetched; of each kind
of page the heaviest is opened in real Chromium with an empty cache, and everything that arrives is added up: the page,
its stylesheet, scripts, modules and icons, with their headers. The memory is that of a server that has just started
and answered every person a few pages: PSS, which counts what two processes share once, of arbiter and worker.
"""

import gzip
import http.client
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

from flask import Flask
from playwright.sync_api import Browser, sync_playwright
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from bench.figures import line, median, verdict
from bench.installation import environment
from bench.server import Server, serving
from community import create_app
from community.wiring.sample import CAST, PASSWORD
from config import settings
from tests import chromium

PAGE_TARGET = 60.0  # kB
MEMORY_TARGET = 120.0  # MB
SHOWN = 8
PAGES_EACH = 150
OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"]


@dataclass(frozen=True)
class Found:
    """One page: its kind (the rule of its address), who sees it, and how large its HTML is, compressed."""

    rule: str
    path: str
    person: str
    size: int


def main() -> None:
    folder = Path(tempfile.mkdtemp(prefix="gugus-bench-"))
    try:
        env = environment(folder) | {"SAMPLE": "1"}
        with serving(env, "community:serve()") as server:  # makes the sample
            app = create_app(settings(env))
            visitors = {player.part: Visitor(server.port, player.username) for player in CAST}
            visitors["tamu"] = Visitor(server.port, None)
            found = _heaviest(app, visitors)
            _weigh(server, visitors, found)
        with serving(env, "community:serve()") as server:
            _memory(server)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _weigh(server: Server, visitors: dict[str, "Visitor"], found: list[Found]) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.ensure(), args=OPTIONS)
        weights = [(_weight(browser, server.port, visitors[each.person], each.path), each) for each in found]
        browser.close()
    weights.sort(key=lambda pair: -pair[0])
    line("the heaviest first views", "kB", "HTML kB", "seen by")
    for weight, each in weights[:SHOWN]:
        line(each.rule, f"{weight:.1f}", f"{each.size / 1000:.1f}", each.person)
    kilobytes = [weight for weight, _ in weights]
    print(f"    {len(weights)} kinds of pages, half of them below {median(kilobytes):.1f} kB")
    print(f"    the heaviest, kB: {verdict(max(kilobytes), PAGE_TARGET)}", flush=True)


def _weight(browser: Browser, port: int, visitor: "Visitor", path: str) -> float:
    kilobytes, icon = wire(browser, port, visitor.cookies, path)
    return kilobytes + visitor.size_of(icon) / 1000  # headless Chromium asks for no icon


def wire(browser: Browser, port: int, cookies: Mapping[str, str], path: str) -> tuple[float, str]:
    """Kilobytes that arrive when `path` is opened with an empty cache, and the address of its icon."""
    context = browser.new_context(viewport={"width": 360, "height": 640})
    address = f"http://127.0.0.1:{port}"
    context.add_cookies([{"name": name, "value": value, "url": address} for name, value in cookies.items()])
    page = context.new_page()
    arrived: dict[str, float] = {}
    devtools = context.new_cdp_session(page)
    devtools.send("Network.enable")
    devtools.on(
        "Network.loadingFinished", lambda event: arrived.update({event["requestId"]: event["encodedDataLength"]})
    )
    page.goto(address + path, wait_until="load")
    page.wait_for_timeout(300)  # modules that a behaviour asks for
    icon = page.locator("link[rel=icon]").first.get_attribute("href") or "/"
    context.close()
    return sum(arrived.values()) / 1000, icon


def _heaviest(app: Flask, visitors: dict[str, "Visitor"]) -> list[Found]:
    """Of each kind of page the heaviest that one of the visitors reaches."""
    best: dict[str, Found] = {}
    for person, visitor in visitors.items():
        for path, size in visitor.walk():
            rule = _rule(app, path)
            if rule and (rule not in best or size > best[rule].size):
                best[rule] = Found(rule, path, person, size)
    return list(best.values())


def _rule(app: Flask, path: str) -> str:
    try:
        return app.url_map.bind("").match(urlsplit(path).path, return_rule=True)[0].rule
    except (HTTPException, RequestRedirect):
        return ""


def _memory(server: Server) -> None:
    for player in CAST:
        visitor = Visitor(server.port, player.username)
        for path in ("/", "/gugus", "/catatan", "/akun", "/bantuan"):
            visitor.get(path)
    sizes = [_pss(pid) for pid in server.processes()]
    line("memory of the idle server", "arbiter MB", "worker MB", "together")
    line("PSS", *(f"{size:.1f}" for size in sizes), f"{sum(sizes):.1f}")
    print(f"    together, MB: {verdict(sum(sizes), MEMORY_TARGET)}", flush=True)


def _pss(pid: int) -> float:
    found = re.search(r"^Pss:\s+(\d+) kB", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.MULTILINE)
    assert found
    return int(found[1]) * 1024 / 1_000_000


class Visitor:
    """A plain HTTP client that keeps its cookies; signed in as `username`, or nobody."""

    def __init__(self, port: int, username: str | None) -> None:
        self.port = port
        self.cookies: dict[str, str] = {}
        if username:
            _, form = self.get("/masuk")
            token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', form)
            assert token
            fields = {"csrf_token": token[1], "login": username, "password": PASSWORD}
            status, text, _ = self._ask("POST", "/masuk", urlencode(fields))
            assert status == 303, f"{username}: {text}"

    def get(self, path: str) -> tuple[int, str]:
        """Status and text of a page."""
        status, body, _ = self._ask("GET", path)
        return status, body

    def size_of(self, path: str) -> int:
        """Bytes of an answer as it is sent, compressed where it is."""
        return self._ask("GET", path)[2]

    def walk(self) -> Iterator[tuple[str, int]]:
        """Every page that links lead to from the front page, at most PAGES_EACH, with the bytes of its HTML."""
        waiting, seen = ["/", "/masuk", "/gaya"], {"/", "/masuk", "/gaya"}
        asked = 0
        while waiting and asked < PAGES_EACH:
            path = waiting.pop(0)
            status, text, size = self._ask("GET", path)
            asked += 1
            if status == 200 and "<html" in text:
                yield path, size
                links = {each.split("#")[0] for each in re.findall(r'<a [^>]*href="(/[^"]*)"', text)}
                fresh = {each for each in links - seen if not each.startswith(("/static/", "/berkas/"))}
                seen |= fresh
                waiting += sorted(fresh)

    def _ask(self, method: str, path: str, body: str | None = None) -> tuple[int, str, int]:
        headers = {"Accept": "text/html", "Accept-Encoding": "gzip"}
        headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, path.replace("&amp;", "&"), body, headers)
            answer: Any = connection.getresponse()
            content = answer.read()
            for name, value in answer.getheaders():
                if name == "Set-Cookie":
                    key, _, rest = value.partition("=")
                    self.cookies[key] = rest.split(";")[0]
        finally:
            connection.close()
        size = len(content)
        if answer.getheader("Content-Encoding") == "gzip":
            content = gzip.decompress(content)
        return answer.status, content.decode(errors="replace"), size

"""A browser without JavaScript that looks at every page it gets the way a careful reviewer would."""

from typing import Any
from urllib.parse import urljoin, urlsplit
from xml.etree.ElementTree import Element

from flask import Flask
from werkzeug.test import TestResponse

from community.accounts.current import hash_of
from community.accounts.models import Guru, SignIn
from community.kernel.clock import now
from community.kernel.database import add, db, end_transaction
from community.kernel.ids import new_id
from tests.markup import parse

_VOID_TYPES = {"submit", "button", "hidden", "image", "reset"}


class Page:
    """One answer: its text as a person reads it, its forms, its links."""

    def __init__(self, response: TestResponse, path: str) -> None:
        self.response = response
        self.status = response.status_code
        self.path = path
        self.html = response.get_data(as_text=True)
        self.tree: Element = parse(self.html)

    @property
    def text(self) -> str:
        """Everything visible, white space as one space."""
        main = self.tree.find(".//body")
        return " ".join("".join(main.itertext()).split()) if main is not None else ""

    @property
    def title(self) -> str:
        found = self.tree.find(".//title")
        return " ".join((found.text or "").split()) if found is not None else ""

    @property
    def links(self) -> list[str]:
        return [each.get("href", "") for each in self.tree.iter("a")]

    def form(self, action: str | None = None) -> Element:
        """The form whose action ends with `action` (or the only POST form of <main>)."""
        posts = [each for each in self.tree.iter("form") if each.get("method", "").lower() == "post"]
        if action is not None:
            posts = [each for each in posts if (each.get("action") or self.path).endswith(action)]
        if action is None and len(posts) > 1:
            main = self.tree.find(".//main")
            posts = [each for each in (main.iter("form") if main is not None else []) if each in posts]
        assert len(posts) == 1, f"{len(posts)} forms for {action!r} on {self.path}: say which"
        return posts[0]

    def __contains__(self, words: str) -> bool:
        return words in self.text

    def __repr__(self) -> str:
        return f"<{self.status} {self.path}: {self.text[:1500]}>"


class Visitor:
    """A signed-in (or unknown) person at a browser."""

    def __init__(self, app: Flask, person: Guru | None = None) -> None:
        self.app = app
        self.client = app.test_client()
        if person is not None:
            self.sign_in(person)

    def sign_in(self, person: Guru) -> None:
        """Hand the browser the cookie of a device that is signed in."""
        token = new_id() * 3
        end_transaction(keep=False)
        add(SignIn(guru_id=person.id, token_hash=hash_of(token), at=now(), seen_at=now(), how="sandi"))
        end_transaction(keep=True)
        with self.client.session_transaction() as cookie:
            cookie["_user_id"] = token
            cookie["_fresh"] = True

    def visit(self, path: str, *, status: int = 200, follow: bool = True) -> Page:
        """GET a page and inspect it."""
        end_transaction(keep=False)
        response = self._ask("GET", path)
        return self._look(self._follow(response) if follow else response, status)

    def submit(
        self,
        page: Page,
        fields: dict[str, Any] | None = None,
        *,
        action: str | None = None,
        status: int = 200,
    ) -> Page:
        """Fill in a form of `page` as a person does and send it; redirects are followed.

        `fields` is laid over what the form already holds; None unchecks. Files: (stream, name).
        """
        form = page.form(action)
        data = filled(form)
        for name, value in (fields or {}).items():
            if value is None:
                data.pop(name, None)
            else:
                data[name] = value
        return self.post(urljoin(page.path, form.get("action") or page.path), data, status=status)

    def post(self, path: str, data: dict[str, Any], *, status: int = 200) -> Page:
        """POST as given: without the token of a form this is refused."""
        end_transaction(keep=False)
        return self._look(self._follow(self._ask("POST", path, data=data)), status)

    def _ask(self, method: str, path: str, **kw: Any) -> TestResponse:
        """One request in a context of its own: what it keeps in `g` (who came, the form's token) stays with
        it.
        """
        with self.app.app_context():
            return self.client.open(path, method=method, headers={"Accept": "text/html"}, **kw)

    def _follow(self, response: TestResponse) -> TestResponse:
        for _ in range(10):
            if response.status_code not in (301, 302, 303):
                break
            response = self._ask("GET", urljoin(response.request.path, response.headers["Location"]))
        return response

    def _look(self, response: TestResponse, status: int) -> Page:
        db.session.expire_all()
        end_transaction(keep=False)
        parts = urlsplit(response.request.full_path.rstrip("?"))
        page = Page(response, parts.path + (f"?{parts.query}" if parts.query else ""))
        assert page.status == status, f"{page.status} instead of {status}: {page!r}"
        if response.mimetype == "text/html" and "<html" in page.html:
            inspect(page)
        return page


def filled(form: Element) -> dict[str, Any]:
    """What a browser would send of an untouched form."""
    data: dict[str, Any] = {}
    for each in form.iter():
        name = each.get("name")
        if not name or each.get("disabled") is not None:
            continue
        if each.tag == "input":
            kind = each.get("type", "text")
            if kind in {"checkbox", "radio"}:
                if each.get("checked") is not None:
                    value = each.get("value", "on")
                    before = data.get(name, [])
                    data[name] = [*(before if isinstance(before, list) else [before]), value] if before else value
            elif kind not in {"submit", "button", "file", "image"}:
                data[name] = each.get("value", "")
        elif each.tag == "textarea":
            data[name] = (each.text or "").removeprefix("\n")
        elif each.tag == "select":
            options = list(each.iter("option"))
            chosen = [o for o in options if o.get("selected") is not None] or options[:1]
            if chosen:
                data[name] = chosen[0].get("value", chosen[0].text or "")
    return data


def inspect(page: Page) -> None:
    """What every page keeps to: language, one h1 that begins the title, labels, unique ids, no inline code,
    CSRF.
    """
    tree, where = page.tree, page.path
    root = tree if tree.tag == "html" else tree.find("html")
    assert root is not None and root.get("lang") == "id", f"{where}: lang"
    headings = list(tree.iter("h1"))
    assert len(headings) == 1, f"{where}: {len(headings)} h1"
    heading = " ".join("".join(headings[0].itertext()).split())
    assert heading and page.title.startswith(heading), f"{where}: title {page.title!r} does not begin with {heading!r}"
    ids = [each.get("id") for each in tree.iter() if each.get("id")]
    twice = {each for each in ids if ids.count(each) > 1}
    assert not twice, f"{where}: ids used twice {twice}"
    labelled = {each.get("for") for each in tree.iter("label")}
    wrapped = {id(inner) for label in tree.iter("label") for inner in label.iter()}
    for each in tree.iter():
        assert each.get("style") is None, f"{where}: inline style"
        assert not [a for a in each.attrib if a.startswith("on")], f"{where}: inline handler"
        if each.tag == "script":
            assert each.get("src"), f"{where}: inline script"
        if each.tag == "style":
            raise AssertionError(f"{where}: style element")
        if each.tag in {"input", "select", "textarea"} and each.get("type", "text") not in _VOID_TYPES:
            named = each.get("id") in labelled or id(each) in wrapped or each.get("aria-label")
            assert named or each.get("aria-labelledby"), f"{where}: {each.get('name')} has no label"
        if each.tag == "img":
            assert each.get("alt") is not None, f"{where}: img without alt"
        if each.tag == "form" and each.get("method", "get").lower() == "post":
            assert any(i.get("name") == "csrf_token" for i in each.iter("input")), f"{where}: form without CSRF"
        if each.tag in {"button", "a"}:
            words = "".join(each.itertext()).strip() or each.get("aria-label") or each.get("title")
            assert words, f"{where}: {each.tag} without words"

"""Every door is public by name in one short list, or asks who is there; every writing door goes through an act."""

import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from types import FunctionType

import pytest
from flask import Flask

import community
from community.permissions import Do

# Whoever comes by: signing in and what leads there, joining by invitation, the handbook, health, links to files.
PUBLIC = {
    "accounts.sign_in",
    "accounts.register",
    "accounts.forgotten",
    "accounts.code",
    "accounts.use_code",
    "accounts.use_code_now",
    "gugus.invitation",
    "beranda.front",
    "beranda.own_feed",  # its address is the key
    "beranda.public_feed",
    "bantuan.index",
    "bantuan.permissions",
    "discussion.protocol",
    "health.show",
    "search.show",
    # a public materi, its files, and its card where it is shared
    "materials.material",
    "materials.version",
    "materials.difference",
    "materials.oembed",
    "files.show",
    "files.light",
    "files.preview",
    "files.link",
    "files.linked",
    # the end of the letters, by a link of ours; what a browser needs to work without a line
    "accounts.ask_stop_letters",
    "accounts.stop_letters",
    "offline.worker",
    "offline.page",
    "offline.manifest",
}
# A mail program posts here, without any form (RFC 8058): the address itself is signed.
WITHOUT_TOKEN = {"accounts.stop_letters"}
_IDS = {"slug": "kkg-banjarwangi", "number": "1", "before": "1", "after": "2"}


def _doors(app: Flask) -> Iterator[tuple[str, str, set[str]]]:
    for rule in app.url_map.iter_rules():
        values = {name: _IDS.get(name, "tidakada22") for name in rule.arguments}
        with app.test_request_context():
            path = app.url_map.bind("localhost").build(rule.endpoint, values)
        yield rule.endpoint, path, (rule.methods or set()) - {"HEAD", "OPTIONS"}


def test_a_stranger_is_led_to_the_sign_in_at_every_door_that_is_not_public(app: Flask) -> None:
    app.config["WTF_CSRF_ENABLED"] = False  # the token is another door; here only who is asked for
    open_doors = []
    try:
        client = app.test_client()
        for endpoint, path, methods in _doors(app):
            if endpoint in PUBLIC:
                continue
            for method in methods:
                answer = client.open(path, method=method, headers={"Accept": "text/html"})
                led = answer.status_code == 303 and answer.location.startswith("/masuk")
                if not led and answer.status_code != 404:
                    open_doors.append((endpoint, method, answer.status_code))
    finally:
        app.config["WTF_CSRF_ENABLED"] = True
    assert not open_doors


def test_the_list_of_public_doors_names_only_doors_that_exist(app: Flask) -> None:
    assert {rule.endpoint for rule in app.url_map.iter_rules()} >= PUBLIC


def test_a_form_without_its_token_is_refused_everywhere(app: Flask) -> None:
    client = app.test_client()
    unguarded = []
    for endpoint, path, methods in _doors(app):
        for method in methods - {"GET"} if endpoint not in WITHOUT_TOKEN else ():
            answer = client.open(path, method=method, headers={"Accept": "text/html"})
            if answer.status_code != 400:
                unguarded.append((endpoint, method, answer.status_code))
    assert not unguarded


def _modules(*names: str) -> Iterator[object]:
    for found in pkgutil.walk_packages(community.__path__, "community."):
        if any(f".{name}" in found.name for name in names):
            yield importlib.import_module(found.name)


def test_every_act_of_the_table_is_one_function() -> None:
    acts: dict[Do, set[str]] = {}
    for module in _modules("services"):
        for value in vars(module).values():
            if isinstance(value, FunctionType) and hasattr(value, "do"):
                acts.setdefault(value.do, set()).add(f"{value.__module__}.{value.__name__}")
    assert set(Do) == set(acts), f"without a function: {set(Do) - set(acts)}"


def test_a_public_function_that_writes_is_an_act() -> None:
    """What adds, tells or announces in a services module is an act, or private to one."""
    loose = []
    for module in _modules("services"):
        for name, value in vars(module).items():
            if not isinstance(value, FunctionType) or name.startswith("_") or hasattr(value, "do"):
                continue
            if value.__module__ != module.__name__:
                continue
            source = inspect.getsource(value)
            if re.search(r"\b(add|add_all|announce|note|tell)\(", source) and "Part of an act" not in source:
                loose.append(f"{module.__name__}.{name}")
    assert not loose, "make it an act, or say 'Part of an act' in its docstring"


@pytest.mark.parametrize("word", ["commit()"])
def test_nobody_but_the_kernel_commits(word: str) -> None:
    from config import ROOT

    found = [
        str(path.relative_to(ROOT))
        for path in (ROOT / "community").rglob("*.py")
        if word in path.read_text() and "kernel" not in path.parts
    ]
    assert found == []

"""Forty questions as teachers ask them, and what they must find: the same first ten on both databases."""

import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime, time
from pathlib import Path

import pytest
from flask import Flask

from community.kernel.clock import told
from community.kernel.search import Document, find
from tests.kernel.shelf import Shelf, shelf

TABLE = tomllib.loads(Path(__file__).with_name("search_questions.toml").read_text(encoding="utf-8"))


@pytest.fixture
def library(app: Flask) -> Iterator[Shelf]:
    with shelf() as made, told(datetime(2026, 11, 21, 3, tzinfo=UTC)):
        for each in TABLE["document"]:
            made.documents[each["id"]] = [_document(each)]
            made.index(each["id"])
        yield made


def _document(each: dict) -> Document:  # type: ignore[type-arg]
    at = datetime.combine(each["at"], time(3), UTC)
    facets = each.get("facets", {})
    return Document(each["kind"], each["id"], "publik", each["title"], each["text"], f"/{each['id']}", at, facets)


def test_there_are_forty_questions() -> None:
    assert len(TABLE["question"]) >= 40


def test_every_question_finds_what_it_must_in_this_order(library: Shelf) -> None:
    wrong = {}
    for asked in TABLE["question"]:
        found = find(None, asked["words"])
        there = ([each.about_id for each in found.results], found.shown_for, found.partly)
        wanted = (asked["finds"], asked.get("shown_for", ""), asked.get("partly", False))
        if there != wanted:
            wrong[asked["words"]] = (there, wanted)
    assert not wrong


def test_the_order_in_which_they_were_indexed_plays_no_part(library: Shelf) -> None:
    before = [[each.about_id for each in find(None, asked["words"]).results] for asked in TABLE["question"]]
    for about_id in reversed(list(library.documents)):
        document = library.documents[about_id]
        library.take(about_id)
        library.documents[about_id] = document
        library.index(about_id)
    assert [[each.about_id for each in find(None, asked["words"]).results] for asked in TABLE["question"]] == before

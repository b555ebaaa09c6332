"""Every page is opened in a real browser and inspected there (tests/browser/test_every_page.py), or it says why not."""

import re

from flask import Flask
from werkzeug.exceptions import NotFound

from tests.browser.test_every_page import PAGES

# No page: files, pictures, feeds, calendars, scripts, what a program asks.
NO_PAGE = {
    "beranda.own_feed",
    "beranda.public_feed",
    "files.light",
    "files.linked",
    "files.preview",
    "files.show",
    "gugus.errors",
    "gugus.mentions",
    "health.show",
    "lokakarya.pertemuan_ics",
    "materials.download_pack",
    "materials.oembed",
    "observations.key",
    "observations.print_pdf",
    "offline.manifest",
    "offline.worker",
}
# Pages that need what the sample does not hold; a journey or a test of its own looks at them.
ELSEWHERE = {
    "accounts.ask_stop_letters",
    "accounts.register",
    "accounts.use_code",
    "files.link",
    "files.make_link",
    "gugus.show_invitation",
    "kabar.history",
    "lokakarya.reopening",
    "materials.beside",
    "materials.pack",
    "materials.withdraw_ratification",
    "observations.edit_instrument",
    "observations.lesson",
    "style.guide",
}
# These have journeys of their own: tests/browser/test_discussion.py, test_notulen.py and their neighbours.
OWN_JOURNEYS = ("discussion.", "notulen.")


def _looked_at(app: Flask) -> set[str]:
    doors = app.url_map.bind("localhost")
    found = set()
    for path in " ".join(PAGES.values()).split():
        plain = re.sub(r"\{\w+\}", "x1", path.partition("?")[0].replace("{gugus}", "/gugus/x"))
        try:
            found.add(doors.match(plain)[0])
        except NotFound as error:
            raise AssertionError(f"{path} leads nowhere") from error
    return found


def test_every_page_is_looked_at_in_a_browser(app: Flask) -> None:
    doors = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())}
    pages = {each for each in doors if not each.startswith(OWN_JOURNEYS)} - NO_PAGE - ELSEWHERE
    assert pages - _looked_at(app) == set()


def test_the_exceptions_are_doors_that_nobody_looks_at(app: Flask) -> None:
    doors = {rule.endpoint for rule in app.url_map.iter_rules()}
    assert (NO_PAGE | ELSEWHERE) - doors == set() and (NO_PAGE | ELSEWHERE) & _looked_at(app) == set()

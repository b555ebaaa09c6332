"""The style guide shows every component there is, so that whoever writes a page finds it."""

from collections.abc import Callable
from pathlib import Path

from flask import Flask

from tests.people import Cast
from tests.visitor import Page, Visitor

Visiting = Callable[..., Visitor]


def gallery(visitor: Visiting, cast: Cast) -> Page:
    return visitor(cast.ketua).visit("/gaya")


def test_every_component_is_shown(app: Flask) -> None:
    templates = Path(app.root_path, app.template_folder or "").resolve()
    page = (templates / "gaya" / "page.html").read_text()
    there = {each.name for each in (templates / "components").glob("*.html")}
    assert not {name for name in there if f"components/{name}" not in page}


def test_a_file_says_its_size_and_offers_the_light_copy_first(visitor: Visiting, cast: Cast) -> None:
    page = gallery(visitor, cast)
    (modul, table, film) = [each for each in page.tree.iter("li") if each.find("div[@class='file']") is not None]
    ways = ["".join(each.itertext()).split("(")[0].strip() for each in modul.iter("a")]
    assert ways == ["Versi ringan", "Asli", "Buat tautan untuk Modul ajar pecahan kelas 4.pdf"]
    assert "3,1 MB" in "".join(modul.itertext()) and "18 kB" in "".join(table.itertext())
    assert film.find(".//video") is not None
    assert "Hampir penuh" not in page

"""/cari: one question over everything one may see, whatever package keeps it."""

from dataclasses import dataclass, field
from typing import Any

from flask import Blueprint, render_template, request, url_for
from sqlalchemy import select

from community.accounts.current import guru_or_none
from community.gugus.models import Gugus
from community.kernel.database import db
from community.kernel.indonesian import angka
from community.kernel.search import Found, find
from community.kernel.search.words import question
from community.wiring.found import FOUND

search = Blueprint("search", __name__)

LONGEST = 200  # signs of a question; a longer one is cut, which the field says by ending there
LAST = 50  # page: 500 results of ten
SHOWN = 8  # values of a facet
# Facets in the order of the page: address and heading.
FACETS = {
    "jenis": "Jenis",
    "mapel": "Mata pelajaran",
    "fase": "Fase",
    "kelas": "Kelas",
    "jenjang": "Jenjang",
    "status": "Status",
    "lisensi": "Lisensi",
}


@dataclass(frozen=True)
class Question:
    """What the address asks for."""

    words: str
    kind: str
    facets: dict[str, str] = field(default_factory=dict)
    page: int = 1

    def address(self, **other: Any) -> str:
        """The address of this question with `other` in place of what it asks; its first page."""
        return url_for("search.show", **{"q": self.words or None, "dalam": self.kind or None, **self.facets} | other)


@search.get("/cari", endpoint="show")
def show() -> str:
    """What the person at the door, or a stranger, may see of it; without words what is newest."""
    asked = _asked()
    guru = guru_or_none()
    found = find(guru, asked.words, kind=asked.kind, facets=asked.facets, page=asked.page)
    return render_template(
        "search/page.html",
        guru=guru,
        asked=asked,
        found=found,
        empty_words=bool(asked.words) and not question(asked.words),
        kinds=FOUND,
        parts=_parts(asked, found),
        facets=_facets(asked, found),
        names=_names({each.gugus_id for each in found.results if each.gugus_id}),
        last=LAST,
    )


def _asked() -> Question:
    given = request.args
    words = " ".join(given.get("q", "").split())[:LONGEST]
    kind = given.get("dalam", "") if given.get("dalam") in FOUND else ""
    page = given.get("hal", "")
    number = int(page) if page.isascii() and page.isdigit() and len(page) < 6 else 1
    facets = {name: value for name in FACETS if (value := given.get(name, "")[:LONGEST])}
    return Question(words, kind, facets, min(max(number, 1), LAST))


def _parts(asked: Question, found: Found) -> list[dict[str, Any]]:
    """Everything, and each kind that has some; with its number where all were counted."""
    there = [kind for kind in FOUND if found.kinds_capped or found.kinds.get(kind) or kind == asked.kind]
    every = {"label": "Semua", "href": url_for("search.show", q=asked.words or None), "current": not asked.kind}
    numbers = {} if found.kinds_capped else found.kinds
    return [
        every,
        *(
            {
                "label": FOUND[kind].word + (f" ({angka(numbers[kind])})" if numbers.get(kind) else ""),
                "href": url_for("search.show", q=asked.words or None, dalam=kind),
                "current": kind == asked.kind,
            }
            for kind in there
        ),
    ]


def _facets(asked: Question, found: Found) -> list[tuple[str, list[tuple[str, int, str]]]]:
    """What may be narrowed by: (heading, [(value, number, address)]); what tells nothing apart is left out."""
    shown = []
    for name, heading in FACETS.items():
        values = found.facets.get(name, {})
        if name not in asked.facets and len(values) > 1:
            links = [(value, number, asked.address(**{name: value})) for value, number in values.items()]
            shown.append((heading, links[:SHOWN]))
    return shown


def _names(gugus_ids: set[str]) -> dict[str, str]:
    if not gugus_ids:
        return {}
    rows = db.session.execute(select(Gugus.id, Gugus.name).where(Gugus.id.in_(gugus_ids)))
    return {row.id: row.name for row in rows}

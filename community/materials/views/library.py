"""The library: what one may read, one's own, that of a gugus."""

from collections.abc import Collection
from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from community.accounts.current import current_guru
from community.gugus.queries import gugus_of, my_gugus
from community.kernel.command import allowed
from community.kernel.search import Found, find
from community.materials.models import FASE, KINDS, STATES
from community.materials.queries import PAGE, Line, gugus_materials, listed, my_materials, newest_materials
from community.materials.queries.uses import use_counts
from community.materials.rules.licences import LICENCES
from community.materials.views import blueprint
from community.permissions import Do

# facets of a search, in the order of the form: address and label at once
FACETS = {
    "jenis": "Jenis",
    "fase": "Fase",
    "kelas": "Kelas",
    "mapel": "Mata pelajaran",
    "lisensi": "Lisensi",
    "status": "Status",
}
# facets whose values are known beforehand
CLOSED: dict[str, Collection[str]] = {
    "jenis": KINDS.values(),
    "fase": FASE.values(),
    "lisensi": [each.name for each in LICENCES.values()],
    "status": STATES.values(),
}
LAST_PAGE = 500
LONGEST_QUERY = 200


@blueprint.get("/materi", endpoint="library")
def show_library() -> str:
    """What one may read, newest first; once words or facets are asked for, what a search finds."""
    guru = current_guru()
    words = " ".join(request.args.get("q", "").split())[:LONGEST_QUERY]
    chosen = {name: value for name in FACETS if (value := request.args.get(name, "")[:LONGEST_QUERY])}
    number = page_number()
    if not words and not chosen and "saring" not in request.args:
        page = newest_materials(guru, number)
        return render_template(
            "materials/newest.html", rows=page.rows, more=page.more, number=number, uses=_used(page.rows)
        )
    found = find(guru, words, kind="materi", facets=chosen, page=number, size=PAGE, kinds_too=False)
    rows = listed(guru, [each.about_id for each in found.results])
    return render_template(
        "materials/library.html",
        words=words,
        chosen=chosen,
        options=[(name, label, _options(found, name, chosen.get(name))) for name, label in FACETS.items()],
        found=found,
        # what a listener has not taken out of the index yet is left out here
        uses=use_counts(rows),
        results=[(each, rows[each.about_id]) for each in found.results if each.about_id in rows],
        number=number,
        more=found.more and number < LAST_PAGE,
        address=lambda page: _address(words, chosen, page),
    )


@blueprint.get("/materi/saya", endpoint="mine")
def show_mine() -> str:
    """What one wrote, drafts too."""
    guru, number = current_guru(), page_number()
    page = my_materials(guru, number)
    return render_template("materials/mine.html", rows=page.rows, more=page.more, number=number, uses=_used(page.rows))


@blueprint.get("/gugus/<slug>/materi", endpoint="of_gugus")
def show_of_gugus(slug: str) -> ResponseReturnValue:
    """The materi of one gugus."""
    guru, number = current_guru(), page_number()
    gugus = gugus_of(guru, slug)
    page = gugus_materials(guru, gugus, number)
    can_write = allowed(guru, Do.WRITE_MATERIAL, gugus)
    return render_template(
        "materials/of_gugus.html",
        gugus=gugus,
        rows=page.rows,
        uses=_used(page.rows),
        more=page.more,
        number=number,
        can_write=can_write,
    )


@blueprint.get("/materi/baru", endpoint="new")
def choose_gugus() -> ResponseReturnValue:
    """For which gugus one writes."""
    return render_template("materials/choose_gugus.html", gugus=my_gugus(current_guru()))


def page_number() -> int:
    """The page asked for: 1 where it makes no sense."""
    raw = request.args.get("halaman", "1")
    return min(max(int(raw), 1), LAST_PAGE) if raw.isascii() and raw.isdigit() and len(raw) < 6 else 1


def _used(rows: list[Line]) -> dict[str, int]:
    """How often each was used in class."""
    return use_counts([each.id for each in rows])


def _options(found: Found, facet: str, chosen: str | None) -> list[tuple[str, str]]:
    """(value, label with its number), most first; what is chosen stays, even if nothing is left of it.

    Where more was found than was counted, the closed lists whole, and no numbers.
    """
    values = dict(found.facets.get(facet, {}))
    others = CLOSED.get(facet, ()) if found.capped else ()
    for each in (*others, *([chosen] if chosen else [])):
        values.setdefault(each, 0)
    most_first = sorted(values.items(), key=lambda each: (-each[1], each[0]))
    return [(value, value if found.capped else f"{value} ({count})") for value, count in most_first]


def _address(words: str, chosen: dict[str, str], page: int) -> str:
    values: dict[str, Any] = {"q": words or None, "saring": None if words or chosen else 1, **chosen}
    return url_for("materials.library", **values, halaman=page if page > 1 else None)

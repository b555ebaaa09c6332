"""What the doors of gugus share."""

from typing import Any

from flask import render_template, request, url_for

from community.accounts.current import current_guru
from community.accounts.models import Guru
from community.gugus.models import Gugus
from community.gugus.queries import gugus_of
from community.gugus.queries.hooks import PARTS
from community.kernel.command import authorize, roles
from community.permissions import PENGURUS, Do, Role, may

PAGE = 100


def reach(slug: str, do: Do | None = None) -> tuple[Guru, Gugus]:
    """Who is there, and the gugus they reach. Raises NotSignedIn, NotFound, and NotAllowed where `do` is theirs not."""
    guru = current_guru()
    gugus = gugus_of(guru, slug)
    if do is not None:
        authorize(guru, do, gugus)
    return guru, gugus


def page(template: str, guru: Guru, gugus: Gugus, section: str, **context: Any) -> str:
    """A page below a gugus, with the way to its other parts."""
    held = roles(guru, gugus)
    return render_template(
        f"gugus/{template}.html",
        gugus=gugus,
        guru=guru,
        parts=_parts(gugus, held, section),
        leads=bool(held & {*PENGURUS, Role.OPERATOR}),
        can=lambda name: may(held, Do[name]),
        **context,
    )


def searching() -> bool:
    """Whether the button beside the search was pressed rather than the one that saves."""
    return request.form.get("langkah") == "cari"


def page_number() -> int:
    """Which page of a list, from 1."""
    return min(max(request.args.get("hal", 1, type=int), 1), 10_000)


def _parts(gugus: Gugus, held: set[Role], section: str) -> list[dict[str, Any]]:
    parts = [
        ("anggota", "Anggota", ".anggota", None),
        ("pengurus", "Pengurus", ".pengurus", None),
        ("undangan", "Undangan", ".invitations", Do.INVITE),
        ("sekolah", "Sekolah", ".schools", None),
        ("laporan", "Laporan", ".reports", Do.RULE),
        ("jejak", "Jejak", ".trail", None),
    ]
    home = url_for(".show", slug=gugus.slug)
    first = [{"label": "Ringkasan", "href": home, "current": section == "ringkasan"}]
    first += [{"label": part.label, "href": home + part.path} for part in PARTS if part.for_whom(held)]
    return first + [
        {"label": label, "href": url_for(endpoint, slug=gugus.slug), "current": key == section}
        for key, label, endpoint, do in parts
        if do is None or may(held, do)
    ]

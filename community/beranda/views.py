"""The doors of the front page, and of the feed of a gugus: what many packages contribute to."""

from collections.abc import Sequence

from flask import Blueprint, Response, render_template, request

from community.accounts.current import guru_or_none
from community.beranda.queries import news_of
from community.gugus.models import Gugus
from community.gugus.queries.feeds import feed_reader, public_gugus
from community.kernel import atom
from community.kernel.clock import now
from community.kernel.errors import NotFound
from community.kernel.notices import unread
from community.kernel.web import public_url

blueprint = Blueprint("beranda", __name__)

SHOWN = 5  # notices; the rest is one tap away
_GREETINGS = ((11, "Selamat pagi"), (15, "Selamat siang"), (18, "Selamat sore"), (24, "Selamat malam"))


@blueprint.get("/")
def front() -> str:
    """What comes next and what waits; for a stranger, what this is."""
    guru = guru_or_none()
    if guru is None:
        return render_template("beranda/signed_out.html")
    zone = guru.sekolah.kecamatan.zone if guru.sekolah else None
    notices = unread(guru.id, limit=SHOWN + 1)
    return render_template(
        "beranda/page.html", guru=guru, notices=notices[:SHOWN], more=len(notices) > SHOWN, zone=zone, now=now()
    )


@blueprint.app_template_global()
def greeting(hour: int) -> str:
    """Selamat pagi, siang, sore or malam, by the hour of the day."""
    return next(words for until, words in _GREETINGS if hour < until)


@blueprint.get("/gugus/<slug>/umpan/<token>.atom")
def own_feed(slug: str, token: str) -> Response:
    """The news of a gugus for the member whose address this is; the address is the key."""
    guru, gugus = feed_reader(slug, token)
    response = _feed(gugus, news_of(guru, gugus), f"/gugus/{slug}/umpan/{token}.atom")
    response.headers["Cache-Control"] = "private, no-cache"  # asked for again each time: it ends with the membership
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@blueprint.get("/gugus/<slug>/umpan.atom")
def public_feed(slug: str) -> Response:
    """What a gugus has made public, for everyone; not there while nothing is."""
    gugus = public_gugus(slug)
    entries = news_of(None, gugus)
    if not entries:
        raise NotFound
    response = _feed(gugus, entries, f"/gugus/{slug}/umpan.atom")
    response.headers["Cache-Control"] = "public, max-age=300"
    return response


def _feed(gugus: Gugus, entries: Sequence[atom.Entry], own: str) -> Response:
    """The document, or "unchanged" for who has it."""
    page = f"/gugus/{gugus.slug}"
    body = atom.feed(gugus.name, feed_id=gugus.id, site=public_url(""), own=own, page=page, entries=entries)
    response = Response(body, content_type=f"{atom.MIME}; charset=utf-8")
    response.add_etag()
    if entries:
        response.last_modified = atom.newest(entries)
    response.make_conditional(request)
    return response

"""/gugus/<slug>/umpan: one's own address for a news reader. What it answers is composed above (beranda)."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from community.gugus import services
from community.gugus.queries.feeds import feed_of
from community.gugus.views import blueprint
from community.gugus.views.common import page, reach
from community.kernel.errors import NotFound
from community.kernel.web import public_url
from community.permissions import Do


@blueprint.route("/gugus/<slug>/umpan", methods=["GET", "POST"])
def feed(slug: str) -> ResponseReturnValue:
    """Whether there is an address, and (POST) a new one, shown this once."""
    guru, gugus = reach(slug, Do.MAKE_FEED)
    address = ""
    if request.method == "POST":
        token = services.make_feed(guru, gugus)
        address = public_url(f"/gugus/{slug}/umpan/{token}.atom")
        guru, gugus = reach(slug)
    return page("feed", guru, gugus, "ringkasan", address=address, feed=feed_of(guru, gugus)), 200


@blueprint.post("/gugus/<slug>/umpan/cabut")
def revoke_feed(slug: str) -> ResponseReturnValue:
    """The address stops working."""
    guru, gugus = reach(slug)
    found = feed_of(guru, gugus)
    if found is None:
        raise NotFound
    services.revoke_feed(guru, found)
    flash("Alamat umpan dicabut. Pembaca yang memakainya tidak mendapat apa-apa lagi.", "ok")
    return redirect(url_for(".feed", slug=slug), 303)

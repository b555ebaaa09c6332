"""oEmbed: the card of a public materi, for the sites it is shared on (oembed.com, type link)."""

from urllib.parse import urlsplit

from flask import Response, jsonify, request, url_for

from community.kernel.errors import NotFound
from community.materials.queries import material_of
from community.materials.views import blueprint
from community.materials.views.material import summary_of

_BEFORE = "/materi/"
CACHE_SECONDS = 3600


@blueprint.get("/oembed", endpoint="oembed")
def show_card() -> Response:
    """The card of the materi at `url`. Raises NotFound for any other address, and for what is not public."""
    material = material_of(None, _material_in(request.args.get("url", "")))
    if material.current is None:
        raise NotFound
    return jsonify(
        version="1.0",
        type="link",
        title=material.current.title,
        author_name=", ".join(each.guru.named for each in material.authors),
        provider_name="Gugus",
        provider_url=url_for("beranda.front", _external=True),
        cache_age=CACHE_SECONDS,
        description=summary_of(material, material.current),
    )


def _material_in(address: str) -> str:
    try:
        parts = urlsplit(address)
    except ValueError:
        raise NotFound from None
    own = urlsplit(request.host_url)
    material_id = parts.path.removeprefix(_BEFORE)
    if parts.netloc != own.netloc or not parts.path.startswith(_BEFORE) or "/" in material_id:
        raise NotFound
    return material_id

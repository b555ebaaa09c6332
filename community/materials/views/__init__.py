"""Doors of materi."""

from flask import Blueprint

blueprint = Blueprint("materials", __name__)

from community.materials.views import (  # noqa: E402, F401
    comments,
    hasil,
    library,
    material,
    oembed,
    pack,
    ratification,
    reviews,
    rubric,
    steps,
    uses,
    versions,
    writing,
)

"""Doors of the shared notulen."""

from flask import Blueprint

blueprint = Blueprint("notulen", __name__)

from community.notulen.views import freezing, printing, shared  # noqa: E402, F401  (hang their doors on it)

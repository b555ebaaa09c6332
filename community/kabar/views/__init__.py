"""Doors of kabar."""

from flask import Blueprint

blueprint = Blueprint("kabar", __name__)

from community.kabar.views import lists, posts, threads  # noqa: E402, F401  (hang their doors on it)

"""Doors of live discussion."""

from flask import Blueprint

blueprint = Blueprint("discussion", __name__)

from community.discussion.views import messages, protocol, room, rooms  # noqa: E402, F401  (hang their doors on it)

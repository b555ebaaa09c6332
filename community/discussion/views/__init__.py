"""Doors of live discussion."""

from flask import Blueprint

blueprint = Blueprint("discussion", __name__)

from community.discussion.views import (  # noqa: E402  (hang their doors on it)
    archive,  # noqa: F401
    exhibits,  # noqa: F401
    messages,  # noqa: F401
    poll_files,  # noqa: F401
    polls,  # noqa: F401
    presence,  # noqa: F401
    protocol,  # noqa: F401
    questions,  # noqa: F401
    room,  # noqa: F401
    rooms,  # noqa: F401
    session,  # noqa: F401
)

"""Doors of gugus: the group, its people, offices, invitations, teacher lists."""

from flask import Blueprint

blueprint = Blueprint("gugus", __name__)

from community.gugus.views import (  # noqa: E402, F401  (hang their doors on it)
    applying,
    codes,
    feeds,
    groups,
    importing,
    invitations,
    joining,
    moderation,
    pengurus,
    people,
    schools,
)

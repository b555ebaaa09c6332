"""Doors of observations."""

from flask import Blueprint

blueprint = Blueprint("observations", __name__)

from community.observations.views import (  # noqa: E402, F401
    after,
    answers,
    instruments,
    lessons,
    observation,
    phases,
    planning,
    printing,
    schedule,
)

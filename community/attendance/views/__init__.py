"""Doors of attendance: checking in, the sheet, the wall, corrections."""

from flask import Blueprint

blueprint = Blueprint("attendance", __name__, url_prefix="/pertemuan/<pertemuan_id>")

from community.attendance.views import checking_in, corrections, online, sheet, wall  # noqa: E402, F401  (hang their doors on it)

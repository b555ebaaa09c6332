"""Doors of paket and pertemuan."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from flask import Blueprint

blueprint = Blueprint("lokakarya", __name__)


@blueprint.app_template_filter()
def local(moment: datetime, zone: str) -> date:
    """The day of a moment by the clocks of `zone`."""
    return moment.astimezone(ZoneInfo(zone)).date()


from community.lokakarya.views import calendar, hasil, notulen, paket, pertemuan, steps  # noqa: E402, F401
